package dev.kbench.cli.shell;

import dev.kbench.config.Settings;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a command is given by whoever starts it.
///
/// @param environment the environment variables
/// @param directory the working directory, absolute
/// @param in standard input
/// @param out where results go
/// @param err where notices and errors go
/// @param interactive whether a person can be asked
public record Shell(
        Map<String, String> environment,
        Path directory,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive) {
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
                isTerminal());
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
    public Path path(String path) {
        return directory.equals(Path.of("").toAbsolutePath())
                ? Path.of(path)
                : directory.resolve(path);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
