package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.KbenchVersion;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench version`.
final class VersionCommand implements Subcommand {
    private final Shell shell;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench version",
                List.of("Says which kbench this is, and which Java runs it."),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("kbench version"));
    }

    @Override
    public int run(Given given) {
        shell.terminal()
                .paragraphs(
                        "kbench %s (Java %s, %s)"
                                .formatted(
                                        KbenchVersion.text(),
                                        Runtime.version(),
                                        System.getProperty("java.home")));
        return 0;
    }
}
