package dev.kbench.cli;

import dev.kbench.cli.models.ModelCheck;
import dev.kbench.cli.shell.Shell;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.time.Duration;
import java.util.List;

/// `kbench models`.
final class ModelsCommand implements Subcommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shell shell;

    ModelsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .index("0..*")
                                        .paramLabel("M")
                                        .type(List.class)
                                        .auxiliaryTypes(String.class)
                                        .description(
                                                "Models to ask instead of the configured ones.")
                                        .build());
        spec.usageMessage()
                .description(
                        "Shows what is configured, and which of the models answers.",
                        "A server that is configured without a model is asked which ones it has.")
                .footer("", "Exit codes: 0 all that were asked have answered; 2 one has not.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        List<String> named = given.matchedPositionalValue(0, List.of());
        return new ModelCheck(shell, PATIENCE).run(named);
    }
}
