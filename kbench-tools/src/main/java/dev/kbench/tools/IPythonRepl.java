package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.internal.context.RunScope;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.python.Session;
import dev.kbench.tools.python.Utf8;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A Python session in a box of its own, which keeps its state from code to code, and gives the
/// value of the last line, pictures and tracebacks.
///
/// ```java
/// try (var repl = IPythonRepl.open()) {
///     repl.invoke("x = 20");
///     assertEqual("40", repl.invoke("2 * x", with -> with.visibleToLlm(false)).output());
/// }
/// ```
///
/// Where IPython is installed for the interpreter it runs the code, magics included; else Python
/// alone does, with the same results. What a run of a task leaves open is closed with it.
///
/// Thread-safe: code of several threads runs one after the other; {@link #interrupt} and {@link
/// #close} wait for nobody.
public final class IPythonRepl implements AutoCloseable {
    /// What a session may take where nothing else is said: what a script may, an hour by the clock,
    /// and ten minutes of processor time.
    public static final SandboxLimits LIMITS =
            SandboxLimits.DEFAULT.withTime(Duration.ofHours(1)).withCpuTime(Duration.ofMinutes(10));

    private static final Actor IPYTHON = new Actor("IPython", Role.TOOL, "🐍");

    private final PythonBox box;
    private final SandboxLimits limits;
    private final @Nullable Boolean ipython;
    private final ReentrantLock turn = new ReentrantLock();
    private final @Nullable RunScope owner;
    private volatile Session session;
    private volatile boolean closed;

    private IPythonRepl(PythonOptions.Frozen options) {
        box = PythonBox.of(options);
        limits = options.limits() == null ? LIMITS : options.limits();
        ipython = options.ipython();
        session = start();
        owner = RunScope.current();
        if (owner != null) {
            owner.own(this);
        }
    }

    /// Opens a session.
    ///
    /// @return the session, to be closed
    /// @throws dev.kbench.tool.ToolUnavailableException if this machine has no Python, or no box
    public static IPythonRepl open() {
        return open(_ -> {});
    }

    /// Opens a session.
    ///
    /// @param with sets the options: which Python, which packages, which box, which limits
    /// @return the session, to be closed
    /// @throws dev.kbench.tool.ToolUnavailableException if this machine has no Python, or no box
    public static IPythonRepl open(Consumer<PythonOptions> with) {
        PythonOptions options = new PythonOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        return new IPythonRepl(options.frozen());
    }

    private Session start() {
        try {
            Session started =
                    Session.start(
                            (arguments, program) ->
                                    box.provider()
                                            .start(
                                                    box.spec(
                                                            arguments,
                                                            java.util.Map.of(
                                                                    "IPYTHONDIR", "/tmp/ipython"),
                                                            List.of(program),
                                                            limits)),
                            limits,
                            !Boolean.FALSE.equals(ipython));
            if (Boolean.TRUE.equals(ipython) && started.ipython().isEmpty()) {
                started.close();
                throw new ToolUnavailableException(
                        "IPython is not installed for %1$s; install it: %1$s -m pip install ipython"
                                .formatted(box.python()));
            }
            return started;
        } catch (InterruptedException e) {
            throw cancelled("interrupted while a Python session came up", e);
        }
    }

    private static CancellationException cancelled(String words, InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException e = new CancellationException(words);
        e.initCause(cause);
        return e;
    }

    /// Runs code, and adds it and what came of it to the current chat.
    ///
    /// @param code the code, or an answer with blocks of code
    /// @return what came of it
    /// @throws IllegalStateException if the session is closed, or its process has ended
    public ReplResult invoke(String code) {
        return invoke(code, _ -> {});
    }

