package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.shell.Signals;
import dev.kbench.cli.view.ReadRuns;
import dev.kbench.cli.view.Viewing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/// `kbench view`.
final class ViewCommand implements Subcommand {
    private static final int HIGHEST_PORT = 65_535;

    private final Shell shell;

    ViewCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench view",
                List.of(
                        "Shows runs in a browser: a table to search and sort, each run whole,"
                            + " models side by side, a leaderboard, and what runs now. Reads"
                            + " journals and run files, those of kaggle-benchmarks too, and changes"
                            + " none."),
                Optional.of(ReadRuns.FOLDERS),
                List.of(
                        Option.of(
                                "--port",
                                "N",
                                "The port to listen at; 0 for any that is free. By default 8017, or"
                                        + " any where that is taken."),
                        Option.of(
                                "--host",
                                "HOST",
                                "The name or address to listen at; 127.0.0.1 by default, which only"
                                        + " this machine reaches."),
                        Option.flag("--open", "Opens the browser.")),
                List.of(
                        "The address that is printed has a token in it: whoever has it sees the"
                                + " runs and can stop evaluations. Ctrl-C ends it."),
                List.of(
                        "kbench view",
                        "kbench view monday tuesday --port 0",
                        "kbench view out --open"));
    }

    @Override
    public int run(Given given) {
        List<Path> folders = ReadRuns.folders(shell, given);
        OptionalInt port = given.number("--port", 0);
        if (port.orElse(0) > HIGHEST_PORT) {
            throw new MisuseException(
                    "--port must be between 0 and %d, got %d"
                            .formatted(HIGHEST_PORT, port.getAsInt()));
        }
        CountDownLatch end = new CountDownLatch(1);
        try (Signals _ = Signals.watch(_ -> end.countDown());
                Viewing viewing =
                        Viewing.start(
                                shell, shell.settings(), folders, given.value("--host"), port)) {
            String url = viewing.url("/runs");
            shell.out().println(url);
            shell.out().flush();
            if (given.has("--open")) {
                viewing.open(url);
            }
            end.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
