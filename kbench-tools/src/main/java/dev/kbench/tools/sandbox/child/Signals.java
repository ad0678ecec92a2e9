package dev.kbench.tools.sandbox.child;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Signals that a JVM cannot send by itself.
public final class Signals {
    private static final long LONGEST_SECONDS = 5;

    private Signals() {}

    /// Sends a process what Ctrl-C sends.
    ///
    /// @param pid the process
    /// @return whether it was sent
    public static boolean interrupt(long pid) {
        try {
            Process kill =
                    Starter.start(
                            new ProcessBuilder(
                                            "/bin/sh",
                                            "-c",
                                            "kill -INT \"$1\"",
                                            "sh",
                                            Long.toString(pid))
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            if (!kill.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                return false;
            }
            return kill.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
