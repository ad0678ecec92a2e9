package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.ShownConversations;
import dev.kbench.cli.show.ShownRecords;
import dev.kbench.cli.show.Terminal;
import dev.kbench.store.ShownRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `kbench show`.
final class ShowCommand implements Subcommand {
    private final Shell shell;

    ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench show",
                List.of(
                        "Shows what run files say: result, conversations and assertions. Files of"
                                + " kaggle-benchmarks are read as well."),
                Optional.of(
                        new Parameter(
                                "RUN_FILE",
                                true,
                                true,
                                "A run file, such as Quiz-run_id_Run_1.run.json.")),
                List.of(
                        Option.of(
                                "--as",
                                "NAME",
                                "Only what this participant of a room saw and said."),
                        Option.flag("--json", "A JSON object on each line, one a file.")),
                List.of(),
                List.of(
                        "kbench show out/Quiz-run_id_Run_1_demo_echo.run.json",
                        "kbench show out/Werewolf-run_id_Run_1_demo_player.run.json --as Ann"));
    }

    @Override
    public int run(Given given) {
        List<ShownRun> runs = new ArrayList<>();
        for (String file : given.parameters()) {
            runs.add(ShownRun.read(shell.path(file)));
        }
        Optional<String> viewer = given.value("--as");
        if (viewer.isPresent()) {
            runs.replaceAll(run -> seen(run, viewer.get()));
        }
        if (given.has("--json")) {
            runs.forEach(run -> shell.records().println(ShownRecords.of(run)));
        } else {
            Terminal terminal = shell.terminal();
            runs.forEach(run -> terminal.lines(new ShownConversations(terminal).of(run)));
        }
        return 0;
    }

    private static ShownRun seen(ShownRun run, String viewer) {
        List<String> participants = run.participants();
        if (!participants.contains(viewer)) {
            throw new MisuseException(
                    participants.isEmpty()
                            ? "--as %s: there is no room in %s".formatted(viewer, run.task())
                            : "--as %s: expected one of those who spoke or were spoken to in the rooms of %s: %s"
                                    .formatted(
                                            viewer, run.task(), String.join(", ", participants)));
        }
        return run.seenBy(viewer);
    }
}
