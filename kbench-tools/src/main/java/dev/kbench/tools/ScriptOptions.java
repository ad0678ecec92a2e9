package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Options of one run of a script: `runCode(code, with -> with.input("3\n").timeout(…))`. Each is
/// set at most once, but for files, arguments and variables, which add up.
///
/// One thread.
public final class ScriptOptions {
    private byte @Nullable [] input;
    private @Nullable Duration timeout;
    private @Nullable SandboxLimits limits;
    private @Nullable Boolean visibleToLlm;
    private final List<SandboxFile> files = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final LinkedHashMap<String, String> environment = new LinkedHashMap<>();

    ScriptOptions() {}

    /// What the script reads from its standard input; nothing by default.
    ///
    /// @param text any length; sent as UTF-8
    /// @return this
    public ScriptOptions input(String text) {
        requireNonNull(text, "text: expected what the script reads, got null");
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What the script reads from its standard input; nothing by default.
    ///
    /// @param bytes any length; copied
    /// @return this
    public ScriptOptions input(byte[] bytes) {
        requireNonNull(bytes, "bytes: expected what the script reads, got null");
        if (input != null) {
            throw new IllegalArgumentException(
                    "input was already set to %d bytes".formatted(input.length));
        }
        input = bytes.clone();
        return this;
    }

    /// How long the script may run by the clock, and how much processor time it may use where that
    /// is more than the runner's limits say; 30 s by default.
    ///
    /// @param most 1 ms to 24 hours
    /// @return this
    public ScriptOptions timeout(Duration most) {
        refuseTwice("timeout", timeout);
        SandboxLimits.DEFAULT.withTime(most);
        timeout = most;
        return this;
    }

    /// How much this run may take, in place of the runner's limits.
    ///
    /// @param value the limits
    /// @return this
    public ScriptOptions limits(SandboxLimits value) {
        refuseTwice("limits", limits);
        limits = requireNonNull(value, "value: expected limits, got null");
        return this;
    }

    /// A file in the script's working folder.
    ///
    /// @param path its path there, such as `data/rows.csv`
    /// @param text what it holds, as UTF-8
    /// @return this
    public ScriptOptions file(String path, String text) {
        files.add(SandboxFile.of(path, text));
        return this;
    }

    /// A file in the script's working folder.
    ///
    /// @param path its path there, such as `data/picture.png`
    /// @param bytes what it holds
    /// @return this
    public ScriptOptions file(String path, byte[] bytes) {
        files.add(SandboxFile.of(path, bytes));
        return this;
    }

    /// Files in the script's working folder.
    ///
    /// @param all what each path there holds, as UTF-8
    /// @return this
    public ScriptOptions files(Map<String, String> all) {
        requireNonNull(all, "all: expected files, got null").forEach(this::file);
        return this;
    }

    /// Arguments of the script, `sys.argv[1:]`.
    ///
    /// @param words the arguments
    /// @return this
    public ScriptOptions arguments(String... words) {
        arguments.addAll(List.of(words));
        return this;
    }

    /// A variable of the script's environment, which holds nothing of the JVM's.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this
    public ScriptOptions environment(String name, String value) {
        String old = environment.putIfAbsent(name, value);
        if (old != null) {
            throw new IllegalArgumentException(
                    "the variable %s was already set to %s".formatted(name, old));
        }
        return this;
    }

    /// Whether the result joins the current chat so that a model sees it there; it does by default.
    /// A hidden one is in the chat too, but no model sees it, nor does the stored conversation hold
    /// it.
    ///
    /// @param visible false to hide it
    /// @return this
    public ScriptOptions visibleToLlm(boolean visible) {
        refuseTwice("visibleToLlm", visibleToLlm);
        visibleToLlm = visible;
        return this;
    }

    private static void refuseTwice(String name, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(name, old));
        }
    }

    byte[] input() {
        return input == null ? new byte[0] : input;
    }

    List<SandboxFile> files() {
        return files;
    }

    List<String> arguments() {
        return arguments;
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean visibleToLlm() {
        return !Boolean.FALSE.equals(visibleToLlm);
    }

    SandboxLimits limitsOver(SandboxLimits ordinary) {
        SandboxLimits base = limits == null ? ordinary : limits;
        if (timeout == null) {
            return base;
        }
        boolean longer = limits == null && timeout.compareTo(base.cpuTime()) > 0;
        return (longer ? base.withCpuTime(timeout) : base).withTime(timeout);
    }
}
