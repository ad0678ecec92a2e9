package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.HelpText;
import dev.kbench.cli.args.Likeness;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.args.Words;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.key.KbenchException;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `kbench` command: finds the subcommand, and turns what it refuses into a line and an exit
/// code.
final class Command {
    private static final int MISUSE = 2;
    private static final Syntax KBENCH =
            new Syntax(
                    "kbench",
                    List.of("Runs benchmarks of language models."),
                    Optional.empty(),
                    List.of(),
                    List.of("kbench help COMMAND says more of each."),
                    List.of(
                            "kbench new river-quiz",
                            "kbench run river-quiz/RiverQuiz.java --model demo/echo",
                            "kbench table",
                            "kbench view"));

    private final Shell shell;
    private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

    Command(Shell shell) {
        this.shell = shell;
        subcommands.put("run", new RunCommand(shell));
        subcommands.put("models", new ModelsCommand(shell));
        subcommands.put("show", new ShowCommand(shell));
        subcommands.put("view", new ViewCommand(shell));
        subcommands.put("report", new ReportCommand(shell, InstantSource.system()));
        subcommands.put("explain", new ExplainCommand(shell));
        subcommands.put("journal", new JournalCommand(shell));
        subcommands.put("stop", new StopCommand(shell));
        subcommands.put("table", new TableCommand(shell));
        subcommands.put("export", new ExportCommand(shell));
        subcommands.put("merge", new MergeCommand(shell));
        subcommands.put("choose", new ChooseCommand(shell));
        subcommands.put("new", new NewCommand(shell));
        subcommands.put("notebook", new NotebookCommand(shell));
        subcommands.put("kernel", new KernelCommand(shell));
        subcommands.put("init", new InitCommand(shell));
        subcommands.put("doctor", new DoctorCommand(shell));
        subcommands.put("skill", new SkillCommand(shell));
        subcommands.put("completion", new CompletionCommand(shell, this::syntaxes));
        subcommands.put("version", new VersionCommand(shell));
    }

    /// Runs it.
    ///
    /// @param args the command's words
    /// @return the exit code
    int run(String... args) {
        try {
            return run(List.of(args));
        } catch (MisuseException | KbenchException e) {
            shell.say("kbench: " + e.getMessage());
            return MISUSE;
        }
    }

    private int run(List<String> words) {
        if (words.isEmpty()) {
            help(shell.err());
            return MISUSE;
        }
        String first = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        if (first.equals("help")) {
            return run(rest.isEmpty() ? List.of("--help") : List.of(rest.getFirst(), "--help"));
        }
        Subcommand subcommand = subcommands.get(first);
        if (subcommand == null) {
            if (!first.startsWith("-")) {
                throw unknown(first);
            }
            Words.read(KBENCH, List.of(first)); // only the help is left
            help(shell.out());
            return 0;
        }
        Syntax syntax = subcommand.syntax();
        Given given = Words.read(syntax, rest);
        if (given.helps()) {
            show(HelpText.of(syntax, List.of(), columns()), shell.out());
            return 0;
        }
        return subcommand.run(given);
    }

    private List<Syntax> syntaxes() {
        return subcommands.values().stream().map(Subcommand::syntax).toList();
    }

    private void help(PrintStream out) {
        List<HelpText.Entry> commands =
                subcommands.entrySet().stream()
                        .map(
                                command ->
                                        new HelpText.Entry(
                                                command.getKey(),
                                                String.join(
                                                        " ",
                                                        command.getValue().syntax().description())))
                        .toList();
        show(HelpText.of(KBENCH, commands, columns()), out);
    }

    private int columns() {
        return shell.terminal().columns();
    }

    private static void show(List<String> lines, PrintStream out) {
        lines.forEach(out::println);
    }

    private MisuseException unknown(String word) {
        List<String> names = List.copyOf(subcommands.keySet());
        String meant =
                word.endsWith(".java")
                        ? "; did you mean kbench run %s?".formatted(word)
                        : Likeness.closest(word, names)
                                .map("; did you mean %s?"::formatted)
                                .orElse("; commands: " + String.join(", ", names));
        return KBENCH.refusal("there is no command '%s'%s".formatted(word, meant));
    }
}
