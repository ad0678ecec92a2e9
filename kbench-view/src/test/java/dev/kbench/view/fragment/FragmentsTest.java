package dev.kbench.view.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.Redaction;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.view.page.Hostile;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class FragmentsTest {
    private static final Pattern STYLE = Pattern.compile("(?s)<style>.*?</style>");

    private final Fragments fragments = new Fragments(new Redaction(List.of("sk-secret")));

    private static String body(Fragment fragment) {
        return STYLE.matcher(fragment.html()).replaceFirst("");
    }

    private static Task<Boolean> quiz() {
        return Task.named("river <quiz>")
                .returning(boolean.class)
                .param("question", String.class)
                .description("Asks & looks.")
                .storeTask(false)
                .storeRun(false)
                .body(
                        (llm, params) ->
                                llm.prompt(String.valueOf(params.asMap().get("question")))
                                        .contains("Nile"));
    }

    private static Runs<Boolean> evaluated(MockLlm model, String... questions) {
        Consumer<EvaluationOptions> with =
                options ->
                        options.llms(model)
                                .data(DataFrame.ofColumns("question", List.of(questions)))
                                .onFailure(OnFailure.CONTINUE)
                                .removeRunFiles(true);
        return quiz().evaluate(with);
    }

    @Test
    void privateColumnsAreShownNowhere() {
        DataFrame people =
                DataFrame.ofColumns("question", List.of("Is Ann at the Nile?"))
                        .withPrivate("question");
        MockLlm model = MockLlm.answering("m/x", request -> "Is Ann at the Nile? Yes");
        Runs<Boolean> runs =
                quiz().evaluate(with -> with.llms(model).data(people).removeRunFiles(true));
        for (Object value :
                List.of(
                        people,
                        runs,
                        runs.get(0),
                        runs.get(0).chat(),
                        runs.asDataFrame(),
                        runs.get(0).subruns())) {
            Fragment fragment = fragments.of(value).orElseThrow();
            assertThat(fragment.html() + fragment.text()).doesNotContain("Ann");
        }
        assertThat(body(fragments.of(runs.get(0).chat()))).contains("[private] Yes");
        assertThat(body(fragments.of(people))).contains(">[private]<");
        assertThat(runs.get(0).params().value("question")).contains("Is Ann at the Nile?");
    }

    @Test
    void aTableShowsItsCellsAndWhatIsMissing() {
        DataFrame table =
                DataFrame.ofColumns("q", List.of("1 < 2?", "sk-secret?"), "n", List.of(1, 2));
        assertThat(body(fragments.of(table)))
                .isEqualTo(
                        "<div class=\"kbench\"><div class=\"scroll\"><table"
                            + " class=\"lines\"><thead><tr><td></td><th scope=\"col\"><div"
                            + " dir=\"auto\" class=\"said\">q</div></th><th scope=\"col\"><div"
                            + " dir=\"auto\" class=\"said\">n</div></th></tr></thead><tbody><tr><th"
                            + " scope=\"row\"><div dir=\"auto\" class=\"said\">0</div></th><td><div"
                            + " dir=\"auto\" class=\"said\">1 &lt; 2?</div></td><td"
                            + " class=\"number\"><div dir=\"auto\""
                            + " class=\"said\">1</div></td></tr><tr><th scope=\"row\"><div"
                            + " dir=\"auto\" class=\"said\">1</div></th><td><div dir=\"auto\""
                            + " class=\"said\">…?</div></td><td class=\"number\"><div dir=\"auto\""
                            + " class=\"said\">2</div></td></tr></tbody></table></div><p"
                            + " class=\"soft small\">2 rows, 2 columns</p></div>");
        assertThat(fragments.of(table).text())
                .isEqualTo("   q           n\n0  1 < 2?      1\n1  …?  2\n");
    }

    @Test
    void ofALongTableTheFirstRowsAreShown() {
        DataFrame table = DataFrame.ofColumns("n", IntStream.range(0, 1_000_000).boxed().toList());
        String shown = body(fragments.of(table));
        assertThat(shown.split("<tr>", -1)).hasSize(52);
        assertThat(shown).endsWith("the first 50 of 1,000,000 rows, 1 column</p></div>");
    }

    @Test
    void aLongCellSaysHowMuchWasCut() {
        DataFrame table = DataFrame.ofColumns("text", List.of("x".repeat(10_000)));
        assertThat(body(fragments.of(table)))
                .contains(">" + "x".repeat(300) + " … (of 10,000 characters)</div>");
    }

    @Test
    void aTaskTellsWhatItTakesAndGives() {
        assertThat(body(fragments.of(quiz())))
                .startsWith(
                        "<div class=\"kbench\"><div class=\"title\"><strong class=\"name\">river"
                                + " &lt;quiz&gt;</strong><span class=\"soft name\">version"
                                + " 1</span><span class=\"soft name\">boolean</span></div><div"
                                + " dir=\"auto\" class=\"said\">Asks &amp; looks.</div><dl"
                                + " class=\"params\">")
                .contains(
                        "<dt class=\"name\">question</dt><dd><code"
                                + " class=\"name\">java.lang.String</code></dd>");
    }

    @Test
    void aRunIsWhatItsPageShows() {
        Run<Boolean> run = quiz().run(MockLlm.replying("The Nile."), "Which sk-secret?");
        assertThat(body(fragments.of(run)))
                .startsWith(
                        "<div class=\"kbench\"><div class=\"title\"><span class=\"badge good\">✓"
                            + " passed</span><strong class=\"name\">river &lt;quiz&gt;</strong>")
                .contains("<h2>Result</h2>")
                .contains("The Nile.")
                .contains("Which …?")
                .doesNotContain("sk-secret");
        assertThat(fragments.of(run).text()).startsWith("river <quiz>/Run #");
    }

    @Test
    void runsTellTheirFiguresAndTheFirstOfThem() {
        Runs<Boolean> runs = evaluated(MockLlm.replying("Nile", "Po", "Nile"), "a", "b", "c");
        assertThat(body(fragments.of(runs)))
                .contains("<strong class=\"name\">river &lt;quiz&gt;</strong>")
                .contains("<span class=\"soft name\">3 runs</span>")
                .containsPattern("<td class=\"number\">66\\.7 % \\([0-9.]+–[0-9.]+\\)</td>")
                .contains("<summary>3 runs</summary>");
        assertThat(fragments.of(runs).text())
                .isEqualTo("3 runs: 3 measured, 0 failed, 0 unmeasured of 3");
    }

    @Test
    void noRunsAreSaidToBeNone() {
        assertThat(body(fragments.of(Runs.of(List.of()))))
                .isEqualTo(
                        "<div class=\"kbench\"><div class=\"title\"><strong class=\"name\">no"
                            + " runs</strong><span class=\"soft name\">0 runs</span></div></div>");
    }

    @Test
    void aChatShowsWhoSaidWhat() {
        Chat chat = Chat.named("talk");
        chat.say(Message.of(new Actor("user", Role.USER, ""), "Hello & <b>"));
        assertThat(body(fragments.of(chat)))
                .startsWith(
                        "<div class=\"kbench\"><div class=\"title\"><strong"
                            + " class=\"name\">talk</strong><span class=\"soft name\">1"
                            + " message</span></div><div class=\"talk\"><article class=\"message"
                            + " user\">")
                .contains("Hello &amp; &lt;b&gt;");
    }

    @Test
    void aChatBringsItsPicturesAlongAsLongAsThereIsRoom() {
        Image small = Image.fromPixels(new int[] {0xFF0000FF}, 1, 1);
        byte[] noise = new byte[2 << 20];
        System.arraycopy(bytes(small), 0, noise, 0, bytes(small).length);
        Chat chat = Chat.named("talk");
        for (Content each :
                List.of(
                        small,
                        Image.fromBytes(noise),
                        small,
                        Image.fromUrl("https://a.example/b"))) {
            chat.say(Message.of(new Actor("user", Role.USER, ""), each));
        }

        String shown = body(fragments.of(chat));

        assertThat(
                        Pattern.compile("<img src=\"data:image/png;base64,[^\"]+\" alt=\"[^\"]+\">")
                                .matcher(shown)
                                .results())
                .hasSize(2);
        assertThat(shown)
                .contains("<figure><code>", "<code>https://a.example/b</code> (at this address")
                .hasSizeLessThan(10_000);
    }

    private static byte[] bytes(Image image) {
        return Base64.getDecoder().decode(((MediaBytes) image.source()).base64());
    }

    @Test
    void whatAModelWroteIsText() {
        for (String hostile : Hostile.TEXTS) {
            Run<Boolean> run = quiz().run(MockLlm.replying(hostile), hostile);
            for (Object value :
                    List.of(
                            run,
                            run.chat(),
                            Runs.of(List.of(run)),
                            DataFrame.ofRows(Map.of(hostile, hostile)))) {
                String shown = body(fragments.of(value).orElseThrow());
                assertThat(Pattern.compile("<[^>]*").matcher(shown).results())
                        .allSatisfy(
                                tag ->
                                        assertThat(tag.group())
                                                .doesNotContainPattern(
                                                        "(?i)<(script|style|iframe|img|base|meta|link|object|form)"
                                                            + "|\\son\\w+=|javascript:[^\"]*$"));
            }
        }
    }

    @Test
    void otherValuesHaveNone() {
        assertThat(fragments.of("text")).isEmpty();
    }
}
