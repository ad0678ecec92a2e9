package dev.kbench.cli.show;

import dev.kbench.event.Spending;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The text of results, for one terminal's width: a table with a column of models; where that does
/// not fit, the models on lines of their own; where that does not fit, one line per figure. Nothing
/// is left out for lack of room.
final class ResultsText {
    private static final String INDENT = "  ";
    private static final List<String> FIGURES =
            List.of(
                    "completed",
                    "failed",
                    "unmeasured",
                    "passed",
                    "95% interval",
                    "score",
                    "tokens in+out",
                    "cost",
                    "time/run");
    private static final int INTERVAL = FIGURES.indexOf("95% interval");
    private static final int COST = FIGURES.indexOf("cost");
    private static final int LONGEST = 400;

    private final Terminal terminal;
    private final int columns;
    private final ModelNames names;
    private final List<String> lines = new ArrayList<>();
    private boolean costs;

    ResultsText(Terminal terminal, ModelNames names) {
        this.terminal = terminal;
        this.columns = Math.max(8, terminal.columns());
        this.names = names;
    }

    List<String> lines() {
        return lines;
    }

    void add(TaskResults task) {
        lines.add("");
        TextWidth.wrap(title(task), columns)
                .forEach(line -> lines.add(terminal.styled(Style.BOLD, line)));
        if (task.counts().runs() > 0) {
            addModels(task.models());
            addBill(task.spent());
            task.budgets().forEach(budget -> wrapped("budget: " + budget, INDENT));
            addTroubles(task);
        }
    }

    /// Names the runs that have no figures too.
    private static String title(TaskResults task) {
        long ended = task.counts().runs();
        long notEnded = task.notEnded();
        long notRun = task.planned() - ended - notEnded;
        StringBuilder title = new StringBuilder(SafeText.line(task.task(), 200)).append(": ");
        if (ended < task.planned()) {
            title.append(Figures.count(ended)).append(" of ");
        }
        title.append(Figures.counted(task.planned(), "run"));
        if (task.isTimed()) {
            title.append(" in ").append(Figures.duration(Duration.ofNanos(task.nanos())));
        }
        if (notEnded > 0) {
            title.append(", ").append(Figures.count(notEnded)).append(" not ended");
        }
        if (notRun > 0) {
            title.append(", ").append(Figures.count(notRun)).append(" not run");
        }
        return title.toString();
    }

    private void addModels(List<ModelResults> models) {
        costs = models.stream().anyMatch(ModelResults::hasCost);
        Table wide = table(models, true, true);
        Table narrow = table(models, false, true);
        Table narrowest = table(models, false, false);
        boolean intervals = true;
        if (fits(wide)) {
            addTable(wide, models, false);
        } else if (fits(narrow)) {
            addTable(narrow, models, true);
        } else if (fits(narrowest)) {
            addTable(narrowest, models, true);
            intervals = false;
        } else {
            models.forEach(this::addFigures);
        }
        for (ModelResults model : models) {
            List<String> more = new ArrayList<>();
            model.bounds().ifPresent(more::add);
            model.unpriced().ifPresent(more::add);
            if (!intervals) {
                model.interval().ifPresent(interval -> more.add("95% interval " + interval));
            }
            if (!more.isEmpty()) {
                wrapped(named(model) + ": " + String.join("; ", more), INDENT);
            }
        }
    }

    /// Costs have a column where one is known.
    private Table table(List<ModelResults> models, boolean names, boolean intervals) {
        List<List<String>> rows = new ArrayList<>();
        for (ModelResults model : models) {
            rows.add(cells(names ? named(model) : "", figures(model), intervals));
        }
        return new Table(names, cells(names ? "model" : "", FIGURES, intervals), rows);
    }

    private List<String> cells(String name, List<String> figures, boolean intervals) {
        List<String> cells = new ArrayList<>(figures);
        if (!costs) {
            cells.remove(COST);
        }
        if (!intervals) {
            cells.remove(INTERVAL);
        }
        if (!name.isEmpty()) {
            cells.addFirst(name);
        }
        return cells;
    }

    private boolean fits(Table table) {
        return table.width() + INDENT.length() <= columns;
    }

    private void addTable(Table table, List<ModelResults> models, boolean namesApart) {
        lines.add(INDENT + terminal.styled(Style.DIM, table.head()));
        for (int i = 0; i < models.size(); i++) {
            if (namesApart) {
                wrapped(named(models.get(i)), INDENT);
            }
            lines.add(INDENT + table.row(i));
        }
    }

