package dev.kbench.tools;

import dev.kbench.tools.sandbox.Ending;

import java.time.Duration;

/// What came of a script.
///
/// @param code the code that was run
/// @param stdout what it wrote to its standard output; the beginning where it wrote more than
///   allowed
/// @param stderr what it wrote to its standard error; the same
/// @param exitCode its exit code: 0 where all went well, 1 after an exception or where it does not
///   parse, 137 where it was ended from outside
/// @param ending how it came to its end
/// @param duration how long it took from the start of its box
public record ExecutionResult(
        String code, String stdout, String stderr, int exitCode, Ending ending, Duration duration) {
    /// Whether it ended by itself, with exit code 0.
    ///
    /// @return true if so
    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }

    /// What a model is told of it: how it ended, and what it wrote.
    ///
    /// @return Markdown; of long output the beginning and the end
    public String text() {
        StringBuilder text = new StringBuilder("The script ");
        text.append(
                ending == Ending.EXITED
                        ? "ended with exit code %d.".formatted(exitCode)
                        : ending.words() + ".");
        Shown.stream(text, "Stdout", stdout);
        Shown.stream(text, "Stderr", stderr);
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
