package dev.kbench.run;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;

import java.util.List;

/// A finished run as plain values: what survives a crash and crosses a process.
///
/// @param id the run's unique id
/// @param parentId the enclosing run's unique id, empty for a run of its own
/// @param attempt which attempt at which run
/// @param outcome what it came to
/// @param passed its verdict, sub-runs included
/// @param assertions what it asserted, in order
/// @param usage what it used, sub-runs included
/// @param timing when and how long
public record RunRecord(
        String id,
        String parentId,
        AttemptId attempt,
        OutcomeRecord outcome,
        boolean passed,
        List<AssertionResult> assertions,
        Usage usage,
        Timing timing) {
    /// Copies the assertions.
    public RunRecord {
        assertions = List.copyOf(assertions);
    }

    static RunRecord of(Run<?> run) {
        return new RunRecord(
                run.identity().uid(),
                run.identity().parentUid(),
                run.attempt(),
                OutcomeRecord.of(run.outcome()),
                run.passed(),
                run.assertionResults(),
                run.usage(),
                new Timing(run.startTime(), run.duration()));
    }
}
