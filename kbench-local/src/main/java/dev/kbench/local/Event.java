package dev.kbench.local;

import dev.kbench.local.worker.Frame;

/// What a call waits for.
sealed interface Event {
    /// The worker said something.
    record Said(Frame frame) implements Event {}

    /// The worker's process ended.
    record Died() implements Event {}

    /// It is the call's turn.
    record Granted(WorkerPool.Place place) implements Event {}

    /// The call is to stop.
    record Stopped() implements Event {}
}
