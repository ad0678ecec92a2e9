package dev.kbench.store.document;

import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.Kbench;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.event.AssertionResult;
import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.PassCount;
import dev.kbench.run.Run;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Arena;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class RunDocumentTest {
    record Verdict(String label, double score, @Nullable String reason) {}

    private final MockLlm llm = MockLlm.answering("m/x", request -> "answer");
    private final Arena arena = new Arena();

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    private static <T extends @Nullable Object> Run<T> readBack(Run<T> run) {
        byte[] transcript = Transcript.of(run, MediaPlaces.NONE);
        return RunDocument.read(
                text(RunDocument.of(run)),
                run.task(),
                () -> Transcript.read(transcript, MediaPlaces.NONE),
                RunDocumentTest.class.getClassLoader(),
                true);
    }

    static void same(Run<?> read, Run<?> run) {
        assertThat(read.cached()).isTrue();
        assertThat(read.identity()).isEqualTo(run.identity());
        assertThat(read.params()).isEqualTo(run.params());
        assertThat(read.outcome()).isEqualTo(run.outcome());
        assertThat(read.assertionResults()).isEqualTo(run.assertionResults());
        assertThat(read.usage()).isEqualTo(run.usage());
        assertThat(read.passed()).isEqualTo(run.passed());
        assertThat(read.startTime()).isEqualTo(run.startTime());
        assertThat(read.duration()).isEqualTo(run.duration());
        assertThat(read.toRecord()).isEqualTo(run.toRecord());
        same(read.chat(), run.chat());
        assertThat(read.subruns().size()).isEqualTo(run.subruns().size());
        for (int i = 0; i < run.subruns().size(); i++) {
            same(read.subruns().get(i), run.subruns().get(i));
        }
    }

    private static void same(Chat read, Chat chat) {
        assertThat(read.id()).isEqualTo(chat.id());
        assertThat(read.name()).isEqualTo(chat.name());
        assertThat(read.replyCount()).isEqualTo(chat.replyCount());
        List<ChatItem> items = chat.items();
        assertThat(read.items()).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            switch (items.get(i)) {
                case Chat inner -> same((Chat) read.items().get(i), inner);
                case Message message -> assertThat(read.items().get(i)).isEqualTo(message);
            }
        }
    }

    @Test
    void assertionsKeepTheirValuesAndTheirDifference() {
        Run<?> run =
                arena.call(
                        () ->
                                Task.named("Quiz")
                                        .body(
                                                (_, _) -> {
                                                    Kbench.assertEqual("", "\ud800\0", "Nothing.");
                                                    Kbench.assertEqual(
                                                            List.of(1, 2), List.of(1), "Both.");
                                                    Kbench.recordAssertion(
                                                            true,
                                                            "fine",
                                                            with -> with.value("n", 3));
                                                })
                                        .run(llm));
        assertThat(run.assertionResults())
                .extracting(AssertionResult::details)
                .containsExactly(
                        List.of(
                                "expected: ",
                                "actual: \ud800\0",
                                "expected \"\", got \"\\ud800\\u0000\""),
                        List.of("expected: [1, 2]", "actual: [1]", "missing [1] = 2"),
                        List.of("n: 3"));
        same(readBack(run), run);
    }

    @Test
    void aRunWithConversationsAssertionsAndSubRunsIsReadBackEqual() {
        Task<Double> inner =
                Task.named("inner")
                        .returning(double.class)
                        .param("n", int.class)
                        .body(
                                (model, params) -> {
                                    model.prompt("inner " + params);
                                    return 0.25;
                                });
        Task<Verdict> outer =
                Task.named("outer")
                        .returning(Verdict.class)
                        .param("q", String.class)
                        .body(
                                (model, params) -> {
                                    model.prompt(
                                            "first\u0000\u001b", with -> with.temperature(0.5));
                                    try (var _ = Contexts.enter(Chat.named("aside"))) {
                                        model.prompt("second");
                                    }
                                    assertEqual("answer", "other", "they differ");
                                    assertTrue(true, "fine");
                                    inner.run(model, 1);
                                    inner.run(model, Params.of("n", 2));
                                    return new Verdict("good", 0.5, null);
                                });
        Run<Verdict> run = arena.call(() -> outer.run(llm, "why?"));
        Run<Verdict> read = readBack(run);
        same(read, run);
        assertThat(read.result()).isEqualTo(new Verdict("good", 0.5, null));
        assertThat(read.subruns().get(1).params().asMap()).containsEntry("n", 2);
    }

    private Run<?> withPrivate() {
        Task<Double> inner =
                Task.named("inner")
                        .returning(double.class)
                        .param("who", String.class)
                        .body((_, _) -> 1.0);
        Task<Double> outer =
                Task.named("outer")
                        .returning(double.class)
                        .param("name", String.class)
                        .param("n", int.class)
                        .body(
                                (model, params) -> {
                                    inner.run(model, params.value("name").orElseThrow());
                                    return 1.0;
                                });
        return arena.call(
                () ->
                        outer.evaluate(
                                        with ->
                                                with.llms(llm)
                                                        .data(
                                                                DataFrame.ofColumns(
                                                                        "name",
                                                                        List.of("Ann"),
                                                                        "n",
                                                                        List.of(1)))
                                                        .privateColumns("name"))
                                .get(0));
    }

    @Test
    void whatIsPrivateIsReadBackForTheRunsInsideToo() {
        Run<?> run = withPrivate();
        Run<?> read = readBack(run);
        assertThat(text(RunDocument.of(run))).endsWith(",\"private\":[\"name\"]}");
        assertThat(read.privateValues().names()).containsExactly("name");
        assertThat(read.params()).isEqualTo(run.params());
        assertThat(read.privateValues().params(read.params()))
                .isEqualTo(Params.of("llm", "m/x", "name", "[private]", "n", 1));
        Run<?> inner = read.subruns().get(0);
        assertThat(inner.privateValues().names()).isEmpty();
        assertThat(inner.privateValues().text("who is Ann")).isEqualTo("who is [private]");
        assertThat(RunDocument.readPrivate(text(RunDocument.of(run))).text("Ann"))
                .isEqualTo("[private]");
    }

    @Test
    void whereNothingIsPrivateTheDocumentSaysNothingOfIt() {
        Run<?> run = arena.call(() -> Task.named("Quiz").body((_, _) -> {}).run(llm));
        String document = text(RunDocument.of(run));
        assertThat(document).doesNotContain("private");
        assertThat(RunDocument.readPrivate(document)).isSameAs(PrivateValues.NONE);
        assertThat(readBack(run).privateValues()).isSameAs(PrivateValues.NONE);
    }

    @Test
    void whatIsPrivateIsReadBesideAFieldThatIsNotKnown() {
        String document = text(RunDocument.of(withPrivate()));
        String later = document.replace("\"private\":", "\"secret\":{\"x\":1},\"private\":");
        assertThat(later).isNotEqualTo(document);
        assertThat(RunDocument.readPrivate(later).names()).containsExactly("name");
        assertThat(RunDocument.readAsData(later, List::of).privateValues().names())
                .containsExactly("name");
    }

    static Stream<Object> results() {
        return Stream.of(
                true,
                false,
                0.85,
                0.1f,
                7,
                8L,
                new PassCount(3, 4),
                new MetricWithCI(0.8, 0.0),
                Map.of("a", 1, "b", List.of(1.0, "x")),
                new Verdict("v", 1.0, "r"));
    }

    @ParameterizedTest
    @MethodSource("results")
    @SuppressWarnings("unchecked") // a value's own class
    void everyKindOfResultIsReadBackEqual(Object result) {
        Class<Object> type =
                (Class<Object>) (result instanceof Map ? Map.class : result.getClass());
        Task<Object> task = Task.named("t").returning(type).body((_, _) -> result);
        Run<Object> run = arena.call(() -> task.run(llm));
        same(readBack(run), run);
    }

    @Test
    void aRunThatReturnsNothingIsReadBackEqual() {
        Task<?> task = Task.named("t").body((_, _) -> assertTrue(false, "no"));
        Run<?> run = arena.call(() -> task.run(llm));
        same(readBack(run), run);
        assertThat(readBack(run).passed()).isFalse();
    }

    @Test
    void aFailureIsReadBackEqual() {
        Task<?> task =
                Task.named("t")
                        .body(
                                (_, _) -> {
                                    throw new IllegalStateException("no tide data");
                                });
        Run<?> run = arena.call(() -> task.attempt(llm));
        same(readBack(run), run);
        assertThat(readBack(run).errorMessage()).contains("IllegalStateException: no tide data");
    }

    @Test
    void aKeyIsReadBackEqual() {
        Task<Boolean> task =
                Task.named("t").returning(boolean.class).param("q", int.class).body((_, _) -> true);
        Run<Boolean> run =
                arena.call(
                                () ->
                                        task.evaluate(
                                                with ->
                                                        with.llms(llm)
                                                                .data(List.of(Map.of("q", 1)))
                                                                .trials(2)))
                        .get(1);
        RunKey key = run.attempt().key();
        RunKey read = RunDocument.readKey(text(RunDocument.of(run)));
        assertThat(read).isEqualTo(key);
        assertThat(read.digest()).isEqualTo(key.digest());
    }

    @Test
    void aKeyIsReadWithoutTheTypesOfItsValues() {
        Task<Boolean> task =
                Task.named("t")
                        .returning(boolean.class)
                        .param("given", Object.class)
                        .body((_, _) -> true);
        List<Object> values =
                List.of(
                        new Verdict("fair", 0.5, "cheap"),
                        List.of(Thread.State.NEW, Optional.of(new Verdict("good", 1, "dear"))),
                        Set.of(Duration.ofSeconds(90), 7L, 1e300, true),
                        Map.of("at", LocalDate.of(2024, 2, 29)));
        for (Object value : values) {
            Run<Boolean> run = arena.call(() -> task.run(llm, Params.of("given", value)));
            RunKey read = RunDocument.readKey(text(RunDocument.of(run)));
            assertThat(read.digest()).as("%s", value).isEqualTo(run.attempt().key().digest());
        }
    }

    @Test
    void whatHasNoKeyIsSaidToHaveNone() {
        assertThatThrownBy(() -> RunDocument.readKey("{\"uid\":\"u\",\"more\":{\"key\":1}}"))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("JSON without a key");
        assertThatThrownBy(() -> RunDocument.readKey("{\"key\":{\"model\":\"\"}}"))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("a damaged key: a model needs an id");
    }

    @Test
    void aTranscriptIsReadOnlyOnceItIsAskedFor() {
        Task<Boolean> task = Task.named("t").returning(boolean.class).body((_, _) -> true);
        Run<Boolean> run = arena.call(() -> task.run(llm));
        List<String> asked = new ArrayList<>();
        Run<Boolean> read =
                RunDocument.read(
                        text(RunDocument.of(run)),
                        run.task(),
                        () -> {
                            asked.add("asked");
                            return List.of(Chat.named("c"));
                        },
                        getClass().getClassLoader(),
                        true);
        assertThat(read.result()).isTrue();
        assertThat(asked).isEmpty();
        assertThat(read.chat().name()).isEqualTo("c");
        assertThat(asked).hasSize(1);
    }

    @Test
    void damagedDocumentsAreSaidToBeSo() {
        Task<Boolean> task = Task.named("t").returning(boolean.class).body((_, _) -> true);
        Run<Boolean> run = arena.call(() -> task.run(llm));
        String document = text(RunDocument.of(run));
        for (int cut = 0; cut < document.length(); cut++) {
            String damaged = document.substring(0, cut);
            assertThatThrownBy(
                            () ->
                                    RunDocument.read(
                                            damaged,
                                            run.task(),
                                            List::of,
                                            getClass().getClassLoader(),
                                            true))
                    .isInstanceOf(UnreadableValueException.class);
        }
    }

    @Test
    void aRunIsReadAsDataWhereItsTypesAreNot() {
        Task<Verdict> task =
                Task.named("judge")
                        .returning(Verdict.class)
                        .body((llm, _) -> new Verdict(llm.prompt("Which?"), 0.5, null));
        Run<Verdict> run = arena.call(() -> task.run(llm));
        byte[] transcript = Transcript.of(run, MediaPlaces.NONE);

        Run<?> data =
                RunDocument.readAsData(
                        text(RunDocument.of(run)),
                        () -> Transcript.read(transcript, MediaPlaces.NONE));

        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("label", "answer");
        value.put("score", 0.5);
        value.put("reason", null);
        assertThat(data.result()).isEqualTo(value);
        assertThat(data.task().name()).isEqualTo("judge");
        assertThat(data.model()).isEqualTo(run.model());
        same(data.chat(), run.chat());
        TranscriptText words = TranscriptText.read(transcript);
        assertThat(words.answer()).isEqualTo("answer");
        assertThat(words.all()).startsWith("Which?\nanswer\n");
        assertThatThrownBy(() -> TranscriptText.read(new byte[] {'['}))
                .isInstanceOf(UnreadableValueException.class);
    }

    @Test
    void ownResultsStayWhatTheyAreAsData() {
        Task<PassCount> task =
                Task.named("count").returning(PassCount.class).body((_, _) -> new PassCount(2, 3));
        Run<PassCount> run = arena.call(() -> task.run(llm));
        Run<?> data = RunDocument.readAsData(text(RunDocument.of(run)), List::of);
        assertThat(data.result()).isEqualTo(new PassCount(2, 3));
        assertThat(data.numericResult()).isEqualTo(run.numericResult());
    }
}
