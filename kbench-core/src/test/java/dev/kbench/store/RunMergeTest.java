package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class RunMergeTest {
    private static final String COMPLETED = "COMPLETED";
    private static final String ERRORED = "ERRORED";

    @TempDir Path folder;

    private int files;

    private Path run(String row, String state, String result, String rest) throws IOException {
        Path file = folder.resolve("Quiz-run_param_id_%s_m_x%s.run.json".formatted(row, suffix()));
        return Files.writeString(
                file,
                """
                {"taskVersion": {"versionNumber": 1, "name": "Quiz"},
                 "modelVersion": {"slug": "m/x"}, "state": "BENCHMARK_TASK_RUN_STATE_%s",
                 "startTime": "2026-01-0%dT00:00:00Z", "endTime": "2026-01-0%dT00:00:0%dZ",
                 "conversations": [{"id": "c", "requests": [{"id": "r"}],
                   "metrics": {"inputTokens": 10, "outputTokens": 1}}],
                 "results": [%s]%s}\
                """
                        .formatted(state, files, files, files, result, rest));
    }

    private String suffix() {
        return ++files == 1 ? "" : "-" + files;
    }

    private Path passed(String row, boolean passed) throws IOException {
        return run(row, COMPLETED, "{\"booleanResult\": %s}".formatted(passed), "");
    }

    private Path scored(String row, String value) throws IOException {
        return run(row, COMPLETED, "{\"numericResult\": {\"value\": %s}}".formatted(value), "");
    }

    private Path unmeasured(String row) throws IOException {
        return run(row, ERRORED, "", ", \"kbench\": {\"reason\": \"TIMED_OUT\"}");
    }

    private RunMerge merge(Path... paths) {
        RunMerge merge = new RunMerge(Optional.empty());
        List.of(paths).forEach(merge::add);
        return merge;
    }

    private RunMerge.Merged only(RunMerge merge, boolean partial) {
        List<RunMerge.Merged> all = merge.write(() -> folder, partial);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aShareHasAnIntervalThatHoldsWilsons() throws IOException {
        RunMerge.Merged merged =
                only(
                        merge(
                                passed("a", true),
                                passed("b", true),
                                passed("c", false),
                                run("d", ERRORED, "{\"booleanResult\": false}", "")),
                        false);

        assertThat(merged.value()).isEqualTo(0.5);
        // Wilson's interval of 2 of 4 is 0.1500 to 0.8500
        assertThat(merged.interval()).isCloseTo(0.35, within(1e-4));
        assertThat(List.of(merged.runs(), merged.completed(), merged.failed(), merged.unmeasured()))
                .containsExactly(4L, 3L, 1L, 0L);
        assertThat(merged.file()).hasFileName("Quiz-run_id_Run_merged_m_x.run.json");

        RunFile file = RunFileReader.run(merged.file());
        assertThat(file.pyRunId()).isEqualTo("Quiz-Run merged");
        assertThat(file.state()).isEqualTo(RunFile.COMPLETED);
        assertThat(file.startTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(file.endTime()).isEqualTo("2026-01-04T00:00:04Z");
        assertThat(file.results())
                .singleElement()
                .satisfies(result -> assertThat(result.type()).isEqualTo("AGGREGATED"))
                .extracting(RunFile.Result::numeric)
                .returns(0.5, RunFile.Numeric::value)
                .returns(merged.interval(), RunFile.Numeric::confidenceInterval);
        assertThat(file.subruns())
                .hasSize(4)
                .allSatisfy(run -> assertThat(run.conversations().getFirst().requests()).isEmpty());
    }

    @Test
    void whatRunsUsedIsKeptAndReadersKnowTheResult() throws IOException {
        Path file = only(merge(passed("a", true), passed("b", true)), false).file();

        FiledRun read = FiledRun.read(file);

        assertThat(read.outcome()).isEqualTo("completed");
        assertThat(read.numericResult()).hasValue(1);
        assertThat(read.usage().inputTokens()).hasValue(20);
    }

    @Test
    void numbersHaveAMeanClusteredByRow() throws IOException {
        RunMerge.Merged merged =
                only(
                        merge(
                                scored("a", "1"),
                                scored("a", "3"),
                                scored("b", "4"),
                                scored("b", "4")),
                        false);

        assertThat(merged.value()).isEqualTo(3);
        // means of rows 2 and 4: their error is 1, Student's t with one degree of freedom 12.7062
        assertThat(merged.interval()).isCloseTo(12.7062, within(1e-3));
    }

    @Test
    void oneRowHasNoInterval() throws IOException {
        RunMerge.Merged merged = only(merge(scored("a", "0.25")), false);

        assertThat(merged.interval()).isNaN();
        assertThat(Files.readString(merged.file())).doesNotContain("confidenceInterval");
    }

    @Test
    void runsWithoutAVerdictAreLeftOutOnlyWhereThatIsSaid() throws IOException {
        RunMerge merge = merge(passed("a", true), passed("b", false), unmeasured("c"));

        assertThatThrownBy(() -> merge.write(() -> folder, false))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the runs of 'Quiz' by m/x cannot be merged: 1 of 3 have no verdict"
                                + " (TIMED_OUT 1); run the same command again to measure them, or"
                                + " say that the figure may leave them out");
        assertThat(folder.resolve("Quiz-run_id_Run_merged_m_x.run.json")).doesNotExist();

        RunMerge.Merged merged = only(merge, true);
        assertThat(merged.value()).isEqualTo(0.5);
        assertThat(Files.readString(merged.file()))
                .containsPattern(
                        "\"merged\": \\{\\s+\"runs\": 3,\\s+\"completed\": 2,\\s+\"failed\":"
                                + " 0,\\s+\"unmeasured\": 1\\s+}");
    }

    @Test
    void arunThatWasMadeAgainElsewhereIsMeasured() throws IOException {
        RunMerge.Merged merged =
                only(merge(unmeasured("a"), passed("b", true), passed("a", true)), false);

        assertThat(merged.value()).isEqualTo(1);
        assertThat(List.of(merged.over(), merged.runs(), merged.unmeasured(), merged.madeAgain()))
                .containsExactly(2L, 3L, 0L, 1L);
        assertThat(Files.readString(merged.file()))
                .containsPattern("\"unmeasured\": 0,\\s+\"madeAgain\": 1\\s+}");
    }

    @Test
    void reasonsAreThoseOfRowsWithoutAVerdict() throws IOException {
        Path refused = run("c", ERRORED, "", ", \"kbench\": {\"reason\": \"RATE_LIMITED\"}");
        RunMerge merge =
                merge(
                        unmeasured("a"),
                        passed("a", true),
                        passed("b", false),
                        refused,
                        unmeasured("d"),
                        unmeasured("d"));

        assertThatThrownBy(() -> merge.write(() -> folder, false))
                .hasMessageContaining(
                        "3 of 5 have no verdict (RATE_LIMITED 1, TIMED_OUT 2); run the same");
        RunMerge.Merged merged = only(merge, true);
        assertThat(List.of(merged.over(), merged.runs(), merged.unmeasured(), merged.madeAgain()))
                .containsExactly(2L, 6L, 3L, 1L);
    }

    @Test
    void aMeanIsOverWhatCompleted() throws IOException {
        RunMerge.Merged merged =
                only(merge(scored("a", "2"), scored("b", "4"), run("c", ERRORED, "{}", "")), true);

        assertThat(merged.value()).isEqualTo(3);
        assertThat(merged.over()).isEqualTo(2);
    }

    @Test
    void aMeanOverNothingIsNone() throws IOException {
        String score = ", \"kbench\": {\"reason\": \"%s\", \"resultType\": \"SCORE\"}";
        String failed = "{\"booleanResult\": false}";
        RunMerge merge =
                merge(
                        run("a", ERRORED, failed, score.formatted("UNPARSABLE")),
                        run("b", ERRORED, failed, score.formatted("UNPARSABLE")),
                        run("c", ERRORED, failed, ", \"kbench\": {\"resultType\": \"SCORE\"}"));

        assertThatThrownBy(() -> merge.write(() -> folder, false))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the runs of 'Quiz' by m/x cannot be merged: there is no figure, since none"
                            + " of the 3 runs with a verdict completed (EXCEPTION 1, UNPARSABLE 2);"
                            + " the task gives more than passed or not, and a mean is over runs"
                            + " that completed");
        assertThat(only(merge(run("d", ERRORED, failed, "")), false).value()).isZero();
    }

    @Test
    void nothingCountsTwice() throws IOException {
        Path first = passed("a", true);
        Path copy = Files.copy(first, folder.resolve("copy.run.json"));
        Path merged = only(merge(first, passed("b", false)), false).file();

        RunMerge again = merge(first, copy, passed("c", false), merged);

        assertThat(only(again, false).value()).isEqualTo(0.5);
        assertThat(again.leftOut())
                .containsExactly(
                        copy + " is left out: its content was there already",
                        merged + " is left out: it was merged itself");
    }

    @Test
    void eachTaskAndModelIsOneOrTheOneThatIsNamed() throws IOException {
        Path quiz = passed("a", true);
        Path other =
                Files.writeString(
                        folder.resolve("o.run.json"),
                        Files.readString(quiz).replace("\"Quiz\"", "\"Other\""));
        assertThat(merge(quiz, other).write(() -> folder, false))
                .extracting(RunMerge.Merged::task)
                .containsExactly("Other", "Quiz");

        RunMerge named = new RunMerge(Optional.of("Qiuz"));
        named.add(quiz);
        named.add(other);
        assertThatThrownBy(() -> named.write(() -> folder, false))
                .hasMessage("there is no run of 'Qiuz' to merge: expected one of 'Other', 'Quiz'");
    }

    @Test
    void whatHasNoMeanIsRefused() throws IOException {
        RunMerge dictionaries =
                merge(run("a", COMPLETED, "{\"dictResult\": {\"accuracy\": 1}}", ""));
        assertThatThrownBy(() -> dictionaries.write(() -> folder, true))
                .hasMessageContaining("1 of them give a dictionary, which has no mean");

        Path first = passed("a", true);
        Path later =
                Files.writeString(
                        folder.resolve("later.run.json"),
                        Files.readString(first).replace("Number\": 1", "Number\": 2"));
        assertThatThrownBy(() -> merge(first, later).write(() -> folder, true))
                .hasMessageContaining("they are of versions 1 and 2");

        Path none = unmeasured("z");
        assertThatThrownBy(() -> merge(none).write(() -> folder, true))
                .hasMessageContaining("none of its 1 runs has a result");
        assertThatThrownBy(() -> merge().write(() -> folder, true))
                .hasMessageContaining("there is no run to merge");
    }

    @Test
    void theMergedRunIsTheOneThatIsChosen() throws IOException {
        Path merged = only(merge(passed("a", true), passed("b", false)), false).file();

        Choice choice = new ChosenFiles(folder).plan("Quiz");

        assertThat(choice.kept()).containsExactly(merged.getFileName().toString());
        assertThat(choice.aside()).hasSize(2);
    }
}
