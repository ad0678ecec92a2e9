package dev.kbench.cli.show;

import dev.kbench.event.RunListener;
import dev.kbench.llm.spi.Progress;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Shows what happens while it happens. It is a listener of runs, and is told of downloads.
///
/// Thread-safe. No event waits for the terminal, except in {@link UiMode#CONSOLE}.
public interface Display extends RunListener, AutoCloseable {
    /// Who is to be told of downloads.
    ///
    /// @return shows them in this display
    Progress progress();

    /// Whether what is shown says already, in a place where it stays, why a run has no result.
    ///
    /// @param run the run's unique id
    /// @return false for a display whose lines go by
    default boolean saidFailure(String run) {
        return false;
    }

    /// Shows what is still to be shown and leaves the terminal clean. A second call changes
    /// nothing; it may come from another thread, when the process is interrupted.
    @Override
    void close();

    /// A display that shows by itself until it is closed: a daemon thread draws five times a
    /// second.
    ///
    /// @param mode what to show
    /// @param terminal where to
    /// @param names how models are shown
    /// @param nanoTime the time, as `System::nanoTime`
    /// @return the display
    static Display open(UiMode mode, Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        return switch (mode) {
            case NONE -> new QuietDisplay(terminal);
            case CONSOLE ->
                    new Frames<>(
                            new ConsoleDisplay(terminal, names, nanoTime), Duration.ofMillis(200));
            case PROGRESS, LINES ->
                    new Frames<>(
                            mode == UiMode.PROGRESS && terminal.interactive()
                                    ? new LiveDisplay(terminal, names, nanoTime)
                                    : new PlainDisplay(terminal, names, nanoTime),
                            Duration.ofMillis(200));
        };
    }
}
