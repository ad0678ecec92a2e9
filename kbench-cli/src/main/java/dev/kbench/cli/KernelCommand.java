package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.notebook.KernelProcess;
import dev.kbench.cli.notebook.KernelSpec;
import dev.kbench.cli.shell.Shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `kbench kernel`.
final class KernelCommand implements Subcommand {
    private final Shell shell;

    KernelCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench kernel",
                List.of(
                        "Has Jupyter know kbench's kernel, in which the cells of a notebook are"
                                + " benchmarks; and is that kernel."),
                Optional.of(
                        new Parameter(
                                "FILE",
                                false,
                                false,
                                "Where Jupyter says how it is reached; it names the file itself.")),
                List.of(
                        Option.flag("--install", "Writes the kernel's file for this user."),
                        Option.flag("--uninstall", "Removes it.")),
                List.of("The folder is Jupyter's own for the user, or JUPYTER_DATA_DIR."),
                List.of("kbench kernel --install", "kbench kernel --uninstall"));
    }

    @Override
    public int run(Given given) {
        boolean install = given.has("--install");
        boolean uninstall = given.has("--uninstall");
        List<String> files = given.parameters();
        if ((install ? 1 : 0) + (uninstall ? 1 : 0) + files.size() != 1) {
            throw syntax().refusal("expected one of --install, --uninstall and FILE");
        }
        if (!files.isEmpty()) {
            return KernelProcess.serve(shell.path(files.getFirst()), shell.directory());
        }
        KernelSpec spec = spec(shell);
        if (install) {
            Path file = spec.install(KernelProcess.command());
            shell.out().println("wrote %s".formatted(file));
        } else {
            shell.out()
                    .println(
                            spec.uninstall()
                                    ? "removed %s".formatted(spec.folder())
                                    : "there is none in %s".formatted(spec.folder()));
        }
        return 0;
    }

    private static KernelSpec spec(Shell shell) {
        return KernelSpec.ofUser(
                shell.environment(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"));
    }
}
