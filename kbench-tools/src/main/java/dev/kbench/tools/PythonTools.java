package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import dev.kbench.tools.python.CodeBlocks;

import java.util.List;
import java.util.function.Consumer;

/// Python that a model wrote: taken out of its answer, and run in a box.
///
/// ```java
/// String code = PythonTools.extractCode(llm.prompt("Write Python to print 10!"));
/// ExecutionResult result = PythonTools.scriptRunner().runCode(code);
/// assertContainsRegex("3628800", result.stdout());
/// ```
public final class PythonTools {
    private PythonTools() {}

    /// The code in an answer: the first block that says it is Python (```` ```python ````, `py`,
    /// `Python3`, `~~~ python` and the like); else the first inside of a block of Markdown; else
    /// the first block that does not say what it is. A block without any code is passed over, and
    /// so is what the model thought (`<think>…</think>`) where a block follows. The fence's
    /// indentation, the marks of a quotation, blank lines around the code and Windows line ends are
    /// left out; of a session with prompts (`>>> `) its output, too. A block that is never closed
    /// ends with the text.
    ///
    /// @param text the answer
    /// @return the code; where it has no such block the text, without thoughts in front of it
    public static String extractCode(String text) {
        return extractCode(text, _ -> {});
    }

    /// The code in an answer.
    ///
    /// @param text the answer
    /// @param with sets the options
    /// @return the code; where it has no block of Python the text, without thoughts in front of it
    public static String extractCode(String text, Consumer<ExtractOptions> with) {
        requireNonNull(text, "text: expected a model's answer, got null");
        ExtractOptions options = new ExtractOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        List<String> blocks = CodeBlocks.python(text);
        if (blocks.isEmpty()) {
            return CodeBlocks.withoutThoughts(text);
        }
        return options.allBlocks() ? String.join("\n\n", blocks) : blocks.getFirst();
    }

    /// What runs scripts, each in a box of its own, with the Python that is found first.
    ///
    /// @return the runner
    public static ScriptRunner scriptRunner() {
        return scriptRunner(_ -> {});
    }

    /// What runs scripts, each in a box of its own.
    ///
    /// @param with sets the options: which Python, which packages, which box, which limits
    /// @return the runner; nothing is started yet
    public static ScriptRunner scriptRunner(Consumer<PythonOptions> with) {
        PythonOptions options = new PythonOptions();
        requireNonNull(with, "with: expected what sets the options, got null").accept(options);
        return new ScriptRunner(options.frozen());
    }
}
