package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Syntax;

/// One of kbench's commands.
interface Subcommand {
    /// What it takes.
    ///
    /// @return options, parameter and help
    Syntax syntax();

    /// Runs it.
    ///
    /// @param given what was given, by its syntax
    /// @return the exit code
    /// @throws dev.kbench.cli.shell.MisuseException if that cannot work
    int run(Given given);
}
