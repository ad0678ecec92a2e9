package dev.kbench.mcp;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.context.RunScope;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolSpec;

import io.modelcontextprotocol.spec.McpSchema.Tool;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The tools of an MCP server, for models to call: `with.tools(Mcp.stdio("uvx",
/// "mcp-server-time"))`.
///
/// The server is started, or reached, when its tools are first asked for. One that is made in a run
/// of a task is that run's and ends with it, at its deadline and at a cancel too; one that is made
/// elsewhere, such as in a field, is shared by all who use it and ends with this process, or when
/// it is closed. A shared one whose process has ended is started anew by the next prompt.
///
/// A server is a program like any other, with the rights of whoever runs it, and no box around it:
/// give models those that may do what models may ask for.
///
/// Thread-safe.
public final class Mcp implements Iterable<CallableTool>, AutoCloseable {
    private final String name;
    private final Opener opener;
    private final McpOptions.Settled options;
    private final @Nullable RunScope owner;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Started started;
    private volatile @Nullable Wire wire;
    private volatile boolean closed;

    private record Started(Connection connection, List<McpTool> tools) {}

    /// Opens the way to a server.
    @FunctionalInterface
    private interface Opener {
        Wire open();
    }

    private Mcp(String name, Opener opener, McpOptions.Settled options) {
        this.name = name;
        this.opener = opener;
        this.options = options;
        owner = RunScope.current();
        if (owner != null) {
            owner.own(this);
        }
    }

    /// A server that is a program of this machine and speaks over its standard streams.
    ///
    /// @param command a program's name or path, such as `npx`
    /// @param arguments its arguments
    /// @return the server, not yet started
    public static Mcp stdio(String command, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(requireNonNull(command, "command: expected a program's name, got null"));
        words.addAll(List.of(arguments));
        return stdio(words, _ -> {});
    }

    /// A server that is a program of this machine and speaks over its standard streams.
    ///
    /// @param command a program's name or path, and its arguments
    /// @param with sets the options, such as `with -> with.environment("ROOT", "/data")`
    /// @return the server, not yet started
    /// @throws IllegalArgumentException if the command is empty
    public static Mcp stdio(List<String> command, Consumer<StdioOptions> with) {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new IllegalArgumentException(
                    "command: expected a program's name, and its arguments, got none");
        }
        StdioOptions options = new StdioOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        ServerCommand started =
                new ServerCommand(command, options.environment(), options.directory());
        Secrets secrets = Secrets.ofEnvironment(options.environment());
        return new Mcp(
                started.program(),
                () -> StdioWire.open(started, secrets),
                options.settled(secrets));
    }

    /// A server that is reached over HTTP ("streamable HTTP").
    ///
    /// @param url its address, such as `http://localhost:8000/mcp`
    /// @return the server, not yet reached
    /// @throws IllegalArgumentException if it is no such address
    public static Mcp http(String url) {
        return http(url, _ -> {});
    }

    /// A server that is reached over HTTP ("streamable HTTP").
    ///
    /// @param url its address, such as `http://localhost:8000/mcp`
    /// @param with sets the options, such as `with -> with.header("Authorization", …)`
    /// @return the server, not yet reached
    /// @throws IllegalArgumentException if it is no such address
    public static Mcp http(String url, Consumer<HttpOptions> with) {
        URI address = HttpWire.url(requireNonNull(url, "url: expected an address, got null"));
        HttpOptions options = new HttpOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        Map<String, String> headers = new LinkedHashMap<>(options.headers());
        McpOptions.Settled settled = options.settled(Secrets.ofHeaders(headers.values()));
        return new Mcp(
                address.getHost(),
                () -> HttpWire.open(address, headers, settled.startTimeout()),
                settled);
    }

    /// The server's tools. It is started, or reached, where it is not yet.
    ///
    /// @return in the order in which it tells them
    /// @throws dev.kbench.tool.ToolUnavailableException if the server cannot be had, with why
    /// @throws IllegalArgumentException if `only` names a tool that it has not, or two of its tools
    ///   cannot be told apart
    /// @throws IllegalStateException if it is closed
    /// @throws CancellationException if the calling thread was interrupted; its flag is set
    public List<CallableTool> tools() {
        try {
            lock.lockInterruptibly();
            try {
                return List.copyOf(running().tools());
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException(
                            "interrupted while the MCP server '%s' was started".formatted(name));
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private Started running() throws InterruptedException {
        requireOpen();
        Started known = started;
        if (known != null && known.connection().isUsable()) {
            return known;
        }
        if (known != null) {
            started = null;
            known.connection().close();
        }
        Wire opened = opener.open();
        wire = opened;
        if (closed) {
            opened.close();
        }
        Connection.Greeted greeted = Connection.greet(opened, options);
        boolean taken = false;
        try {
            Started begun =
                    new Started(
                            greeted.connection(), chosen(greeted.connection(), greeted.tools()));
            started = begun;
            requireOpen();
            taken = true;
            return begun;
        } finally {
            if (!taken) {
                started = null;
                greeted.connection().close();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the MCP server '%s' is closed%s"
                            .formatted(
                                    name,
                                    owner == null
                                            ? ""
                                            : "; one that is made in a run of a task ends with it:"
                                                    + " make it in a field to share it"));
        }
    }

    private List<McpTool> chosen(Connection connection, List<Tool> all) {
        List<String> names = all.stream().map(Tool::name).toList();
        for (String wanted : options.only()) {
            if (!names.contains(wanted)) {
                throw new IllegalArgumentException(
                        "only: the MCP server '%s' has no tool '%s'; it has %s"
                                .formatted(name, wanted, String.join(", ", names)));
            }
        }
        Map<String, McpTool> byName = new LinkedHashMap<>();
        for (Tool one : all) {
            if (options.only().isEmpty() || options.only().contains(one.name())) {
                McpTool tool = McpTool.of(connection, options, one);
                McpTool other = byName.putIfAbsent(tool.spec().name(), tool);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "the MCP server '%s' has two tools that models would know as '%s': '%s' and '%s'; with.only(…) leaves one of them out"
                                    .formatted(
                                            name,
                                            tool.spec().name(),
                                            other.serverName(),
                                            tool.serverName()));
                }
            }
        }
        return List.copyOf(byName.values());
    }

    /// What a model is told of the tools.
    ///
    /// @return one for each, in order
    public List<ToolSpec> specs() {
        return tools().stream().map(CallableTool::spec).toList();
    }

    /// The server's tools; see {@link #tools()}.
    @Override
    public Iterator<CallableTool> iterator() {
        return tools().iterator();
    }

    /// Ends the server, or takes leave of it. A process sees the end of its input, has two seconds
    /// to end, and is killed with its tree then. Closing twice is closing once.
    @Override
    public void close() {
        closed = true;
        if (owner != null) {
            owner.disown(this);
        }
        if (!lock.tryLock()) {
            Wire starting = wire;
            if (starting != null) {
                starting.close(); // whoever starts it learns that it is closed
            }
            return;
        }
        try {
            Started last = started;
            started = null;
            if (last != null) {
                last.connection().close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "MCP server '%s'".formatted(name);
    }
}
