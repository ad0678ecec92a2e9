package dev.kbench.cli.shell;

import dev.kbench.cli.show.Terminal;
import dev.kbench.cli.show.TerminalTraits;
import dev.kbench.cli.show.TerminalWidth;
import dev.kbench.config.Settings;
import dev.kbench.internal.text.SafeText;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a command is given by whoever starts it.
///
/// @param environment the environment variables
/// @param directory the working directory, absolute
/// @param in standard input
/// @param out where results go
/// @param err where notices and errors go
/// @param asks whether a person can be asked
/// @param terminals whether `out` and `err` are shown on a terminal
public record Shell(
        Map<String, String> environment,
        Path directory,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean asks,
        Terminals terminals) {
    /// Copies the environment.
    public Shell {
        environment = Map.copyOf(environment);
    }

    /// The process's own.
    ///
    /// @return environment, working directory and standard streams
    public static Shell ofProcess() {
        return new Shell(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                System.in,
                System.out,
                System.err,
                Terminals.ask(),
                Terminals.ofProcess());
    }

    /// The settings in force: environment and `.env` file.
    ///
    /// @return the settings
    public Settings settings() {
        return Settings.load(environment, directory);
    }

    /// A path as the user means it.
    ///
    /// @param path absolute, or relative to the working directory
    /// @return the path; relative as it came where the process itself works there
    /// @throws MisuseException if the system knows no such path
    public Path path(String path) {
        try {
            return directory.equals(Path.of("").toAbsolutePath())
                    ? Path.of(path)
                    : directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new MisuseException(
                    "'%s' is no path here: %s".formatted(SafeText.line(path, 400), e.getReason()));
        }
    }

    /// The folder that an option names.
    ///
    /// @param given the option's value; the working directory where it is empty
    /// @return the folder, as {@link #path} has it
    public Path folder(Optional<String> given) {
        return path(given.orElse(""));
    }

    /// Where a program reads results, or a file is made of them: in UTF-8, whatever a terminal here
    /// can show.
    ///
    /// @return a stream on `out`
    public PrintStream records() {
        return out.charset().equals(StandardCharsets.UTF_8)
                ? out
                : new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /// Says something to the user, beside the results; on a terminal its lines fit the width.
    ///
    /// @param text any text: it is made harmless
    public void say(String text) {
        terminal(err, terminals.err()).paragraphs(SafeText.block(text));
    }

    /// Says something in one paragraph, which fits the terminal's width.
    ///
    /// @param text any text: it is made harmless
    public void notice(String text) {
        say(SafeText.line(text));
    }

    /// Where results are shown.
    ///
    /// @return a terminal on `out`
    public Terminal terminal() {
        return terminal(out, terminals.out());
    }

    private Terminal terminal(PrintStream stream, boolean shown) {
        return new Terminal(
                stream,
                TerminalTraits.from(
                        shown,
                        stream.charset(),
                        environment,
                        shown ? TerminalWidth.measure() : OptionalInt.empty()));
    }

    /// A stream for what the user's own code prints to `err`.
    ///
    /// @param shown where results are shown
    /// @return a stream that lets no control sequence through to a terminal; where both are one
    ///   terminal, it writes above that one's live line
    public PrintStream printedErrors(Terminal shown) {
        if (terminals.err() && shown.interactive()) {
            return shown.printStream();
        }
        return new Terminal(err, new TerminalTraits(terminals.err(), 0, false, err.charset()))
                .printStream();
    }
}
