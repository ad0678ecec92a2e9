package dev.kbench.cli;

import dev.kbench.cli.shell.Shell;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `kbench version`.
final class VersionCommand implements Subcommand {
    private final Shell shell;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description("Says which kbench this is, and which Java runs it.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        shell.out()
                .println(
                        "kbench %s (Java %s, %s)"
                                .formatted(
                                        version(),
                                        Runtime.version(),
                                        System.getProperty("java.home")));
        return 0;
    }

    private static String version() {
        return VersionCommand.class
                .getModule()
                .getDescriptor()
                .rawVersion()
                .orElse("of unknown version");
    }
}
