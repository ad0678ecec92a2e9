package dev.kbench.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbench.tool.ToolUnavailableException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A server's process: lines go in, lines come out, and the end of what it says on its standard
/// error is kept.
///
/// Reading and writing pipes holds carriers of virtual threads, and a server that reads nothing
/// holds up whoever writes to it: each stream has a platform thread of its own, which ends with the
/// process.
///
/// Thread-safe.
final class ServerProcess implements AutoCloseable {
    private static final int LONGEST_LINE = 64 << 20;
    private static final int LAST_WORDS = 4_000;
    private static final long GRACE_SECONDS = 4;
    private static final long LAST_READ_SECONDS = 2;
    private static final String STOP = "";

    private final Process process;
    private final String mark;
    private final LinkedBlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Thread errors;
    private volatile boolean closing;

    private ServerProcess(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        errors = daemon("errors", this::readErrors);
        daemon("input", this::write);
        var _ = process.onExit().thenRunAsync(this::ended, body -> daemon("end", body));
    }

    /// Starts one.
    ///
    /// @throws ToolUnavailableException if there is no such program, or it does not start
    static ServerProcess start(ServerCommand command) {
        String mark = "kbench-" + UUID.randomUUID();
        try {
            return new ServerProcess(command.builder(mark).start(), mark);
        } catch (IOException e) {
            throw new ToolUnavailableException(
                    "the MCP server '%s' cannot be started: %s"
                            .formatted(command.program(), e.getMessage()),
                    e);
        }
    }

    private static Thread daemon(String what, Runnable body) {
        return Thread.ofPlatform().daemon().name("kbench-mcp-" + what).start(body);
    }

    /// Reads what it writes to its standard output; once.
    ///
    /// @param lines is given each line
    /// @param tooLong is told of a line that does not end
    void read(Consumer<String> lines, Runnable tooLong) {
        daemon(
                "output",
                () -> {
                    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
                        for (String line = line(in); line != null; line = line(in)) {
                            lines.accept(line);
                        }
                    } catch (LineTooLongException e) {
                        tooLong.run();
                    } catch (IOException e) {
                        note(closing ? "" : e.getMessage() + "\n");
                    }
                });
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == LONGEST_LINE) {
                throw new LineTooLongException();
            }
            bytes.write(next);
        }
        return bytes.toString(UTF_8);
    }

    private static final class LineTooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Writes a line to its standard input, some time soon.
    void write(String line) {
        outgoing.add(line);
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            for (String line = outgoing.take(); !line.equals(STOP); line = outgoing.take()) {
                out.write((line + "\n").getBytes(UTF_8));
                out.flush();
            }
        } catch (IOException _) {
            // It reads no more: its end is told where it is seen.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void readErrors() {
        byte[] some = new byte[8_192];
        try (InputStream in = process.getErrorStream()) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                note(new String(some, 0, read, UTF_8));
            }
        } catch (IOException _) {
            // Nothing more is to be had.
        }
    }

    private void note(String words) {
        synchronized (said) {
            said.append(words);
            if (said.length() > 2 * LAST_WORDS) {
                said.delete(0, said.length() - LAST_WORDS);
            }
        }
    }

    private String noted() {
        synchronized (said) {
            return said.toString();
        }
    }

    private void ended() {
        try {
            errors.join(TimeUnit.SECONDS.toMillis(LAST_READ_SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        outgoing.add(STOP);
        end.complete(closing ? "was closed" : "ended" + code());
    }

    /// The server's own exit code stands behind the mark; the shell's says that it was killed.
    private String code() {
        String all = noted();
        int at = all.lastIndexOf(mark);
        String code =
                at < 0
                        ? ""
                        : all.substring(at + mark.length()).strip().lines().findFirst().orElse("");
        return code.matches("\\d{1,3}") ? " with exit code " + code : "";
    }

    /// Is completed with how it ended, once it has.
    ///
    /// @return such as `ended with exit code 3`
    CompletableFuture<String> end() {
        return end;
    }

    /// The last of what it said on its standard error.
    String lastWords() {
        String all = noted();
        int at = all.lastIndexOf(mark);
        return (at < 0 ? all : all.substring(0, at)).strip();
    }

    /// The processes of its tree, as far as they have not left it.
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    /// Ends it: it sees the end of its input, and after a while it is killed with its tree.
    @Override
    public void close() {
        closing = true;
        List<ProcessHandle> tree = processes();
        outgoing.add(STOP);
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        processes().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
