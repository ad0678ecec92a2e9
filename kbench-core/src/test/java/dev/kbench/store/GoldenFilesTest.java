package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.Params;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.Outcome;
import dev.kbench.run.PassCount;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.run.TestRuns;
import dev.kbench.run.UnmeasuredReason;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// One file for each result type and outcome, as released versions wrote them. To add one: run with
/// `-Dkbench.golden=FOLDER`, read what was written there, and move it here.
class GoldenFilesTest {
    @TempDir Path folder;

    private record Report(double accuracy, long rows, String note) {}

    private static Run<?> run(
            String name, ResultType type, Outcome<?> outcome, List<AssertionResult> assertions) {
        return run(name, type, outcome, assertions, List.of(), Chat.named(name));
    }

    private static Run<?> run(
            String name,
            ResultType type,
            Outcome<?> outcome,
            List<AssertionResult> assertions,
            List<Run<?>> subruns,
            Chat chat) {
        TaskInfo task =
                new TaskInfo(
                        name,
                        type == ResultType.PASS_FAIL ? "Counts “gulls”.\n\tTwice." : "",
                        2,
                        "@Benchmark\nvoid gulls(Llm llm) {}\n",
                        type,
                        true,
                        true,
                        List.of());
        RunIdentity identity = TestRuns.identity(task, 7, "");
        return TestRuns.run(identity, outcome, Params.of(), assertions, subruns, chat);
    }

    private static <T extends @Nullable Object> Outcome<T> done(T value) {
        return new Outcome.Completed<>(value);
    }

    private static Failure failure(String type) {
        return new Failure(
                type, "no tide\n\"data\"", type + ": no tide\n\tat Gulls.count(Gulls.java:7)\n");
    }

    private static AssertionResult assertion(boolean passed, Chat chat, int request) {
        return new AssertionResult(
                "assertTrue",
                passed,
                passed ? "Holds." : "Größer als 3",
                12,
                "assertTrue(n > 3);",
                chat.id(),
                request);
    }

    private static Chat conversation() {
        Chat chat = Chat.named("Talk");
        Actor model = new Actor("mock/model", Role.ASSISTANT, "");
        chat.append(Message.of(Actor.SYSTEM, "Be brief."));
        chat.append(Message.of(Actor.USER, "How many gulls? 🐦"));
        chat.append(reply(model, "3", Usage.ofTokens(21, 1)));
        chat.append(new Message(Actor.USER, new Text("hidden"), false, ReplyDetails.NONE));
        chat.append(Message.of(new Actor("counter", Role.TOOL, ""), "4"));
        chat.append(Message.of(Actor.USER, "Sure?"));
        Chat aside = Chat.named("Aside");
        aside.append(Message.of(Actor.USER, "Hm."));
        aside.append(reply(model, "", Usage.NONE));
        chat.append(aside);
        chat.append(
                reply(
                        model,
                        "Yes\u0000\u2028",
                        new Usage(
                                OptionalLong.of(5_000_000_000L),
                                OptionalLong.of(2),
                                OptionalLong.of(1),
                                OptionalLong.of(1),
                                OptionalLong.of(60_900),
                                OptionalLong.of(0),
                                OptionalLong.of(640))));
        chat.append(Message.of(Actor.USER, "never answered"));
        return chat;
    }

    private static Message reply(Actor model, String text, Usage usage) {
        return new Message(
                model,
                new Text(text),
                true,
                new ReplyDetails(
                        List.of(ReasoningTrace.of("thought"), new Text(text)),
                        usage,
                        FinishReason.STOP,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        "",
                        Duration.ZERO));
    }

