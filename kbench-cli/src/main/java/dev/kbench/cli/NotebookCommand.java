package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.compile.SourceText;
import dev.kbench.cli.notebook.Notebook;
import dev.kbench.cli.shell.Shell;
import dev.kbench.internal.text.SafeText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `kbench notebook`.
final class NotebookCommand implements Subcommand {
    private final Shell shell;

    NotebookCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench notebook",
                List.of(
                        "Makes a Jupyter notebook of a benchmark file: a cell for what stands"
                                + " between two // %% lines, or for each declaration."),
                Optional.of(
                        new Parameter("FILE", true, false, "A benchmark file, such as Quiz.java.")),
                List.of(
                        Option.of(
                                "--out",
                                "FILE",
                                "The notebook to write; by default the file's name with .ipynb,"
                                        + " beside it."),
                        Option.flag(
                                "--force",
                                "Replaces a notebook that was changed since it was made.")),
                List.of("kbench kernel --install has Jupyter know the kernel that runs it."),
                List.of("kbench notebook Quiz.java", "kbench notebook Quiz.java --out quiz.ipynb"));
    }

    @Override
    public int run(Given given) {
        String name = given.parameters().getFirst();
        SourceText source = SourceText.read(shell.path(name));
        String out =
                given.value("--out").orElseGet(() -> name.replaceFirst("\\.java$", "") + ".ipynb");
        Path file = shell.path(out);
        int cells = Notebook.write(source, file, given.has("--force"));
        shell.out().println("wrote %s, %d cells".formatted(SafeText.line(out), cells));
        return 0;
    }
}
