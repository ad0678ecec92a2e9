package dev.kbench.tools.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A program that runs in a box. Whoever starts one must close it; then all its processes are gone.
///
/// Thread-safe; each stream is for one thread.
public interface SandboxProcess extends AutoCloseable {
    /// What the program reads.
    ///
    /// @return its standard input, without a buffer
    OutputStream stdin();

    /// What the program writes.
    ///
    /// @return its standard output, without a buffer
    InputStream stdout();

    /// What the program complains of.
    ///
    /// @return its standard error, without a buffer
    InputStream stderr();

    /// Whether it still runs.
    ///
    /// @return false once its first process has ended
    boolean isAlive();

    /// Waits for its end.
    ///
    /// @param most how long to wait
    /// @return true if it has ended
    /// @throws InterruptedException if the calling thread was interrupted
    boolean waitFor(Duration most) throws InterruptedException;

    /// Its exit code.
    ///
    /// @return 128 and the signal's number where a signal ended it
    /// @throws IllegalStateException if it still runs
    int exitCode();

    /// How it came to its end.
    ///
    /// @return {@link Ending#EXITED} also while it runs
    Ending ending();

    /// Asks one of its processes to stop what it is doing, as Ctrl-C does.
    ///
    /// @param pid the process's id as the program itself sees it
    /// @return false if there is no such process, or it cannot be asked
    boolean interrupt(long pid);

    /// Ends the whole tree.
    ///
    /// @param why what {@link #ending} is to say, where nothing else has ended it
    void end(Ending why);

    /// Ends the whole tree and waits until it is gone. What the box held is given back, soon
    /// afterwards at the latest.
    @Override
    void close();
}
