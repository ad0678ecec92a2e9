package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.completion.Completion;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `kbench completion`.
final class CompletionCommand implements Subcommand {
    private final Shell shell;
    private final Supplier<List<Syntax>> commands;

    /// @param commands gives what all commands take, this one among them
    CompletionCommand(Shell shell, Supplier<List<Syntax>> commands) {
        this.shell = shell;
        this.commands = commands;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench completion",
                List.of(
                        "Prints a script that lets a shell complete commands, options and their"
                                + " values."),
                Optional.of(
                        new Parameter(
                                "SHELL",
                                true,
                                false,
                                String.join(", ", Completion.shells()) + ".",
                                Completion.shells())),
                List.of(),
                List.of("Type one of these, or put it into the shell's own file:"),
                Completion.shells().stream().map(one -> Completion.of(one).use()).toList());
    }

    @Override
    public int run(Given given) {
        Completion.of(given.parameters().getFirst())
                .script(commands.get())
                .forEach(shell.out()::println);
        return 0;
    }
}
