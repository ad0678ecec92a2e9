package dev.kbench.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One of kbench's commands.
interface Subcommand {
    /// What it takes.
    ///
    /// @return options, parameters and help
    CommandSpec spec();

    /// Runs it.
    ///
    /// @param given what was given, by its spec
    /// @return the exit code
    /// @throws dev.kbench.cli.shell.MisuseException if that cannot work
    int run(ParseResult given);
}
