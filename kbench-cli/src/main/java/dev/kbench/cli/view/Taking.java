package dev.kbench.cli.view;

import dev.kbench.cli.shell.Shell;
import dev.kbench.view.index.IndexProgress;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tells how far an index is, where that takes longer than a moment. One thread.
final class Taking implements IndexProgress {
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Shell shell;
    private final LongSupplier nanoTime;
    private long told;

    Taking(Shell shell, LongSupplier nanoTime) {
        this.shell = shell;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
    }

    @Override
    public void read(long runs, long bytes, long ofBytes) {
        long now = nanoTime.getAsLong();
        if (bytes < ofBytes && now - told >= PACE_NANOS) {
            told = now;
            shell.say(
                    String.format(
                            Locale.ROOT,
                            "reading runs, once: %,d so far, %d %%",
                            runs,
                            100 * bytes / ofBytes));
        }
    }
}
