package dev.kbench.llm.spi;

import dev.kbench.control.Outlay;
import dev.kbench.event.CallRetry;

import java.time.Duration;

/// Is told of what befalls one call on its way, by the layers between a model and its client, in
/// the calling thread.
public interface CallObserver {
    /// Tells nobody.
    CallObserver NONE = new CallObserver() {};

    /// A request came to nothing and is about to be sent again, after a wait.
    ///
    /// @param retry what it was
    default void retrying(CallRetry retry) {}

    /// The call begins or ends to wait for its turn. A call that gets its turn at once tells
    /// nothing.
    ///
    /// @param begins true if it begins
    default void waiting(boolean begins) {}

    /// A request ended, whatever came of it.
    ///
    /// @param took from the moment it was sent, without any wait for its turn
    default void sent(Duration took) {}

    /// What comes of the call is a recording: nobody is asked, and nothing is paid.
    default void replayed() {}

    /// A request ended; not told of one that a recording answers.
    ///
    /// @param took what it took of any budget; nothing where it was not answered and is sure not to
    ///   be billed
    default void paid(Outlay took) {}
}
