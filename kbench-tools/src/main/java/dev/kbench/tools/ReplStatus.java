package dev.kbench.tools;

/// What became of code in a session.
public enum ReplStatus {
    /// It ran to its end.
    OK,
    /// It raised an exception, does not parse, or was interrupted.
    ERROR,
    /// It took longer than allowed. Where the interrupt helped, the session goes on with its state;
    /// else its process has ended.
    TIMED_OUT,
    /// The session's process ended: by the code itself, or because it took more than it may. {@link
    /// IPythonRepl#restart} begins a new one.
    DIED
}
