package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.content.MediaBytes;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.RefusedException;
import dev.kbench.view.web.Request;
import dev.kbench.view.web.Token;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class SiteTest {
    private final Token action = Token.random();
    private final MadeEvaluations evaluations = new MadeEvaluations();

    private Site site(IntFunction<ViewedRun> reader) {
        return new Site(new MadeShelf(2_000, 3, reader), evaluations, action);
    }

    private Site rich() {
        return site(index -> MadeRuns.rich("made~" + index));
    }

    private static Request request(String method, String path, String... query) {
        SequencedMap<String, List<String>> parts = new LinkedHashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parts.put(query[i], List.of(query[i + 1]));
        }
        return new Request(
                method, path.isEmpty() ? List.of() : List.of(path.split("/", -1)), parts);
    }

    private static Answer get(Site site, String path, String... query) {
        return site.answer(request("GET", path, query));
    }

    private static byte[] bytes(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            answer.body().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String body(Answer answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    private static void assertRefused(
            Site site, int status, String words, String path, String... query) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> get(site, path, query))
                .withMessage(words)
                .extracting(RefusedException::status)
                .isEqualTo(status);
    }

    @Test
    void theRootLeadsToTheRuns() {
        assertThat(get(rich(), "").headers()).containsEntry("Location", "/runs");
    }

    @Test
    void everyAssetOfEachPageIsThere() {
        Site site = rich();
        for (String page : List.of("runs", "run/made~1", "leaderboard", "live")) {
            List<String> assets =
                    Pattern.compile("/(assets/[^\"]+)")
                            .matcher(body(get(site, page)))
                            .results()
                            .map(found -> found.group(1))
                            .toList();
            assertThat(assets).as(page).hasSizeGreaterThanOrEqualTo(4);
            for (String asset : assets) {
                Answer answer = get(site, asset);
                assertThat(answer.status()).as(asset).isEqualTo(200);
                assertThat(answer.headers())
                        .containsEntry("Cache-Control", "private, max-age=31536000, immutable");
            }
        }
    }

    @Test
    void thePageHasNoScriptOrStyleInIt() {
        for (String page : List.of("runs", "run/made~1", "leaderboard", "live")) {
            assertThat(body(get(rich(), page)))
                    .doesNotContain("<style", " style=", "javascript:", " onclick")
                    .doesNotContainPattern("<script[^>]*>[^<]");
        }
    }

    @Test
    void thePageOfRunsComesWithItsLines() {
        Matcher lines =
                Pattern.compile("data-lines=\"([^\"]*)\"")
                        .matcher(body(get(rich(), "runs", "outcome", "failed", "at", "7")));
        assertThat(lines.find()).isTrue();
        assertThat(
                        lines.group(1)
                                .replace("&quot;", "\"")
                                .replace("&lt;", "<")
                                .replace("&gt;", ">")
                                .replace("&amp;", "&"))
                .isEqualTo(body(get(rich(), "runs/lines", "count", "100", "outcome", "failed")));
    }

    @Test
    void aPageWhoseAddressIsNoSearchSaysSoByItsScript() {
        assertThat(body(get(rich(), "runs", "score", "high"))).contains(" data-lines class=");
    }

    @Test
    void linesComeByPages() {
        String json =
                body(get(rich(), "runs/lines", "from", "7", "count", "1", "outcome", "failed"));
        assertThat(json)
                .startsWith("{\"total\":")
                .contains(
                        "\"outcome\":\"failed\"",
                        "\"reason\":\"TIMED_OUT\"",
                        "\"params\":{\"question\":");
        assertThat(json.split("\"id\"", -1)).hasSize(2);
    }

    @Test
    void aBadSearchIsRefusedInItsOwnWords() {
        assertRefused(
                rich(),
                400,
                "score: expected a range such as 0.5..1, 0.5.., ..1, or one number, got 'high'",
                "runs/lines",
                "score",
                "high");
        assertRefused(
                rich(),
                400,
                "count: expected a whole number from 0 to 500, got '501'",
                "runs/lines",
                "count",
                "501");
    }

    @Test
    void whatIsNotThereIsRefused() {
        String words = "there is no such page: expected one such as /runs";
        for (String path :
                List.of(
                        "nothing",
                        "runs/nothing",
                        "run",
                        "run/made~1/nothing",
                        "live/stop",
                        "assets")) {
            assertRefused(rich(), 404, words, path);
        }
        assertRefused(rich(), 404, "there is no such file; reload the page", "assets/0/view.js");
    }

    @Test
    void aRunIsShownWhole() {
        String page = body(get(rich(), "run/made~8", "outcome", "failed"));
        assertThat(page)
                .contains("✗ not passed")
                .contains("Assertions: 1 of 2 held")
                .contains("<pre dir=\"ltr\">\nVolga</pre>", "<pre dir=\"ltr\">\nThe Danube</pre>")
                .contains("assertEqual(&quot;Volga&quot;, answer")
                .contains("line 14")
                .contains("<summary>reasoning</summary>")
                .contains("private: heard by claude")
                .contains("channel whispers")
                .contains("sent again 1×")
                .contains("stopped: tool_calls")
                .contains("/run/made~8/media/")
                .contains("\n{&quot;capitals&quot;:4}</pre>")
                .contains("<rect class=\"retry-bar\"")
                .contains("boolean quiz(Llm llm")
                .contains("href=\"/run/made~8/up?outcome=failed\"")
                .contains("href=\"/run/made~8/next?outcome=failed\"")
                .contains("&quot;temperature&quot; : 0.0");
    }

    @Test
    void nextAndPreviousLeadToFailingRuns() {
        Site site = rich();
        String next = get(site, "run/made~3/next", "model", "demo/שלום").headers().get("Location");
        assertThat(next).matches("/run/made~\\d+\\?model=demo%2F%D7%A9%D7%9C%D7%95%D7%9D");
        assertThat(get(site, "run/made~1999/next").headers())
                .containsEntry("Location", "/run/made~1999?end=next");
        assertThat(body(get(site, "run/made~1999", "end", "next")))
                .contains("There is no further failing run.");
    }

    @Test
    void mediaHaveTheirTypeAndRunNothing() {
        String sha = ((MediaBytes) MadeRuns.PICTURE.source()).sha256();
        Answer picture = get(rich(), "run/made~8/media/" + sha);
        assertThat(bytes(picture)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(picture.headers())
                .containsEntry("Content-Type", "image/png")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    }

    @Test
    void ofALongLineTheBeginningIsShownAndTheRestWhenAskedFor() {
        String line = "x".repeat(10_000_000) + "end";
        Site site = site(index -> MadeRuns.answering("made~" + index, line));
        String page = body(get(site, "run/made~1"));
        assertThat(page.length()).isLessThan(400_000);
        assertThat(page).contains("href=\"/run/made~1/text/0\"", "Show all 10,000,003 characters");
        Answer whole = get(site, "run/made~1/text/0");
        assertThat(whole.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(bytes(whole)).hasSize(10_000_003);
        assertRefused(
                site,
                404,
                "there is no such page: expected one such as /runs",
                "run/made~1/text/999");
    }

    @Test
    void whatAModelWroteIsText() {
        for (String text : Hostile.TEXTS) {
            String page =
                    body(
                            get(
                                    site(index -> MadeRuns.answering("made~" + index, text)),
                                    "run/made~1"));
            assertThat(
                            page.replaceAll(
                                    "<script (type=\"module\" )?src=\"/assets/[^\"]+\"></script>",
                                    ""))
                    .as(text)
                    .doesNotContainIgnoringCase("<script")
                    .doesNotContainPattern(
                            "<(img|svg|iframe|object|style|base|meta http|form"
                                    + " action)[^>]*(harmed|evil|onload|srcdoc|data:)")
                    .doesNotContainPattern("<[^>]+\\s(on\\w+|style)=[^>]*>")
                    .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069\\u001B\\u009B\\u0000]");
        }
    }

    @Test
    void upLeadsToTheRowOfTheRun() {
        Site site = rich();
        assertThat(get(site, "run/made~0/up").headers()).containsEntry("Location", "/runs");
        assertThat(get(site, "run/made~8/up").headers()).containsEntry("Location", "/runs?at=8");
        assertThat(
                        get(
                                        site,
                                        "run/made~8/up",
                                        "model",
                                        "openai/gpt-5-mini",
                                        "cols",
                                        "[\"task\"]",
                                        "at",
                                        "99")
                                .headers())
                .containsEntry(
                        "Location", "/runs?model=openai%2Fgpt-5-mini&cols=%5B%22task%22%5D&at=2");
    }

    @Test
    void whereTheSourceIsNotAtHandThePageSaysHowToHaveIt() {
        assertThat(body(get(site(index -> MadeRuns.bare("made~" + index)), "run/made~1")))
                .contains(
                        "<section><h2>Code of this version</h2><p class=\"soft\">It is not at hand:"
                            + " a journal has no sources. Where the task&#39;s file (*.task.json)"
                            + " of the same version lies in the folder of the run files, it is"
                            + " shown from there; the task is stored unless it says storeTask ="
                            + " false.</p></section>");
    }

    @Test
    void noIdStandsTwiceOnThePageOfARunWithRunsInside() {
        List<String> ids =
                Pattern.compile(" id=\"([^\"]+)\"")
                        .matcher(body(get(rich(), "run/made~1")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(ids).contains("timings", "conversation").doesNotHaveDuplicates();
    }

    @Test
    void askingToStopReachesTheEvaluation() {
        Answer answer = rich().answer(request("POST", "live/stop/" + MadeEvaluations.ID));
        assertThat(body(answer))
                .isEqualTo(MadeEvaluations.ID + " is stopping: what has ended is kept\n");
        assertThat(evaluations.stopped).containsExactly(MadeEvaluations.ID);
    }

    @Test
    void onlyStoppingChangesSomething() {
        for (String path : List.of("runs", "", "live", "live/stop", "run/made~1")) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> rich().answer(request("POST", path)))
                    .withMessage("there is no such page: expected one such as /runs");
        }
    }

    @Test
    void theLeaderboardHasATableBehindEachChart() {
        String page = body(get(rich(), "leaderboard"));
        assertThat(page)
                .contains("data-chart=\"pareto\"", "data-chart=\"shares\"", "data-chart=\"past\"")
                .contains("<strong>35.0 %</strong> (31.0–39.0)")
                .contains("900 of 1,000 measured")
                .contains("href=\"/runs?task=River+Quiz&amp;model=openai%2Fgpt-5-mini\"");
        assertThat(page.split("<summary>the numbers</summary>", -1)).hasSize(4);
    }

    @Test
    void twoSidesAreLaidBesideEachOtherFlipsFirst() {
        String page =
                body(
                        rich().answer(
                                        new Request(
                                                "GET",
                                                List.of("compare"),
                                                new LinkedHashMap<>(
                                                        Map.of(
                                                                "with",
                                                                List.of(
                                                                        "openai/gpt-5-mini",
                                                                        "google/gemini-3-pro"))))));
        assertThat(page)
                .contains(
                        "<dt>only the first passed</dt><dd>195</dd>",
                        "second less first, passed</dt><dd>-4.6 points (95 % interval -12.9 to"
                                + " +3.7)");
    }

    @Test
    void answersOfTwoRunsAreLaidBesideEachOther() {
        Site site = site(index -> MadeRuns.answering("made~" + index, "word " + index + " end"));
        assertThat(body(get(site, "compare/pair", "a", "made~1", "b", "made~2")))
                .contains("word <del>1</del><ins>2</ins> end");
    }

    @Test
    void answersStandWhereTheyBeganAndBehindOthersWhereThatIsNotKnown() {
        assertThat(body(get(rich(), "run/made~1")))
                .contains(
                        "<rect class=\"retry-bar\" x=\"3.26%\"",
                        "<rect class=\"pause-bar\" x=\"6.11%\" y=\"2\" width=\"18.33%\"",
                        "<rect class=\"call-bar\" x=\"24.44%\" y=\"2\" width=\"37.68%\"",
                        "<rect class=\"call-bar\" x=\"62.12%\"",
                        "Answers of which it is not known when they began stand behind the one"
                                + " before.");
    }

    @Test
    void theLivePageCarriesTheTokenThatStops() {
        assertThat(body(get(rich(), "live"))).contains("data-action=\"" + action.text() + "\"");
    }
}
