package dev.kbench.run;

import dev.kbench.chat.Chat;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Finished runs without a task having run.
public final class TestRuns {
    public static final Instant NOON = Instant.parse("2026-02-03T12:00:00.120345Z");
    public static final Duration SEVEN_SECONDS = Duration.ofMillis(7_250);

    private TestRuns() {}

    public static TaskInfo task(String name, ResultType type) {
        return new TaskInfo(name, "", 1, "", type, true, true, List.of());
    }

    public static <T extends @Nullable Object> Run<T> run(int number, Outcome<T> outcome) {
        return run(number, "", outcome, Params.of(), List.of(), List.of());
    }

    public static <T extends @Nullable Object> Run<T> run(
            int number,
            String label,
            Outcome<T> outcome,
            Params params,
            List<AssertionResult> assertions,
            List<Run<?>> subruns) {
        return run(
                identity(task("Quiz", ResultType.SCORE), number, label),
                outcome,
                params,
                assertions,
                subruns,
                Chat.named("Quiz"));
    }

    public static <T extends @Nullable Object> Run<T> run(
            RunIdentity identity,
            Outcome<T> outcome,
            Params params,
            List<AssertionResult> assertions,
            List<Run<?>> subruns,
            Chat chat) {
        return new Run<>(
                identity,
                params,
                outcome,
                assertions,
                subruns,
                chat,
                Usage.ofTokens(10, 1),
                NOON,
                SEVEN_SECONDS);
    }

    public static RunIdentity identity(TaskInfo task, int number, String label) {
        return identity(task, number, label, ModelRef.of("mock/model", "mock"));
    }

    public static RunIdentity identity(TaskInfo task, int number, String label, ModelRef model) {
        TaskRef ref = new TaskRef(task.name(), task.version(), "", "", "", "");
        return new RunIdentity(
                "%032x".formatted(number),
                "",
                "Run #" + number,
                label,
                task,
                new AttemptId(new RunKey(ref, model, SampleRef.NONE, Params.of(), 0), 1));
    }

    public static <T extends @Nullable Object> Outcome<T> failed() {
        return new Outcome.Failed<>(
                FailureKind.EXCEPTION, new Failure("ArithmeticException", "/ by zero", "trace\n"));
    }

    public static <T extends @Nullable Object> Outcome<T> unmeasured() {
        return new Outcome.Unmeasured<>(
                UnmeasuredReason.PROVIDER_DOWN, new Failure("Down", "no answer", "trace\n"));
    }

    public static AssertionResult assertion(boolean passed) {
        return new AssertionResult("assertTrue", passed, "holds", 3, "assertTrue(x);", "c-1", 0);
    }
}
