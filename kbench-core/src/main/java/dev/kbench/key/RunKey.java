package dev.kbench.key;

import java.util.LinkedHashMap;
import java.util.Map;

/// What makes a run the same run: the task and its code, the model and its settings, the row's
/// content, the parameters and the trial. Labels and positions are not part of it, so that
/// inserting a row or moving a file re-runs nothing.
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
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("task", task.name());
        key.put("version", task.version());
        key.put("code", task.codeSha256());
        key.put("model", model);
        key.put("row", sample.columnSha256());
        key.put("occurrence", sample.occurrence());
        key.put("params", params);
        key.put("trial", trial);
        return CanonicalJson.sha256(key);
    }
}
