package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.models.ModelCheck;
import dev.kbench.cli.shell.Shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `kbench models`.
final class ModelsCommand implements Subcommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shell shell;

    ModelsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench models",
                List.of(
                        "Shows what is configured, and which of the models answers.",
                        "A server that is configured without a model is asked which ones it has."),
                Optional.of(
                        new Parameter(
                                "M", false, true, "Models to ask instead of the configured ones.")),
                List.of(
                        Option.flag(
                                "--check",
                                "Asks the models of kbench.toml too, one tiny call each."),
                        Option.flag(
                                "--json",
                                "A JSON object on each line, one for each that was asked.")),
                List.of("Exit codes: 0 all that were asked have answered; 2 one has not."),
                List.of("kbench models", "kbench models --check", "kbench models local/smollm2"));
    }

    @Override
    public int run(Given given) {
        return new ModelCheck(shell, PATIENCE)
                .run(given.parameters(), given.has("--check"), given.has("--json"));
    }
}
