package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.Usage;
import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

class ComparisonTest {
    private final List<RunLine> lines = new ArrayList<>();

    /// A run; tasks are given the model as a parameter, so that parameters differ by model.
    private void ran(String evaluation, String model, long row, int trial, boolean passed) {
        ran(evaluation, model, row, trial, passed, "", String.valueOf(row));
    }

    private void ran(
            String evaluation,
            String model,
            long row,
            int trial,
            boolean passed,
            String style,
            String label) {
        SequencedMap<String, String> params = new LinkedHashMap<>();
        params.put("llm", model);
        if (!style.isEmpty()) {
            params.put("style", style);
        }
        lines.add(
                new RunLine(
                        new RunId("run~" + lines.size()),
                        evaluation,
                        "quiz",
                        model,
                        "Run #" + lines.size(),
                        label,
                        trial,
                        1,
                        row,
                        100 * row + trial + 31L * style.hashCode(),
                        "completed",
                        "",
                        passed,
                        OptionalDouble.of(passed ? 1 : 0),
                        String.valueOf(passed),
                        Usage.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        params,
                        "",
                        ""));
    }

    private Comparison compare(RunColumn column, String... sides) {
        return Comparison.of(
                new Lines(lines),
                List.of(sides).stream()
                        .map(side -> RunQuery.ALL.with(column, List.of(side)))
                        .toList());
    }

    @Test
    void modelsAreLaidBesideEachOtherThoughTheirParametersNameThem() {
        ran("e", "a", 1, 0, true);
        ran("e", "a", 2, 0, false);
        ran("e", "a", 3, 0, true);
        ran("e", "b", 1, 0, false);
        ran("e", "b", 2, 0, false);

        Comparison made = compare(RunColumn.MODEL, "a", "b");

        assertThat(made.rows())
                .extracting(Comparison.Row::kind)
                .containsExactly(Comparison.Kind.FIRST, Comparison.Kind.NEITHER);
        assertThat(made.alone()).containsExactly(1L, 0L);
    }

    @Test
    void evaluationsOfTheSameModelsAreComparedModelByModel() {
        for (String evaluation : List.of("monday", "tuesday")) {
            ran(evaluation, "a", 1, 0, true);
            ran(evaluation, "b", 1, 0, false);
        }

        assertThat(compare(RunColumn.EVALUATION, "monday", "tuesday").rows())
                .extracting(Comparison.Row::kind)
                .containsExactly(Comparison.Kind.NEITHER, Comparison.Kind.BOTH);
    }

    @Test
    void evaluationsOfOtherModelsAreComparedRowByRow() {
        ran("monday", "a", 1, 0, true);
        ran("tuesday", "b", 1, 0, false);

        assertThat(compare(RunColumn.EVALUATION, "monday", "tuesday").rows())
                .extracting(Comparison.Row::kind)
                .containsExactly(Comparison.Kind.FIRST);
    }

    @Test
    void aRunThatWasMadeTwiceIsNotLost() {
        ran("monday", "a", 1, 0, true);
        ran("tuesday", "a", 1, 0, false);
        ran("monday", "b", 1, 0, true);

        Comparison made = compare(RunColumn.MODEL, "a", "b");

        assertThat(made.rows())
                .extracting(Comparison.Row::kind)
                .containsExactly(Comparison.Kind.BOTH);
        assertThat(made.alone()).containsExactly(1L, 0L);
    }

    @Test
    void trialsOfARowCountAsOneRow() {
        for (int trial = 0; trial < 5; trial++) {
            ran("e", "a", 1, trial, true);
            ran("e", "b", 1, trial, false);
            ran("e", "a", 2, trial, true);
            ran("e", "b", 2, trial, true);
        }

        Comparison made = compare(RunColumn.MODEL, "a", "b");

        assertThat(made.rows()).hasSize(10);
        assertThat(made.difference().rows()).isEqualTo(2);
        assertThat(made.difference().value()).isEqualTo(-0.5);
    }

    @Test
    void aRowIsCalledByItsLabelAndByWhatElseTellsItFromOthers() {
        for (String model : List.of("a", "b")) {
            ran("e", model, 1, 0, true, "brief", "Rome");
            ran("e", model, 1, 0, true, "in verse", "Rome");
            ran("e", model, 2, 0, true, "brief", "Oslo");
            ran("e", model, 3, 0, true, "brief", "Bonn");
            ran("e", model, 3, 1, true, "brief", "Bonn");
            ran("e", model, 4, 0, true, "brief", "");
        }

        Comparison made = compare(RunColumn.MODEL, "a", "b");
        List<String> names =
                List.of(
                        "quiz Rome · brief",
                        "quiz Rome · in verse",
                        "quiz Oslo",
                        "quiz Bonn · trial 1",
                        "quiz Bonn · trial 2",
                        "quiz brief");
        assertThat(made.names(0, 6)).isEqualTo(names);
        for (int at = 0; at < names.size(); at++) {
            assertThat(made.names(at, at + 1))
                    .as("the same, whatever else is on its page")
                    .containsExactly(names.get(at));
        }
    }

    private record Lines(List<RunLine> all) implements Shelf {
        @Override
        public Found search(RunQuery query) {
            List<RunLine> found =
                    all.stream()
                            .filter(
                                    line ->
                                            fits(query, RunColumn.MODEL, line.model())
                                                    && fits(
                                                            query,
                                                            RunColumn.EVALUATION,
                                                            line.evaluation()))
                            .toList();
            return new Found() {
                @Override
                public long total() {
                    return found.size();
                }

                @Override
                public List<RunLine> lines(long from, int count) {
                    return found.stream().skip(from).limit(count).toList();
                }

                @Override
                public long indexOf(RunId id) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Optional<RunId> nextFailing(RunId id) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Optional<RunId> previousFailing(RunId id) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        private static boolean fits(RunQuery query, RunColumn column, String value) {
            return query.values().getOrDefault(column, List.of(value)).contains(value);
        }

        @Override
        public Facets facets(RunQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RunGroup> groups(RunQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RunCell> cells(RunQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RunLine> earlier(RunId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ViewedRun read(RunId id) {
            throw new UnsupportedOperationException();
        }
    }
}