    /// Says what was paid, where that is more than tokens, or was not all paid now.
    private void addBill(Spending spent) {
        if (!Figures.isKnown(spent.inAll())) {
            return;
        }
        if (!spent.now().equals(spent.inAll())) {
            List<String> bill = new ArrayList<>();
            bill.add("spent now " + Figures.paid(spent.now()));
            if (Figures.isKnown(spent.replayed())) {
                bill.add("replayed " + Figures.bill(spent.replayed()));
            }
            if (!spent.inAll().equals(spent.now().plus(spent.replayed()))) {
                bill.add("in all " + Figures.bill(spent.inAll()));
            }
            wrapped(String.join("; ", bill), INDENT);
        } else if (spent.inAll().costNanodollars().isPresent()) {
            wrapped("spent " + Figures.bill(spent.inAll()), INDENT);
        }
    }

    private void addFigures(ModelResults model) {
        wrapped(named(model), INDENT);
        List<String> figures = figures(model);
        for (int i = 0; i < figures.size(); i++) {
            if (costs || i != COST) {
                wrapped(FIGURES.get(i) + " " + figures.get(i), INDENT + INDENT);
            }
        }
    }

    private String named(ModelResults model) {
        return model.model().isEmpty() ? "(no model)" : names.of(model.model());
    }

    private static List<String> figures(ModelResults model) {
        return List.of(
                Figures.count(model.completed()),
                Figures.count(model.counts().failed()),
                Figures.count(model.counts().unmeasured()),
                model.passRate(),
                model.interval().orElse("n/a"),
                model.score(),
                model.tokens(),
                model.cost(),
                model.timePerRun());
    }

    private void addTroubles(TaskResults task) {
        Counts counts = task.counts();
        long all = counts.runs() - counts.passed();
        if (all == 0) {
            return;
        }
        List<Trouble> shown = task.troubles();
        String title =
                "Did not pass: "
                        + Figures.count(all)
                        + " of "
                        + Figures.counted(counts.runs(), "run");
        lines.add("");
        long listed = all - task.told();
        if (listed < all) {
            title +=
                    listed == 0
                            ? ", told above"
                            : ", " + Figures.count(task.told()) + " told above";
        }
        wrapped(
                shown.size() < listed
                        ? title + ", the first " + Figures.count(shown.size())
                        : title,
                "");
        boolean several = task.models().size() > 1;
        shown.forEach(trouble -> addTrouble(trouble, several));
        if (shown.size() < listed) {
            wrapped("… " + Figures.count(listed - shown.size()) + " more", INDENT);
        }
    }

    private void addTrouble(Trouble trouble, boolean withModel) {
        String model = withModel && !trouble.model().isEmpty() ? " " + trouble.model() : "";
        String head = trouble.run() + model + ": " + trouble.why().getFirst();
        Glyphs glyphs = terminal.glyphs();
        String mark =
                trouble.kind() == 1
                        ? terminal.styled(Style.YELLOW, glyphs.unmeasured())
                        : terminal.styled(Style.RED, glyphs.failed());
        hanging(head, INDENT + mark + " ", INDENT + INDENT);
        trouble.why().stream()
                .skip(1)
                .forEach(more -> hanging(more, INDENT + INDENT, INDENT + INDENT));
    }

    /// Says something about all of it.
    void addNote(String note) {
        lines.add("");
        wrapped(note, "");
    }

    /// Says where run files are; an empty path is the working directory.
    void addFiles(long files, String folder) {
        lines.add("");
        wrapped(
                "%s in %s"
                        .formatted(
                                Figures.counted(files, "run file"),
                                folder.isEmpty() ? "." : SafeText.line(folder, LONGEST)),
                "");
    }

    /// A text whose first line begins with a mark as wide as the others' indent.
    private void hanging(String text, String first, String indent) {
        int room = columns - indent.length();
        List<String> parts = TextWidth.wrap(TextWidth.cut(text, LONGEST), room);
        for (int i = 0; i < parts.size(); i++) {
            lines.add((i == 0 ? first : indent) + parts.get(i));
        }
    }

    private void wrapped(String text, String indent) {
        TextWidth.wrap(text, columns - indent.length()).forEach(line -> lines.add(indent + line));
    }
}
