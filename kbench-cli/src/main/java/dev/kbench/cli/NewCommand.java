package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.project.NewProject;
import dev.kbench.cli.shell.KbenchVersion;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench new`.
final class NewCommand implements Subcommand {
    private final Shell shell;

    NewCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench new",
                List.of(
                        "Makes a folder with a benchmark that runs as it is: a file with its data,"
                                + " or a Maven project with tests."),
                Optional.of(
                        new Parameter(
                                "NAME", true, false, "The project's name, such as river-quiz.")),
                List.of(
                        Option.flag(
                                "--maven",
                                "A Maven project: with libraries of its own, and with tests.")),
                List.of(),
                List.of("kbench new river-quiz", "kbench new river-quiz --maven"));
    }

    @Override
    public int run(Given given) {
        String name = given.parameters().getFirst();
        boolean maven = given.has("--maven");
        NewProject project = new NewProject(name, maven, KbenchVersion.text());
        project.write(shell.path(""))
                .forEach(file -> shell.terminal().paragraphs("wrote %s/%s".formatted(name, file)));
        shell.terminal().line("");
        shell.terminal()
                .paragraphs(
                        "next: cd %s && kbench run %s --model demo/echo --out out"
                                .formatted(name, project.file()));
        return 0;
    }
}
