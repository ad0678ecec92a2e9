package dev.kbench.recording;

import dev.kbench.key.AttemptId;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.SampleRef;
import dev.kbench.llm.spi.CallContext;

import java.util.List;

/// Whose call a recording is: of two calls that ask the same, it tells which is which.
///
/// @param task the task's name, empty outside a run
/// @param row the digest of the row of data, empty outside a run
/// @param trial which trial, from 0
/// @param attempt which attempt, from 1; 0 outside a run
/// @param call which call of the attempt, from 1; 0 outside a run
record Whose(String task, String row, int trial, int attempt, int call) {
    private static final Whose NOBODY = new Whose("", "", 0, 0, 0);

    static Whose of(CallContext context) {
        if (context.attempt().isEmpty()) {
            return NOBODY;
        }
        AttemptId attempt = context.attempt().get();
        return new Whose(
                attempt.key().task().name(),
                row(attempt.key().sample()),
                attempt.key().trial(),
                attempt.attempt(),
                context.call());
    }

    /// A row's digest.
    static String row(SampleRef sample) {
        return CanonicalJson.sha256(List.of(sample.columnSha256(), sample.occurrence()));
    }

    /// How much of it is the same: what tells most counts most.
    int likeness(Whose other) {
        return (task.equals(other.task) ? 16 : 0)
                + (row.equals(other.row) ? 8 : 0)
                + (trial == other.trial ? 4 : 0)
                + (call == other.call ? 2 : 0)
                + (attempt == other.attempt ? 1 : 0);
    }
}
