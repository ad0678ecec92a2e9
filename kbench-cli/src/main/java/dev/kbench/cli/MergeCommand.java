package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.files.RunFiles;
import dev.kbench.cli.run.OutFolder;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.Figures;
import dev.kbench.internal.text.SafeText;
import dev.kbench.store.RunMerge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `kbench merge`.
final class MergeCommand implements Subcommand {
    private final Shell shell;

    MergeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench merge",
                List.of(
                        "Makes one run file of many: for each task and model a run whose result is"
                                + " the share that passed, or the mean, with its 95 % interval.",
                        "The platform's leaderboard shows one run of a task."),
                Optional.of(RunFiles.PATHS),
                List.of(
                        Option.of("--task", "TASK", "The one task whose runs are merged."),
                        Option.of(
                                "--out",
                                "DIR",
                                "Where the files go; the working directory by default."),
                        Option.flag(
                                "--partial",
                                "Leaves runs without a verdict out of the figure, which are refused"
                                        + " otherwise; the file says how many there were.")),
                List.of(
                        "Runs of several folders count together. A file that was merged itself, and"
                                + " a copy of one that was counted, are left out."),
                List.of(
                        "kbench merge out --task \"Riddle Solver\" --out merged",
                        "kbench merge monday tuesday --partial"));
    }

    @Override
    public int run(Given given) {
        RunFiles files = new RunFiles(shell, given.parameters());
        RunMerge merge = new RunMerge(given.value("--task"));
        files.eachFile(merge::add);
        merge.leftOut().forEach(text -> shell.say("kbench: " + SafeText.line(text, 1000)));
        if (files.end() != 0) {
            throw new MisuseException(
                    "nothing is merged: a figure over what can be read would be another one; mend"
                            + " or move those files first");
        }
        Path out = shell.folder(given.value("--out"));
        merge.write(() -> OutFolder.checked(out, shell.settings()), given.has("--partial"))
                .forEach(this::print);
        return 0;
    }

    private void print(RunMerge.Merged merged) {
        String interval =
                Double.isNaN(merged.interval())
                        ? ""
                        : String.format(Locale.ROOT, " ± %.4f", merged.interval());
        shell.terminal()
                .paragraphs(
                        "%s%s: %s%s over %s%s, in %s"
                                .formatted(
                                        SafeText.line(merged.task(), 200),
                                        merged.model().isEmpty()
                                                ? ""
                                                : " by " + SafeText.line(merged.model(), 200),
                                        String.format(Locale.ROOT, "%.4f", merged.value()),
                                        interval,
                                        Figures.counted(merged.over(), "run"),
                                        rest(merged),
                                        SafeText.line(merged.file().toString(), 400)));
    }

    /// What else there was beside runs that completed and are in the figure.
    private static String rest(RunMerge.Merged merged) {
        List<String> parts = new ArrayList<>();
        if (merged.failed() > 0) {
            parts.add(merged.failed() + " failed");
        }
        if (merged.unmeasured() > 0) {
            parts.add(merged.unmeasured() + " without a verdict left out");
        }
        if (merged.madeAgain() > 0) {
            parts.add(merged.madeAgain() + " made again and measured then");
        }
        return parts.isEmpty()
                ? ""
                : " (of %d given %s)".formatted(merged.runs(), String.join(", ", parts));
    }
}
