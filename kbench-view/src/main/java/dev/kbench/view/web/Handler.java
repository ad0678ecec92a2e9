package dev.kbench.view.web;

/// Answers requests that were let in. Called by many threads at a time.
@FunctionalInterface
public interface Handler {
    /// Answers one.
    ///
    /// @param request what is asked for
    /// @return the answer
    /// @throws RefusedException if there is no such thing, or it cannot be done
    Answer answer(Request request);
}
