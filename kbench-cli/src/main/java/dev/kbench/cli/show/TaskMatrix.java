package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Models by tasks: a line a model, a column a task; as many tables below each other as the
/// terminal's width asks for.
///
/// @param tasks the tasks, in order
/// @param names how models are shown
record TaskMatrix(Collection<TaskResults> tasks, ModelNames names) {
    private static final int LONGEST = 24;
    private static final int READABLE = 76;
    private static final String LEGEND =
            "A cell has the mean score, or the share that passed, and of how many runs; where some"
                    + " have no verdict: how many of them all were measured.";

    /// The lines; none for fewer than two tasks, of which the table of the task says more.
    List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        if (tasks.size() < 2) {
            return lines;
        }
        Set<String> models = new LinkedHashSet<>();
        tasks.forEach(task -> task.models().forEach(model -> models.add(model.model())));
        List<TaskResults> left = new ArrayList<>(tasks);
        while (!left.isEmpty()) {
            int count = left.size();
            Table table = table(left, models);
            while (count > 1 && table.width() > columns) {
                table = table(left.subList(0, --count), models);
            }
            lines.add(table.head());
            for (int i = 0; i < table.rows().size(); i++) {
                lines.add(table.row(i));
            }
            left.subList(0, count).clear();
        }
        lines.addAll(TextWidth.wrap(LEGEND, Math.clamp(columns, 20, READABLE)));
        return lines;
    }

    private Table table(List<TaskResults> some, Set<String> models) {
        List<String> heads = new ArrayList<>(List.of("model"));
        some.forEach(task -> heads.add(TextWidth.cut(SafeText.line(task.task(), 200), LONGEST)));
        List<List<String>> rows = new ArrayList<>();
        for (String model : models) {
            List<String> cells = new ArrayList<>();
            cells.add(model.isEmpty() ? "(no model)" : TextWidth.cut(names.of(model), LONGEST * 2));
            some.forEach(
                    task ->
                            cells.add(
                                    task.models().stream()
                                            .filter(one -> one.model().equals(model))
                                            .findFirst()
                                            .map(TaskMatrix::cell)
                                            .orElse("–")));
            rows.add(cells);
        }
        return new Table(true, heads, rows);
    }

    private static String cell(ModelResults model) {
        Counts counts = model.counts();
        long measured = counts.runs() - counts.unmeasured();
        String rests =
                counts.unmeasured() == 0
                        ? Figures.count(measured)
                        : Figures.count(measured) + "/" + Figures.count(counts.runs());
        if (measured == 0) {
            return "n/a (%s)".formatted(rests);
        }
        boolean scored = counts.failed() == 0 && !model.score().equals("n/a");
        return "%s (%s)".formatted(scored ? model.score() : model.passPercent(), rests);
    }
}
