package dev.kbench.store;

import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Precision;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runs of one task and model that become one. Holds a few figures of each, and what its file
/// says but for its conversations.
final class MergeGroup {
    static final String ID = "Run merged";
    private static final Comparator<String> TIME = Comparator.comparing(Instant::parse);

    private final String task;
    private final String model;
    private final List<RunFile> files = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private int numbers;
    private int dictionaries;
    private int owing;
    private final Map<String, Integer> failures = new TreeMap<>();

    MergeGroup(String task, String model) {
        this.task = task;
        this.model = model;
    }

    /// The runs of one row.
    private static final class Row {
        private int verdicts;
        private int passed;
        private int completed;
        private double sum;
        private final List<String> reasons = new ArrayList<>(); // of runs without a verdict
    }

    /// A file's content, and what it says in figures.
    record Made(String task, String model, RunFile content, Estimate value, Counts counts) {
        RunMerge.Merged told(Path file) {
            return new RunMerge.Merged(
                    file,
                    task,
                    model,
                    value.value(),
                    half(value).orElse(Double.NaN),
                    counts.over(),
                    content.subruns().size(),
                    counts.completed(),
                    counts.failed(),
                    counts.unmeasured(),
                    counts.madeAgain());
        }
    }

    /// How the runs ended.
    ///
    /// @param over how many the figure is over
    /// @param unmeasured how many have no verdict, nor any other run of their row
    /// @param madeAgain how many have none, but another run of their row does
    record Counts(long over, long completed, long failed, long unmeasured, long madeAgain) {}

    void add(Path file, RunFile run) {
        FiledRun figures = FiledRun.of(file, run);
        String key = figures.row().isEmpty() ? "file " + file : "row " + figures.row();
        Row row = rows.computeIfAbsent(key, _ -> new Row());
        if (figures.outcome().equals("unmeasured")) {
            row.reasons.add(figures.reason());
        } else {
            row.verdicts++;
            row.passed += figures.passed() ? 1 : 0;
            if (figures.outcome().equals("completed")) {
                completed(run, figures.numericResult(), row);
            } else {
                failures.merge(figures.reason(), 1, Integer::sum);
                owing += OwnSection.owesAValue(run) ? 1 : 0;
            }
        }
        files.add(stub(run));
    }

    private void completed(RunFile run, OptionalDouble number, Row row) {
        row.completed++;
        row.sum += number.orElse(0);
        Optional<RunFile.Result> result = run.results().stream().findFirst();
        numbers += result.filter(one -> one.numeric() != null).isPresent() ? 1 : 0;
        dictionaries += result.filter(one -> one.dict() != null).isPresent() ? 1 : 0;
    }

    /// A run without what was said in it.
    private static RunFile stub(RunFile run) {
        return new RunFile(
                run.taskVersion(),
                run.modelVersion(),
                run.state(),
                run.startTime(),
                run.endTime(),
                run.conversations().stream()
                        .map(
                                one ->
                                        new RunFile.Conversation(
                                                one.id(), List.of(), one.metrics(), Map.of()))
                        .toList(),
                run.results(),
                List.of(),
                run.subruns().stream().map(MergeGroup::stub).toList(),
                run.pyRunId(),
                run.errorMessage(),
                run.unknown());
    }

    Made make(boolean partial) {
        refuseVersions();
        refuseDictionaries();
        boolean score = numbers > 0;
        Counts counts = counts(score);
        refuseUnmeasured(counts, partial);
        refuseNoValue(counts);
        List<Row> measured = rows.values().stream().filter(row -> row.verdicts > 0).toList();
        Estimate value =
                Estimate.overRuns(
                        measured.stream()
                                .mapToDouble(row -> score ? row.sum : row.passed)
                                .toArray(),
                        measured.stream()
                                .mapToInt(row -> score ? row.completed : row.verdicts)
                                .toArray(),
                        !score);
        if (Double.isNaN(value.value())) {
            throw refused("none of its %d runs has a result".formatted(files.size()));
        }
        return new Made(task, model, content(value, counts), value, counts);
    }

