package dev.kbench.models.http;

/// A thread in a call that blocks, which others may tell to give up. They interrupt it; once it has
/// left the call no such interrupt reaches it, and one that came too late is taken back.
///
/// Thread-safe; made and left by the thread itself.
final class Caller {
    private final Thread thread = Thread.currentThread();
    private boolean told;
    private boolean left;

    /// Tells it to give up, if it is still in the call.
    synchronized void giveUp() {
        if (!left) {
            told = true;
            thread.interrupt();
        }
    }

    /// Leaves the call.
    ///
    /// @return whether it was told to give up
    synchronized boolean leave() {
        if (told && !left) {
            boolean _ = Thread.interrupted();
        }
        left = true;
        return told;
    }
}
