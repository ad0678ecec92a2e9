package dev.kbench.key;

/// What makes a run the same run: the task, its code and what that takes along, the model and its
/// settings, the row's content, the parameters and the trial. Labels and positions are not part of
/// it, so that inserting a row or moving a file re-runs nothing.
///
/// @param task which task
/// @param model which model
/// @param sample which row
/// @param params the parameters that do not come from the row
/// @param trial which repetition, from 0
public record RunKey(TaskRef task, ModelRef model, SampleRef sample, Params params, int trial) {
    /// Refuses a negative trial.
    public RunKey {
        if (trial < 0) {
            throw new IllegalArgumentException("trial must be 0 or more, got " + trial);
        }
    }

    /// The key's digest: SHA-256 of its canonical JSON, equal in every JVM.
    ///
    /// @return 64 hex digits
    public String digest() {
        // sorted already: this is worked out for every run
        StringBuilder out = new StringBuilder(512).append('{');
        CanonicalWriter writer = new CanonicalWriter();
        boolean takes = !task.captured().isEmpty();
        if (takes) {
            writer.field(0, "captured", task.captured(), out);
        }
        writer.field(takes ? 1 : 0, "code", task.codeSha256(), out);
        writer.field(2, "model", model, out);
        writer.field(3, "occurrence", sample.occurrence(), out);
        writer.field(4, "params", params, out);
        writer.field(5, "row", sample.columnSha256(), out);
        writer.field(6, "task", task.name(), out);
        writer.field(7, "trial", trial, out);
        writer.field(8, "version", task.version(), out);
        return CanonicalJson.sha256Text(out.append('}').toString());
    }
}
