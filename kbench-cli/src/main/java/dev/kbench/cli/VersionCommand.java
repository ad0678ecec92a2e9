package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.Shell;

/// `kbench version`.
final class VersionCommand implements Subcommand {
    private final Shell shell;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("kbench version", "Says which kbench this is, and which Java runs it.");
    }

    @Override
    public int run(Given given) {
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
