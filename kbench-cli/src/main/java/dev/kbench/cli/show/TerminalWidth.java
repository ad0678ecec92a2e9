package dev.kbench.cli.show;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Asks how many columns the process's terminal has, by `stty size` (POSIX): a few milliseconds,
/// and no native library.
public final class TerminalWidth {
    private static final File TERMINAL = new File("/dev/tty");

    private TerminalWidth() {}

    /// Measures once.
    ///
    /// @return the columns, empty where there is no terminal, no `stty`, or no answer within a
    ///   second
    public static OptionalInt measure() {
        if (!TERMINAL.exists()) {
            return OptionalInt.empty();
        }
        boolean interrupted = Thread.interrupted(); // a stopped run still says how it ended
        try {
            return ask();
        } catch (InterruptedException e) {
            interrupted = true;
            return OptionalInt.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OptionalInt ask() throws InterruptedException {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(TERMINAL)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream answer = stty.getInputStream()) {
                if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                    stty.destroyForcibly();
                    return OptionalInt.empty();
                }
                return read(new String(answer.readNBytes(40), StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /// Reads an answer such as `24 80`.
    static OptionalInt read(String answer) {
        String[] parts = answer.strip().split(" ", -1);
        return parts.length == 2 && parts[1].matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(parts[1]))
                : OptionalInt.empty();
    }
}
