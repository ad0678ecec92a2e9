package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.doctor.Doctor;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench doctor`.
final class DoctorCommand implements Subcommand {
    private final Shell shell;

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench doctor",
                List.of(
                        "Tries what benchmarks may need of this machine: Java, disk, models that"
                            + " are configured, Python, the box around it, Chromium. Says what to"
                            + " do about what is missing."),
                Optional.empty(),
                List.of(
                        Option.of(
                                "--out",
                                "DIR",
                                "The folder that files are to go to; the working directory by"
                                        + " default."),
                        Option.flag("--json", "A JSON object on each line.")),
                List.of(
                        "Exit codes: 0 all is there; 2 something is missing, which not every"
                                + " benchmark needs."),
                List.of("kbench doctor", "kbench doctor --json"));
    }

    @Override
    public int run(Given given) {
        return new Doctor(shell, shell.folder(given.value("--out"))).run(given.has("--json"));
    }
}
