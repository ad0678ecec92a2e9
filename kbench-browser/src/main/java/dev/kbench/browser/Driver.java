package dev.kbench.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbench.tool.ToolUnavailableException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A ChromeDriver process. It ends with this one, however this one ends: a shell between the two
/// waits for the end of its standard input, and kills the driver then; the browser, which is
/// reached through a pipe, follows. The shell ends with the driver, and removes their temporary
/// files. On Windows, which has no such shell, only an orderly end of this process ends it.
///
/// Thread-safe.
final class Driver implements AutoCloseable {
    private static final Pattern STARTED =
            Pattern.compile("started successfully on port (\\d{1,5})\\.?\\s*$");
    private static final String UNTIL_INPUT_ENDS =
            "exec 3<&0; \"$@\" </dev/null 3<&- & driver=$!; exec >/dev/null 2>&1;"
                    + " (cat <&3; kill -9 $driver) & watch=$!;"
                    + " wait $driver; ended=$?; kill $watch;"
                    + " for second in 1 2 3 4 5; do rm -rf \"$TMPDIR\" && break; sleep 1; done;"
                    + " exit $ended";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final Leavings leavings;

    private Driver(Process process, int port, Leavings leavings) {
        this.process = process;
        this.port = port;
        this.leavings = leavings;
    }

    /// Starts one.
    ///
    /// @throws ToolUnavailableException if it does not start, with what it said
    static Driver start(Path executable) {
        List<String> command = new ArrayList<>();
        if (!isWindows()) {
            command.addAll(List.of("/bin/sh", "-c", UNTIL_INPUT_ENDS, "kbench"));
        }
        command.addAll(List.of(executable.toString(), "--port=0"));
        Leavings leavings = Leavings.create();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (String name : List.of("TMPDIR", "TMP", "TEMP")) {
            builder.environment().put(name, leavings.folder().toString());
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            leavings.remove();
            throw new ToolUnavailableException("%s cannot be started".formatted(executable), e);
        }
        CompletableFuture<Integer> port = new CompletableFuture<>();
        // Reading from a process holds its carrier; a platform thread is as good as that.
        Thread.ofPlatform()
                .daemon()
                .name("kbench-chromedriver-output")
                .start(() -> readOutput(process, port));
        try {
            return new Driver(
                    process, port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS), leavings);
        } catch (ExecutionException e) {
            end(process, leavings);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ToolUnavailableException(
                    "%s did not start: %s".formatted(executable, cause.getMessage()), cause);
        } catch (TimeoutException e) {
            end(process, leavings);
            throw new ToolUnavailableException(
                    "%s did not say its port within %d s"
                            .formatted(executable, START_LIMIT.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            end(process, leavings);
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while the browser started", e);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }

    private static void readOutput(Process process, CompletableFuture<Integer> port) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    port.complete(Integer.valueOf(started.group(1)));
                } else if (said.length() < 2_000) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            said.append(e.getMessage());
        }
        port.completeExceptionally(new IOException("it ended, saying: " + said.toString().strip()));
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// The processes of the driver and of its browser.
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    Path temporaryFiles() {
        return leavings.folder();
    }

    @Override
    public void close() {
        end(process, leavings);
    }

    private static void end(Process process, Leavings leavings) {
        List<ProcessHandle> all = process.descendants().toList();
        closeInput(process);
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        leavings.remove();
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // Nothing was ever written there; it is closed all the same.
        }
    }
}