    private Counts counts(boolean score) {
        long completed = 0;
        long verdicts = 0;
        long unmeasured = 0;
        for (Row row : rows.values()) {
            completed += row.completed;
            verdicts += row.verdicts;
            unmeasured += row.verdicts == 0 ? row.reasons.size() : 0;
        }
        return new Counts(
                score ? completed : verdicts,
                completed,
                verdicts - completed,
                unmeasured,
                files.size() - verdicts - unmeasured);
    }

    private RunFile content(Estimate value, Counts counts) {
        RunFile first = files.getFirst();
        Map<String, Object> merged = new LinkedHashMap<>();
        merged.put("runs", (long) files.size());
        merged.put("completed", counts.completed());
        merged.put("failed", counts.failed());
        merged.put("unmeasured", counts.unmeasured());
        if (counts.madeAgain() > 0) {
            merged.put("madeAgain", counts.madeAgain());
        }
        return new RunFile(
                first.taskVersion(),
                first.modelVersion(),
                RunFile.COMPLETED,
                times(RunFile::startTime).min(TIME).orElse(null),
                times(RunFile::endTime).max(TIME).orElse(null),
                List.of(),
                List.of(RunFile.Result.of(value.value(), half(value).orElse(null))),
                List.of(),
                List.copyOf(files),
                task + "-" + ID,
                null,
                OwnSection.ofMerged(merged));
    }

    private Stream<String> times(Function<RunFile, @Nullable String> which) {
        return files.stream()
                .map(which)
                .flatMap(Stream::ofNullable)
                .filter(text -> FiledRun.time(text).isPresent());
    }

    /// The half-width that holds the whole interval: a share's reaches further on one side.
    private static Optional<Double> half(Estimate value) {
        return value.precision()
                .map(Precision::interval95)
                .map(one -> Math.max(value.value() - one.low(), one.high() - value.value()));
    }

    private void refuseVersions() {
        List<String> versions =
                files.stream()
                        .map(
                                run ->
                                        run.taskVersion() == null
                                                ? null
                                                : run.taskVersion().versionNumber())
                        .map(version -> version == null ? "none" : version.toString())
                        .distinct()
                        .sorted()
                        .toList();
        if (versions.size() > 1) {
            throw refused(
                    "they are of versions %s, which are no one measurement; merge those of one"
                            .formatted(String.join(" and ", versions)));
        }
    }

    private void refuseDictionaries() {
        if (dictionaries > 0) {
            throw refused(
                    "%d of them give a dictionary, which has no mean; expected runs that give numbers, or pass or fail"
                            .formatted(dictionaries));
        }
    }

    private void refuseUnmeasured(Counts counts, boolean partial) {
        if (counts.unmeasured() > 0 && !partial) {
            throw refused(
                    "%d of %d have no verdict (%s); run the same command again to measure them, or say that the figure may leave them out"
                            .formatted(
                                    counts.unmeasured(),
                                    files.size() - counts.madeAgain(),
                                    reasons()));
        }
    }

    /// A mean is over what completed; runs that pass or fail have a share all the same.
    private void refuseNoValue(Counts counts) {
        if (counts.completed() == 0 && owing > 0) {
            throw refused(
                    "there is no figure, since none of %s with a verdict completed (%s); the task gives more than passed or not, and a mean is over runs that completed"
                            .formatted(
                                    counts.failed() == 1
                                            ? "the 1 run"
                                            : "the %d runs".formatted(counts.failed()),
                                    joined(failures)));
        }
    }

    private static String joined(Map<String, ?> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    /// Why rows have no verdict: a run whose row has one elsewhere is no longer of account.
    private String reasons() {
        return joined(
                rows.values().stream()
                        .filter(row -> row.verdicts == 0)
                        .flatMap(row -> row.reasons.stream())
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(), TreeMap::new, Collectors.counting())));
    }

    private StoreException refused(String why) {
        return new StoreException(
                "the runs of '%s'%s cannot be merged: %s"
                        .formatted(task, model.isEmpty() ? "" : " by " + model, why),
                null);
    }
}
