package dev.kbench.view.report;

import dev.kbench.key.KbenchException;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.Leaderboard;
import dev.kbench.view.page.Shelf;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.run.ViewedTask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What a report says, before it is written. Immutable.
///
/// @param runs how many runs it is about
/// @param board models by tasks
/// @param failing those that have a verdict and did not pass
/// @param unmeasured those without a verdict
/// @param reasons why those have none, the most frequent first
/// @param shown runs whose conversations are shown
/// @param missing runs that cannot be read, and why
record ReportContent(
        long runs,
        Leaderboard board,
        Listed failing,
        Listed unmeasured,
        SequencedMap<String, Long> reasons,
        List<ViewedRun> shown,
        List<String> missing) {
    private static final List<String> MEASURED = List.of("completed", "failed");
    private static final List<String> UNMEASURED = List.of("unmeasured", ViewedRun.UNREADABLE);

    /// Some of many runs.
    ///
    /// @param total how many there are
    /// @param lines the first of them
    record Listed(long total, List<RunLine> lines) {
        static Listed of(Shelf shelf, RunQuery query, int most) {
            Shelf.Found found = shelf.search(query);
            return new Listed(found.total(), found.lines(0, most));
        }
    }

    static ReportContent of(Shelf shelf, ReportOptions options) {
        RunQuery query = options.query();
        RunQuery failing = failing(query);
        RunQuery unmeasured = query.with(RunColumn.OUTCOME, UNMEASURED);
        Leaderboard board = Leaderboard.of(shelf, query);
        Set<RunId> ids = new LinkedHashSet<>(options.chosen());
        ids.addAll(first(shelf, board, failing, options.transcripts()));
        List<ViewedRun> shown = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (RunId id : ids) {
            try {
                shown.add(shelf.read(id));
            } catch (KbenchException e) {
                missing.add(String.valueOf(e.getMessage()));
            }
        }
        return new ReportContent(
                shelf.search(query).total(),
                board,
                Listed.of(shelf, failing, options.lines()),
                Listed.of(shelf, unmeasured, options.lines()),
                shelf.facets(unmeasured)
                        .counts()
                        .getOrDefault(RunColumn.REASON, new LinkedHashMap<>()),
                shown,
                missing);
    }

    private static RunQuery failing(RunQuery query) {
        return query.with(RunColumn.OUTCOME, MEASURED).with(RunColumn.PASSED, List.of("false"));
    }

    /// The first of each task and model, then the second of each, until there are enough. No run is
    /// read beyond those, and nothing is searched that has no turn.
    private static List<RunId> first(Shelf shelf, Leaderboard board, RunQuery failing, int most) {
        List<RunCell> cells =
                board.models().stream().flatMap(model -> model.cells().values().stream()).toList();
        List<Shelf.Found> found = new ArrayList<>();
        List<RunId> first = new ArrayList<>();
        for (int turn = 0; turn < most; turn++) {
            for (int at = 0; at < cells.size() && first.size() < most; at++) {
                if (turn == 0) {
                    found.add(shelf.search(of(cells.get(at), failing)));
                }
                found.get(at).lines(turn, 1).forEach(line -> first.add(line.id()));
            }
        }
        return first;
    }

    private static RunQuery of(RunCell cell, RunQuery query) {
        return query.with(RunColumn.TASK, List.of(cell.task()))
                .with(RunColumn.MODEL, List.of(cell.model()));
    }

    /// The tasks of the runs that are shown, each once, by name and version.
    List<ViewedTask> tasks() {
        Map<String, ViewedTask> tasks = new LinkedHashMap<>();
        for (ViewedRun run : shown) {
            tasks.putIfAbsent(run.task().name() + "\n" + run.task().version(), run.task());
        }
        return List.copyOf(tasks.values());
    }

    /// What a run that did not pass came to, in words.
    static String cameTo(RunLine line) {
        if (line.outcome().equals("completed")) {
            return "not passed";
        }
        return line.reason().isEmpty()
                ? line.outcome()
                : "%s: %s".formatted(line.outcome(), Figures.words(line.reason()));
    }

    /// What the report is about, in a line.
    String summary(ReportOptions options) {
        return "%s of %s at %s%s"
                .formatted(
                        counted(runs, "run", "runs"),
                        counted(board.models().size(), "model", "models"),
                        counted(board.tasks().size(), "task", "tasks"),
                        options.source().isEmpty() ? "" : ", from " + options.source());
    }

    private static String counted(long number, String one, String many) {
        return Figures.count(number) + " " + (number == 1 ? one : many);
    }
}
