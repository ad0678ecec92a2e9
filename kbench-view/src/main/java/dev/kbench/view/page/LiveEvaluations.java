package dev.kbench.view.page;

import java.time.Instant;
import java.util.List;

/// The evaluations that processes work at, this one or others. Thread-safe.
public interface LiveEvaluations {
    /// One of them.
    ///
    /// @param id its id
    /// @param task its task's name
    /// @param models its models' ids, in order
    /// @param planned how many runs it is to have; 0 where that is not known
    /// @param began when it was first begun
    record Running(String id, String task, List<String> models, long planned, Instant began) {
        /// Copies the models.
        public Running {
            models = List.copyOf(models);
        }
    }

    /// Those that run now.
    ///
    /// @return the newest first
    List<Running> running();

    /// Asks the process that works at one to stop it, as Ctrl-C does.
    ///
    /// @param id its id
    /// @throws dev.kbench.key.KbenchException if it does not run, or cannot be asked
    void stop(String id);

    /// Waits until there may be something new, for a second or so.
    ///
    /// @throws InterruptedException if the server ends
    void await() throws InterruptedException;
}
