package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// Events as the engine tells them.
final class Events {
    private Events() {}

    static RunEvent.EvaluationStarted evaluation(String id, String task, long total, int jobs) {
        return new RunEvent.EvaluationStarted(id, task, total, jobs, false);
    }

    static RunEvent.EvaluationStarted nestedEvaluation(String id, String task, long total) {
        return new RunEvent.EvaluationStarted(id, task, total, 2, true);
    }

    static RunEvent.RunStarted started(String uid, String evaluation, String task, int number) {
        return new RunEvent.RunStarted(
                uid, "", 0, task, "Run #" + number, "local/tiny", evaluation, Instant.EPOCH);
    }

    static RunEvent.RunStarted startedIn(
            String uid, String parent, String evaluation, String task) {
        return new RunEvent.RunStarted(
                uid, parent, 1, task, "Run #1", "local/tiny", evaluation, Instant.EPOCH);
    }

    static RunEvent.CallFinished call(String uid, long input, long output) {
        return new RunEvent.CallFinished(
                uid, "local/tiny", Usage.ofTokens(input, output), Duration.ofMillis(500));
    }

    static RunEvent.MessageAdded message(String uid, String sender, String role, String text) {
        return new RunEvent.MessageAdded(uid, "c", "chat", 0, sender, role, text, true);
    }

    static RunEvent.AssertionRecorded assertion(String uid, boolean passed, String expectation) {
        return new RunEvent.AssertionRecorded(
                uid, new AssertionResult("assertTrue", passed, expectation, 12, "source", "c", 1));
    }

    static RunEvent.RunRetried retried(
            String uid, String evaluation, String task, int number, int attempt) {
        return new RunEvent.RunRetried(
                uid,
                0,
                task,
                "Run #" + number,
                "local/tiny",
                evaluation,
                attempt,
                "TIMED_OUT",
                "TimeoutException: timed out after 2 s",
                Usage.NONE,
                Duration.ofSeconds(15));
    }

    static End end(String uid, String task, int number) {
        return new End(uid, "", 0, task, "Run #" + number, "", "local/tiny", "");
    }

    static End endIn(String uid, String parent, String task) {
        return new End(uid, parent, 1, task, "Run #1", "", "local/tiny", "");
    }

    /// The same end of a run that cost something else.
    static RunEvent.RunFinished costing(RunEvent.RunFinished end, Spending spent) {
        return new RunEvent.RunFinished(
                end.run(),
                end.parent(),
                end.depth(),
                end.task(),
                end.number(),
                end.row(),
                end.rowId(),
                end.model(),
                end.outcome(),
                end.reason(),
                end.passed(),
                end.result(),
                end.numericResult(),
                end.error(),
                end.line(),
                end.usage(),
                spent,
                end.duration(),
                end.file(),
                end.reused());
    }

    /// The beginning of the last event of a run.
    record End(
            String uid,
            String parent,
            int depth,
            String task,
            String number,
            String row,
            String model,
            String line) {
        private static final Usage USED = Usage.ofTokens(100, 10);

        End on(String otherModel) {
            return new End(uid, parent, depth, task, number, row, otherModel, line);
        }

        End at(String otherRow, String otherLine) {
            return new End(uid, parent, depth, task, number, otherRow, model, otherLine);
        }

        RunEvent.RunFinished passed() {
            return of("completed", "", true, "✅", OptionalDouble.of(1), "");
        }

        RunEvent.RunFinished notPassed() {
            return of("completed", "", false, "❌", OptionalDouble.of(0), "");
        }

        RunEvent.RunFinished returned(String result, double number) {
            return of("completed", "", true, result, OptionalDouble.of(number), "");
        }

        RunEvent.RunFinished failed(String error) {
            return of("failed", "EXCEPTION", false, "❌ EXCEPTION", OptionalDouble.empty(), error);
        }

        RunEvent.RunFinished unmeasured(String error) {
            return of(
                    "unmeasured",
                    "PROVIDER_DOWN",
                    false,
                    "⚠️ PROVIDER_DOWN",
                    OptionalDouble.empty(),
                    error);
        }

        private RunEvent.RunFinished of(
                String outcome,
                String reason,
                boolean passed,
                String result,
                OptionalDouble value,
                String error) {
            return new RunEvent.RunFinished(
                    uid,
                    parent,
                    depth,
                    task,
                    number,
                    row,
                    number.hashCode(),
                    model,
                    outcome,
                    reason,
                    passed,
                    result,
                    value,
                    error,
                    line,
                    USED,
                    Spending.now(USED),
                    Duration.ofMillis(1500),
                    "a.run.json",
                    false);
        }
    }
}
