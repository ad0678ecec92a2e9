package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.internal.text.SafeText;
import dev.kbench.store.Choice;
import dev.kbench.store.ChosenFiles;

import java.util.List;
import java.util.Optional;

/// `kbench choose`.
final class ChooseCommand implements Subcommand {
    private final Shell shell;

    ChooseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench choose",
                List.of(
                        "Chooses the task that the leaderboard is to show: its file and its latest"
                                + " run's stay, all others are set aside in .kbench/aside.",
                        "Nothing is deleted; --undo brings back what was set aside last."),
                Optional.of(
                        new Parameter(
                                "TASK",
                                false,
                                false,
                                "The task's name, as its file or kbench table tells it.")),
                List.of(
                        Option.of(
                                "--out",
                                "DIR",
                                "The folder that run files went to; the working directory by"
                                        + " default."),
                        Option.flag("--dry-run", "Only says what would be set aside."),
                        Option.flag("--undo", "Brings back what was set aside last.")),
                List.of(),
                List.of(
                        "kbench choose \"Math Benchmark\" --out out --dry-run",
                        "kbench choose --undo --out out"));
    }

    @Override
    public int run(Given given) {
        ChosenFiles files = new ChosenFiles(shell.folder(given.value("--out")).toAbsolutePath());
        if (given.has("--undo")) {
            if (!given.parameters().isEmpty() || given.has("--dry-run")) {
                throw new MisuseException("--undo goes alone: it takes no task and no --dry-run");
            }
            List<String> back = files.undo();
            shell.terminal()
                    .paragraphs(
                            back.size() == 1 ? "1 file is back" : back.size() + " files are back");
            return 0;
        }
        if (given.parameters().isEmpty()) {
            throw syntax().refusal("expected the name of a task");
        }
        String name = given.parameters().getFirst();
        Choice choice = given.has("--dry-run") ? files.plan(name) : files.apply(name);
        print(choice, given.has("--dry-run"));
        return 0;
    }

    private void print(Choice choice, boolean dryRun) {
        choice.kept().forEach(file -> line("keeps", file));
        choice.aside().forEach(file -> line(dryRun ? "would set aside" : "set aside", file));
        choice.folder()
                .filter(_ -> !dryRun)
                .ifPresent(
                        to ->
                                shell.terminal()
                                        .paragraphs(
                                                "what is set aside lies in %s; kbench choose --undo brings it back"
                                                        .formatted(
                                                                SafeText.line(
                                                                        to.toString(), 400))));
        choice.warnings().forEach(warning -> shell.say("kbench: " + SafeText.line(warning, 1000)));
    }

    private void line(String what, String file) {
        shell.terminal().paragraphs(what + " " + SafeText.line(file, 400));
    }
}
