package dev.kbench.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.shell.Terminals;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class TakingTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final Taking taking =
            new Taking(
                    new Shell(
                            Map.of(),
                            Path.of("").toAbsolutePath(),
                            new ByteArrayInputStream(new byte[0]),
                            System.out,
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            false,
                            Terminals.NONE),
                    now::get);

    private void read(double seconds, long runs, long bytes) {
        now.set((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
        taking.read(runs, bytes, 4_000_000);
    }

    @Test
    void onlyWhatTakesLongIsTold() {
        read(0.1, 10, 1_000);
        read(1.9, 20, 2_000);
        read(2.5, 250_000, 1_000_000);
        read(3, 260_000, 1_100_000);
        read(9, 1_000_000, 4_000_000);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("reading runs, once: 250,000 so far, 25 %\n");
    }
}
