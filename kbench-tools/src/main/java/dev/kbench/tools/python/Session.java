package dev.kbench.tools.python;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxProcess;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/// A Python process that keeps its state from cell to cell. Of its program, `session.py`, a copy
/// goes into the box.
///
/// One cell at a time; {@link #interrupt} and {@link #close} may come from any thread.
public final class Session implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROGRAM = ".session.py";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final long LONGEST_MESSAGE = 256L << 20;

    private final SandboxProcess process;
    private final SessionStream out;
    private final SessionStream err;
    private final long pid;
    private final String python;
    private final String ipython;
    private long cells;

    /// What came of a cell.
    ///
    /// @param answer the session's own words; empty where its process ended first
    /// @param stdout what the cell wrote
    /// @param stderr what it complained of
    /// @param cut whether it wrote more than is kept
    /// @param timedOut whether it was interrupted or ended for its time
    public record Cell(
            Optional<JsonNode> answer,
            String stdout,
            String stderr,
            boolean cut,
            boolean timedOut) {}

    private Session(SandboxProcess process, SessionStream out, SessionStream err, JsonNode ready) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.pid = ready.path("ready").asLong(0);
        this.python = ready.path("python").asString("");
        this.ipython = ready.path("ipython").asString("");
    }

    /// Starts a session.
    ///
    /// @param start starts a program: its arguments after the interpreter, and its file
    /// @param limits what the session may take
    /// @param preferIpython whether IPython is taken where it is installed
    /// @return the session
    /// @throws ToolUnavailableException if it does not come up
    /// @throws InterruptedException if the calling thread was interrupted
    public static Session start(
            BiFunction<java.util.List<String>, SandboxFile, SandboxProcess> start,
            SandboxLimits limits,
            boolean preferIpython)
            throws InterruptedException {
        String word = UUID.randomUUID().toString();
        SandboxProcess process =
                start.apply(
                        java.util.List.of(
                                PROGRAM,
                                word,
                                preferIpython ? "ipython" : "python",
                                Long.toString(limits.outputBytes())),
                        SandboxFile.of(PROGRAM, program()));
        boolean up = false;
        try {
            SessionStream out =
                    new SessionStream(
                            process.stdout(), word, limits.outputBytes(), LONGEST_MESSAGE);
            SessionStream err = new SessionStream(process.stderr(), word, limits.outputBytes(), 0);
            Optional<SessionStream.Part> ready = out.next(LONGEST_START);
            Optional<SessionStream.Part> quiet = err.next(LAST_WORDS);
            if (ready.isEmpty() || ready.get().message().isEmpty()) {
                process.end(Ending.CLOSED);
                throw new ToolUnavailableException(
                        "a Python session did not come up: %s"
                                .formatted(
                                        quiet.map(part -> part.text().strip())
                                                .filter(text -> !text.isEmpty())
                                                .orElse("it said nothing for 60 s")));
            }
            up = true;
            return new Session(process, out, err, JSON.readTree(ready.get().message().get()));
        } finally {
            if (!up) {
                process.close();
            }
        }
    }

    private static String program() {
        try (InputStream in = Session.class.getResourceAsStream("session.py")) {
            if (in == null) {
                throw new IllegalStateException("session.py is not among the classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Runs a cell.
    ///
    /// @param code its code
    /// @param input what it reads
    /// @param timeout after which it is interrupted, and a little later ended
    /// @return what came of it
    /// @throws InterruptedException if the calling thread was interrupted; the cell then goes on
    public Cell run(String code, String input, Duration timeout) throws InterruptedException {
        long id = ++cells;
        byte[] request =
                (JSON.createObjectNode().put("id", id).put("code", code).put("input", input) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        Thread writer = null;
        if (request.length > 32 * 1024) {
            writer =
                    Thread.ofPlatform()
                            .daemon()
                            .name("kbench-session-input")
                            .start(() -> send(request));
        } else {
            send(request);
        }
        boolean timedOut = false;
        Optional<SessionStream.Part> answer = out.next(timeout);
        if (answer.isEmpty()) {
            timedOut = true;
            interrupt();
            answer = out.next(GRACE);
            if (answer.isEmpty()) {
                process.end(Ending.TIMED_OUT);
                answer = out.next(LAST_WORDS);
            }
        }
        Optional<SessionStream.Part> complaints = err.next(LAST_WORDS);
        if (writer != null) {
            writer.join(LAST_WORDS);
        }
        return new Cell(
                answer.flatMap(SessionStream.Part::message).flatMap(message -> read(message, id)),
                answer.map(SessionStream.Part::text).orElse(""),
                complaints.map(SessionStream.Part::text).orElse(""),
                answer.map(SessionStream.Part::cut).orElse(true)
                        || complaints.map(SessionStream.Part::cut).orElse(true),
                timedOut);
    }

    /// Code can write what looks like an answer: it deceives itself alone, and no answer of another
    /// cell is taken for this one's.
    private Optional<JsonNode> read(byte[] message, long id) {
        try {
            JsonNode node = JSON.readTree(message);
            if (node.isObject() && node.path("id").asLong(0) == id) {
                return Optional.of(node);
            }
        } catch (JacksonException e) {
            process.end(Ending.CLOSED); // what it says from now on cannot be trusted
            return Optional.empty();
        }
        process.end(Ending.CLOSED);
        return Optional.empty();
    }

    private void send(byte[] request) {
        try {
            process.stdin().write(request);
            process.stdin().flush();
        } catch (IOException e) {
            return; // it has ended, which its streams say too
        }
    }

    /// Does what Ctrl-C does.
    ///
    /// @return false if the process cannot be reached
    public boolean interrupt() {
        return process.interrupt(pid);
    }

    /// Whether its process runs.
    ///
    /// @return false once it has ended
    public boolean isAlive() {
        return process.isAlive();
    }

    /// How its process ended, in a few words.
    ///
    /// @return such as `ended by itself (exit code 3)`
    public String end() {
        try {
            process.waitFor(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (process.isAlive()) {
            return "no longer answers";
        }
        return process.ending() == Ending.EXITED
                ? "ended by itself, with exit code %d".formatted(process.exitCode())
                : process.ending().words();
    }

    /// The Python's version.
    ///
    /// @return such as `3.11.2`
    public String python() {
        return python;
    }

    /// The version of IPython, where it runs the cells.
    ///
    /// @return empty where Python alone does
    public String ipython() {
        return ipython;
    }

    @Override
    public void close() {
        process.close();
    }
}
