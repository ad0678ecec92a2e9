package dev.kbench.mcp;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Options of a server that is a process of this machine. Each is set at most once, but for
/// variables, which add up.
///
/// One thread.
public final class StdioOptions extends McpOptions<StdioOptions> {
    private final LinkedHashMap<String, String> environment = new LinkedHashMap<>();
    private @Nullable Path directory;

    StdioOptions() {}

    @Override
    StdioOptions self() {
        return this;
    }

    /// A variable of the server's environment. Beside those that are given it has what programs
    /// need to be found and to start (`PATH`, `HOME`, `LANG`, `TMPDIR`, and Windows' own), and
    /// nothing else of this process's.
    ///
    /// @param name its name
    /// @param value its value; where the name ends in `KEY`, `TOKEN`, `SECRET` or `PASSWORD`, no
    ///   message shows it
    /// @return this
    public StdioOptions environment(String name, String value) {
        requireNonNull(name, "name: expected a variable's name, got null");
        requireNonNull(value, "value: expected a text, got null");
        if (name.isEmpty() || name.contains("=") || name.contains("\0") || value.contains("\0")) {
            throw new IllegalArgumentException(
                    "environment: expected a name without '=' and a value, neither with a zero"
                            + " byte, got the name '%s'".formatted(name));
        }
        if (environment.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("environment: %s was already set".formatted(name));
        }
        return this;
    }

    /// The folder that the server starts in; this process's own by default.
    ///
    /// @param folder a folder
    /// @return this
    /// @throws IllegalArgumentException if it is none
    public StdioOptions directory(Path folder) {
        refuseTwice("directory", directory);
        if (!Files.isDirectory(requireNonNull(folder, "folder: expected a folder, got null"))) {
            throw new IllegalArgumentException(
                    "directory: expected a folder, got %s".formatted(folder));
        }
        directory = folder.toAbsolutePath();
        return this;
    }

    Map<String, String> environment() {
        return new LinkedHashMap<>(environment);
    }

    @Nullable Path directory() {
        return directory;
    }
}