    private static Map<String, Run<?>> runs() {
        Map<String, Run<?>> runs = new LinkedHashMap<>();
        Chat talk = conversation();
        Chat short1 = Chat.named("Gulls");
        runs.put(
                "pass-fail-talk",
                run(
                        "Gulls/All",
                        ResultType.PASS_FAIL,
                        done(null),
                        List.of(assertion(true, talk, 0), assertion(false, talk, 2)),
                        List.of(),
                        talk));
        runs.put(
                "pass-fail-passed",
                run(
                        "Gulls",
                        ResultType.PASS_FAIL,
                        done(null),
                        List.of(assertion(true, short1, 0)),
                        List.of(),
                        short1));
        runs.put("boolean-true", run("Gulls", ResultType.BOOLEAN, done(true), List.of()));
        runs.put("boolean-false", run("Gulls", ResultType.BOOLEAN, done(false), List.of()));
        runs.put("score", run("Gulls", ResultType.SCORE, done(0.1 + 0.2), List.of()));
        runs.put("score-zero", run("Gulls", ResultType.SCORE, done(0.0), List.of()));
        runs.put("score-float", run("Gulls", ResultType.SCORE, done(0.25f), List.of()));
        runs.put("numerical", run("Gulls", ResultType.NUMERICAL, done(41), List.of()));
        runs.put(
                "numerical-long",
                run("Gulls", ResultType.NUMERICAL, done(Long.MIN_VALUE), List.of()));
        runs.put(
                "dictionary-record",
                run("Gulls", ResultType.DICTIONARY, done(new Report(1, 3, "é")), List.of()));
        runs.put(
                "dictionary-empty", run("Gulls", ResultType.DICTIONARY, done(Map.of()), List.of()));
        runs.put(
                "pass-count",
                run("Gulls", ResultType.PASS_COUNT, done(new PassCount(2, 3)), List.of()));
        runs.put(
                "metric",
                run("Gulls", ResultType.METRIC_WITH_CI, done(new MetricWithCI(0, 0)), List.of()));
        for (FailureKind kind : FailureKind.values()) {
            runs.put(
                    "failed-" + kind.name().toLowerCase(Locale.ROOT),
                    run(
                            "Gulls",
                            ResultType.SCORE,
                            new Outcome.Failed<>(kind, failure(kind.name())),
                            List.of()));
        }
        for (UnmeasuredReason reason : UnmeasuredReason.values()) {
            runs.put(
                    "unmeasured-" + reason.name().toLowerCase(Locale.ROOT),
                    run(
                            "Gulls",
                            ResultType.SCORE,
                            new Outcome.Unmeasured<>(reason, failure(reason.name())),
                            List.of()));
        }
        runs.put(
                "sub-runs",
                run(
                        "Flock",
                        ResultType.SCORE,
                        done(0.5),
                        List.of(),
                        List.of(
                                run("Gulls", ResultType.SCORE, done(1.0), List.of()),
                                run("Gulls", ResultType.SCORE, TestRuns.failed(), List.of())),
                        Chat.named("Flock")));
        return runs;
    }

    /// Ids of chats end in eight digits that are new each time.
    private static String fixed(String text) {
        return text.replaceAll("-[0-9a-f]{8}(?=\"|-req-)", "-00000000");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("golden/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestFactory
    Stream<DynamicTest> aRunIsWrittenAsEver() {
        List<DynamicTest> tests = new ArrayList<>();
        runs().forEach(
                        (name, run) ->
                                tests.add(
                                        DynamicTest.dynamicTest(
                                                name,
                                                () -> {
                                                    String file = name + ".run.json";
                                                    String text =
                                                            fixed(
                                                                    Printed.text(
                                                                            RunMapper.file(run)));
                                                    String target =
                                                            System.getProperty("kbench.golden", "");
                                                    if (!target.isEmpty()) {
                                                        Files.writeString(
                                                                Path.of(target, file), text);
                                                    }
                                                    assertThat(text).isEqualTo(golden(file));
                                                })));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> aFileOfARunIsReadAndWrittenUnchanged() {
        return runs().keySet().stream()
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () -> {
                                            String text = golden(name + ".run.json");
                                            Path file =
                                                    Files.writeString(
                                                            folder.resolve("x.run.json"), text);
                                            assertThat(Printed.text(RunFileReader.run(file)))
                                                    .isEqualTo(text);
                                        }));
    }
}
