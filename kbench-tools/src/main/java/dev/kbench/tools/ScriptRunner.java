package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.key.KbenchException;
import dev.kbench.tools.python.Utf8;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxResult;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs Python scripts, each in a fresh box: an empty folder, no network, no environment but what
/// is given, limits of time, memory, processes and output. Whatever the script does is a result,
/// never an exception.
///
/// Thread-safe.
public final class ScriptRunner {
    private static final Actor PYTHON = new Actor("Python", Role.TOOL, "🐍");
    private static final String SCRIPT = "main.py";

    private final PythonOptions.Frozen options;
    private volatile @Nullable PythonBox box;

    ScriptRunner(PythonOptions.Frozen options) {
        this.options = options;
    }

    /// Runs code, and adds what came of it to the current chat.
    ///
    /// @param code the code, or an answer with blocks of code, of which {@link
    ///   PythonTools#extractCode(String)} takes one
    /// @return what came of it
    /// @throws dev.kbench.tool.ToolUnavailableException if this machine has no Python, or no box
    public ExecutionResult runCode(String code) {
        return runCode(code, _ -> {});
    }

    /// Runs code, and adds what came of it to the current chat.
    ///
    /// @param code the code, or an answer with blocks of code, of which {@link
    ///   PythonTools#extractCode(String)} takes one
    /// @param with sets the options: input, timeout, files and the like
    /// @return what came of it
    /// @throws dev.kbench.tool.ToolUnavailableException if this machine has no Python, or no box
    /// @throws IllegalArgumentException if the code cannot be written as UTF-8
    public ExecutionResult runCode(String code, Consumer<ScriptOptions> with) {
        requireNonNull(code, "code: expected Python, got null");
        String bare = CodeOf.text(code);
        return run(bare, Utf8.bytes("code", bare), with);
    }

    /// Runs a file, and adds what came of it to the current chat.
    ///
    /// @param script the file, in UTF-8
    /// @param with sets the options: input, timeout, files and the like
    /// @return what came of it
    /// @throws KbenchException if the file cannot be read, or is not UTF-8
    /// @throws dev.kbench.tool.ToolUnavailableException if this machine has no Python, or no box
    public ExecutionResult runFile(Path script, Consumer<ScriptOptions> with) {
        requireNonNull(script, "script: expected a file, got null");
        try {
            byte[] bytes = Files.readAllBytes(script);
            return run(Utf8.text(script.toString(), bytes), bytes, with);
        } catch (IOException e) {
            throw new KbenchException("the script %s cannot be read: %s".formatted(script, e), e);
        }
    }

    private ExecutionResult run(String code, byte[] bytes, Consumer<ScriptOptions> with) {
        ScriptOptions script = new ScriptOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(script);
        PythonBox python = box();
        List<String> arguments = new ArrayList<>(List.of(SCRIPT));
        arguments.addAll(script.arguments());
        List<SandboxFile> files = new ArrayList<>(List.of(SandboxFile.of(SCRIPT, bytes)));
        files.addAll(script.files());
        SandboxLimits ordinary =
                options.limits() == null ? SandboxLimits.DEFAULT : options.limits();
        SandboxResult ran =
                Sandbox.run(
                        python.provider(),
                        python.spec(
                                arguments,
                                script.environment(),
                                files,
                                script.limitsOver(ordinary)),
                        script.input());
        ExecutionResult result =
                new ExecutionResult(
                        code,
                        ran.stdout().text(),
                        ran.stderr().text(),
                        ran.exitCode(),
                        ran.ending(),
                        ran.duration());
        // a word about the answer that the code came from: a chat that forgets, forgets both
        Chats.current()
                .remark(
                        new Message(
                                PYTHON,
                                new Text(result.text()),
                                script.visibleToLlm(),
                                ReplyDetails.NONE));
        return result;
    }

    private PythonBox box() {
        PythonBox known = box;
        if (known == null) {
            known = PythonBox.of(options);
            box = known;
        }
        return known;
    }
}