    /// Runs code, and adds it and what came of it to the current chat.
    ///
    /// @param code the code, or an answer with blocks of code, of which {@link
    ///   PythonTools#extractCode(String)} takes one
    /// @param with sets the options
    /// @return what came of it, whatever that is
    /// @throws IllegalStateException if the session is closed, or its process has ended
    /// @throws IllegalArgumentException if the code cannot be written as UTF-8
    public ReplResult invoke(String code, Consumer<ReplOptions> with) {
        requireNonNull(code, "code: expected Python, got null");
        ReplOptions options = new ReplOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        String bare = CodeOf.text(code);
        Utf8.check("code", bare);
        Utf8.check("input", options.input());
        ReplResult result = run(bare, options);
        StringBuilder told = new StringBuilder();
        Shown.stream(told, "Code", bare);
        Chats.current()
                .remark(
                        new Message(
                                IPYTHON,
                                new Text((told + "\n\n" + result.text()).strip()),
                                options.visibleToLlm(),
                                ReplyDetails.NONE));
        return result;
    }

    private ReplResult run(String code, ReplOptions options) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw cancelled("interrupted while other code ran in the session", e);
        }
        try {
            Session running = session;
            requireUsable(running);
            Session.Cell cell = running.run(code, options.input(), options.timeout());
            return cell.answer().isPresent()
                    ? result(cell, cell.answer().get())
                    : died(cell, running);
        } catch (InterruptedException e) {
            session.close(); // its code would run on, and answer whoever asks next
            throw cancelled("interrupted while code ran in a Python session", e);
        } finally {
            turn.unlock();
        }
    }

    private void requireUsable(Session running) {
        if (closed) {
            throw new IllegalStateException(
                    "the session is closed; IPythonRepl.open() opens another");
        }
        if (!running.isAlive()) {
            throw new IllegalStateException(
                    "the session's process is gone: it %s; restart() begins a new one, without its state"
                            .formatted(running.end()));
        }
    }

    private static ReplResult result(Session.Cell cell, JsonNode answer) {
        boolean ok = answer.path("status").asString("").equals("ok");
        SequencedMap<String, String> value = forms(answer.path("output"));
        List<SequencedMap<String, String>> displays = new ArrayList<>();
        answer.path("displays").forEach(one -> displays.add(forms(one)));
        return new ReplResult(
                cell.timedOut() ? ReplStatus.TIMED_OUT : ok ? ReplStatus.OK : ReplStatus.ERROR,
                value.getOrDefault("text/plain", ""),
                cell.stdout(),
                cell.stderr(),
                answer.path("error").asString(""),
                answer.path("message").asString(""),
                answer.path("traceback").asString(""),
                value,
                displays,
                cell.cut() || answer.path("cut").asBoolean(false));
    }

    private static SequencedMap<String, String> forms(JsonNode node) {
        LinkedHashMap<String, String> forms = new LinkedHashMap<>();
        node.properties().forEach(one -> forms.put(one.getKey(), one.getValue().asString("")));
        return forms;
    }

    private static ReplResult died(Session.Cell cell, Session running) {
        return new ReplResult(
                cell.timedOut() ? ReplStatus.TIMED_OUT : ReplStatus.DIED,
                "",
                cell.stdout(),
                cell.stderr(),
                running.end(),
                "",
                "",
                new LinkedHashMap<>(),
                List.of(),
                cell.cut());
    }

    /// Interrupts the code that runs, as Ctrl-C does; its result is an error, `KeyboardInterrupt`.
    /// Where no code runs nothing happens.
    ///
    /// @return false if the session's process cannot be reached
    public boolean interrupt() {
        return !closed && session.interrupt();
    }

    /// Begins anew, without the state so far.
    ///
    /// @throws IllegalStateException if the session is closed
    public void restart() {
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "the session is closed; IPythonRepl.open() opens another");
            }
            session.close();
            session = start();
            if (closed) {
                session.close();
            }
        } finally {
            turn.unlock();
        }
    }

    /// Whether the session can take code.
    ///
    /// @return false once it is closed or its process has ended
    public boolean isAlive() {
        return !closed && session.isAlive();
    }

    /// The version of IPython, where it runs the code.
    ///
    /// @return empty where Python alone does
    public java.util.Optional<String> ipythonVersion() {
        return java.util.Optional.of(session.ipython()).filter(version -> !version.isEmpty());
    }

    /// Ends the session and all its processes.
    @Override
    public void close() {
        closed = true;
        session.close();
        if (owner != null) {
            owner.disown(this);
        }
    }
}
