package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.journal.Journals;
import dev.kbench.cli.shell.Shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `kbench stop`.
final class StopCommand implements Subcommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shell shell;

    StopCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench stop",
                List.of(
                        "Asks the process that runs an evaluation to stop it: what has ended is"
                                + " kept, and the same kbench run goes on with the rest."),
                Optional.of(
                        new Parameter(
                                "ID",
                                false,
                                false,
                                "The evaluation, as kbench journal lists it; the only one that runs"
                                        + " by default.")),
                List.of(
                        Option.of(
                                "--out",
                                "DIR",
                                "The folder that its run files go to; the working directory by"
                                        + " default.")),
                List.of(),
                List.of("kbench stop --out out"));
    }

    @Override
    public int run(Given given) {
        return new Journals(shell, shell.folder(given.value("--out")))
                .stop(given.parameters().stream().findFirst(), PATIENCE);
    }
}
