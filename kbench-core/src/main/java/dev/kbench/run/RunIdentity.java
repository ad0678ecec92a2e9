package dev.kbench.run;

import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;

import java.util.Optional;

/// Which run of which task.
///
/// @param uid the run's unique id, 32 hex digits
/// @param parentUid the enclosing run's unique id, empty for a run of its own
/// @param number its number within its folder, as the platform shows it, such as `Run #3`
/// @param label the label of its row, empty for a run without data
/// @param task the task
/// @param attempt the attempt it is, by key
public record RunIdentity(
        String uid,
        String parentUid,
        String number,
        String label,
        TaskInfo task,
        AttemptId attempt) {
    /// The model under test.
    ///
    /// @return the model, empty for a task without one
    public Optional<ModelRef> model() {
        ModelRef model = attempt.key().model();
        return model.equals(NO_MODEL) ? Optional.empty() : Optional.of(model);
    }

    /// Whether this is an earlier attempt at the same run.
    ///
    /// @param later the later one
    /// @return true if both have one number of one task, within one enclosing run
    public boolean isEarlierAttemptAt(RunIdentity later) {
        return attempt.attempt() < later.attempt.attempt()
                && number.equals(later.number)
                && parentUid.equals(later.parentUid)
                && attempt.key().equals(later.attempt.key());
    }

    /// Stands in keys of tasks without a model.
    public static final ModelRef NO_MODEL = ModelRef.of("(none)", "");
}
