package dev.kbench.run;

import dev.kbench.event.Spending;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.ModelRef;
import dev.kbench.key.RunKey;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/// All of a finished run that figures are taken from.
///
/// @param failed why it failed; null where it did not
/// @param unmeasured why it has no verdict; null where it has one
/// @param passed whether result, assertions and sub-runs all passed
/// @param number its value as a number; empty where it did not complete, or its value is none
/// @param share whether a value of its task lies between 0 and 1, whatever it came to
/// @param cached whether it was read back
/// @param spent what it cost, attempts that it replaces included
/// @param identity {@link #identity(RunKey)} of its key
public record RunSummary(
        @Nullable FailureKind failed,
        @Nullable UnmeasuredReason unmeasured,
        boolean passed,
        OptionalDouble number,
        boolean share,
        boolean cached,
        Spending spent,
        long identity) {
    /// Refuses what contradicts itself.
    public RunSummary {
        if (failed != null && unmeasured != null) {
            throw new IllegalArgumentException(
                    "a run is failed or unmeasured, not both: %s and %s"
                            .formatted(failed, unmeasured));
        }
        if ((failed != null || unmeasured != null) && (passed || number.isPresent())) {
            throw new IllegalArgumentException("only a completed run can pass or have a value");
        }
    }

    /// Sums up a run that replaces none.
    ///
    /// @param run a finished run
    /// @return its summary
    public static RunSummary of(Run<?> run) {
        return of(run, run.cached() ? Spending.before(run.usage()) : Spending.now(run.usage()));
    }

    /// Sums up a run.
    ///
    /// @param run a finished run
    /// @param spent what it cost, attempts that it replaces included
    /// @return its summary
    public static RunSummary of(Run<?> run, Spending spent) {
        Outcome<?> outcome = run.outcome();
        return new RunSummary(
                outcome instanceof Outcome.Failed<?>(FailureKind kind, _) ? kind : null,
                outcome instanceof Outcome.Unmeasured<?>(UnmeasuredReason reason, _)
                        ? reason
                        : null,
                run.passed(),
                run.numericResult(),
                isShare(run.task().resultType()),
                run.cached(),
                spent,
                identity(run.attempt().key()));
    }

    private static boolean isShare(ResultType type) {
        return switch (type) {
            case PASS_FAIL, BOOLEAN, PASS_COUNT -> true;
            case SCORE, NUMERICAL, DICTIONARY, METRIC_WITH_CI -> false;
        };
    }

    /// What tells runs of one evaluation apart, in 64 bits: task and its version, model, row,
    /// parameters and trial. Code does not count: runs made before and after a mend can be merged.
    ///
    /// @param key a run's key
    /// @return the same number for the same run, in every JVM
    public static long identity(RunKey key) {
        Fingerprint print = new Fingerprint();
        print.add(key.task().name());
        print.add(key.task().version());
        ModelRef model = key.model();
        print.add(model.id());
        print.add(model.provider());
        model.settings().forEach((name, value) -> print.add(name, value));
        addCell(key, print);
        return print.value();
    }

    /// What tells rows apart, in 64 bits: a row's content, and what a task was given where there is
    /// no data.
    ///
    /// @param key a run's key
    /// @return the same number for runs about the same row, in every JVM
    public static long row(RunKey key) {
        Fingerprint print = new Fingerprint();
        key.sample().columnSha256().forEach((name, digest) -> print.add(name, digest));
        print.add(key.sample().occurrence());
        if (key.sample().columnSha256().isEmpty() && !key.params().isEmpty()) {
            print.add(CanonicalJson.of(key.params()));
        }
        return print.value();
    }

    /// What tells runs apart that are asked the same of different models, in 64 bits: a row's
    /// content, parameters and trial.
    ///
    /// @param key a run's key
    /// @return the same number for runs of one task that can be laid beside each other, in every
    ///   JVM
    public static long cell(RunKey key) {
        Fingerprint print = new Fingerprint();
        addCell(key, print);
        return print.value();
    }

    private static void addCell(RunKey key, Fingerprint print) {
        key.sample().columnSha256().forEach((name, digest) -> print.add(name, digest));
        print.add(key.sample().occurrence());
        print.add(key.params().isEmpty() ? "" : CanonicalJson.of(key.params()));
        print.add(key.trial());
    }

    /// FNV-1a over texts and numbers, each kept apart from the next, with a last mixing.
    private static final class Fingerprint {
        private static final long PRIME = 0x100000001b3L;
        private long hash = 0xcbf29ce484222325L;

        void add(int number) {
            hash = (hash ^ number) * PRIME;
        }

        void add(String text) {
            add(text.length());
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        void add(String name, String value) {
            add(name);
            add(value);
        }

        long value() {
            long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
            return mixed ^ (mixed >>> 29);
        }
    }
}
