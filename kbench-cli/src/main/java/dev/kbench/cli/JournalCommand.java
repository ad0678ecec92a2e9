package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.journal.Journals;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.store.journal.PruneRule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `kbench journal`.
final class JournalCommand implements Subcommand {
    private final Shell shell;

    JournalCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench journal",
                List.of(
                        "Lists the evaluations that are kept, with their state and size.",
                        "With --prune, removes those that finished; one that runs is never"
                                + " removed."),
                Optional.empty(),
                List.of(
                        Option.of(
                                "--out",
                                "DIR",
                                "The folder that run files went to; the working directory by"
                                        + " default."),
                        Option.flag("--prune", "Removes evaluations that finished."),
                        Option.flag("--unfinished", "With --prune: unfinished ones too."),
                        Option.of("--keep", "N", "With --prune: the newest N stay."),
                        Option.of("--days", "N", "With --prune: only those older than N days."),
                        Option.flag("--dry-run", "With --prune: only says what would go."),
                        Option.flag("--json", "A JSON object on each line, one an evaluation.")),
                List.of(),
                List.of(
                        "kbench journal --out out",
                        "kbench journal --out out --prune --days 30 --dry-run"));
    }

    @Override
    public int run(Given given) {
        Journals journals = new Journals(shell, shell.folder(given.value("--out")));
        if (given.has("--prune")) {
            if (given.has("--json")) {
                throw new MisuseException("--json goes with the list, not with --prune");
            }
            PruneRule rule =
                    new PruneRule(
                            before(given.number("--days", 0)),
                            !given.has("--unfinished"),
                            given.number("--keep", 0).orElse(0));
            return journals.prune(rule, given.has("--dry-run"));
        }
        for (String option : List.of("--unfinished", "--keep", "--days", "--dry-run")) {
            if (given.has(option)) {
                throw new MisuseException(option + " goes with --prune, which is not given");
            }
        }
        return journals.list(given.has("--json"));
    }

    private static Optional<Instant> before(OptionalInt days) {
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.now().minus(Duration.ofDays(days.getAsInt())));
    }
}
