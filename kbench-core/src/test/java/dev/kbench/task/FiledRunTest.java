package dev.kbench.task;

import static dev.kbench.Kbench.assertTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbench.event.Usage;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.run.Run;
import dev.kbench.store.FiledRun;
import dev.kbench.store.StoreException;
import dev.kbench.table.DataFrame;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What is read from a run's file is what the run says of itself.
class FiledRunTest extends JournaledScenario {
    private FiledRun filed(Task<?> task) {
        Run<?> run = process(Reuse.FRESH).call(() -> task.attempt(llm));
        FiledRun filed = only();
        assertThat(filed.task()).isEqualTo(run.task().name());
        assertThat(filed.model()).isEqualTo("m/x");
        assertThat(filed.number()).isEqualTo("Run #1");
        assertThat(filed.row()).isEmpty();
        assertThat(filed.passed()).isEqualTo(run.passed());
        assertThat(filed.usage())
                .returns(run.usage().inputTokens(), Usage::inputTokens)
                .returns(run.usage().outputTokens(), Usage::outputTokens)
                .returns(run.usage().costNanodollars(), Usage::costNanodollars);
        assertThat(filed.start()).hasValue(run.startTime().truncatedTo(ChronoUnit.MICROS));
        assertThat(filed.checks()).hasSameSizeAs(run.assertionResults());
        if (filed.outcome().equals("completed")) {
            assertThat(filed.numericResult()).isEqualTo(run.numericResult());
        }
        return filed;
    }

    private FiledRun only() {
        try (Stream<Path> all = Files.list(folder)) {
            return FiledRun.read(
                    all.filter(file -> file.toString().endsWith(".run.json"))
                            .findFirst()
                            .orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunThatCompleted() {
        assertThat(filed(Task.of("score", (Llm m) -> m.prompt("x").length() / 2.0)))
                .returns("completed", FiledRun::outcome)
                .returns("", FiledRun::reason)
                .returns(true, FiledRun::passed)
                .returns(OptionalDouble.of(3.5), FiledRun::numericResult)
                .returns("3.5", FiledRun::result);
    }

    @Test
    void aRunThatDidNotPass() {
        assertThat(
                        filed(
                                Task.of(
                                        "checks",
                                        (Llm m) -> {
                                            assertTrue(m.prompt("x").isEmpty(), "says nothing");
                                        })))
                .returns("completed", FiledRun::outcome)
                .returns(false, FiledRun::passed)
                .returns(OptionalDouble.of(0), FiledRun::numericResult);
    }

    @Test
    void aRunInsideThatDidNotPass() {
        Task<Boolean> inner = Task.of("inner", (Llm m) -> m.prompt("y").isEmpty());
        Task<Boolean> outer = Task.of("outer", (Llm m) -> inner.run(m).task().version() == 1);
        process(Reuse.FRESH).call(() -> outer.attempt(llm));
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(
                            all.filter(file -> file.toString().endsWith(".run.json"))
                                    .map(FiledRun::read))
                    .extracting(FiledRun::task, FiledRun::passed, FiledRun::outcome)
                    .containsExactlyInAnyOrder(
                            tuple("inner", false, "completed"), tuple("outer", false, "completed"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunThatFailed() {
        Task<Boolean> task =
                Task.of(
                        "fails",
                        (Llm m) -> {
                            if (m.prompt("x").length() > 3) {
                                throw new ArithmeticException("too long");
                            }
                            return true;
                        });
        assertThat(filed(task))
                .returns("failed", FiledRun::outcome)
                .returns("EXCEPTION", FiledRun::reason)
                .returns("", FiledRun::result)
                .returns(OptionalDouble.empty(), FiledRun::numericResult)
                .satisfies(run -> assertThat(run.error()).contains("too long"));
    }

    @Test
    void aRunWithoutAVerdict() {
        Task<Boolean> task =
                Task.of(
                        "down",
                        (Llm m) -> {
                            throw new RetryableProviderException(
                                    Trouble.TIMED_OUT, m.name(), 0, "no answer", null, null);
                        });
        assertThat(filed(task))
                .returns("unmeasured", FiledRun::outcome)
                .returns("TIMED_OUT", FiledRun::reason);
    }

    @Test
    void theRowIsInTheFilesName() {
        MockLlm slashed = MockLlm.answering("vendor/a_b", request -> "yes");
        DataFrame row = DataFrame.ofRows(Map.of("word", "w")).withLabels(List.of("fr_1"));
        Task<Boolean> task = Task.of("rows", (Llm m, String word) -> m.prompt(word).isEmpty());
        process(Reuse.FRESH).call(() -> task.evaluate(with -> with.llms(slashed).data(row)));
        assertThat(only().row()).isEqualTo("fr_1");
        assertThat(only().model()).isEqualTo("vendor/a_b");
    }

    @Test
    void whatAnotherLibraryCallsErroredHasNoVerdict() throws IOException {
        Path file = folder.resolve("x.run.json");
        Files.writeString(
                file,
                "{\"taskVersion\": {\"name\": \"x\"}, \"state\":"
                        + " \"BENCHMARK_TASK_RUN_STATE_ERRORED\", \"results\": [{\"booleanResult\":"
                        + " false}], \"errorMessage\": \"Traceback (most recent call last):\\n"
                        + "  ConnectionError: down\"}");
        assertThat(FiledRun.read(file))
                .returns("unmeasured", FiledRun::outcome)
                .returns("ERRORED", FiledRun::reason)
                .returns("", FiledRun::result)
                .returns(false, FiledRun::passed);
        Files.writeString(file, "{\"state\": \"BENCHMARK_TASK_RUN_STATE_RUNNING\"}");
        assertThat(FiledRun.read(file))
                .returns("unmeasured", FiledRun::outcome)
                .returns("NOT_ENDED", FiledRun::reason);
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> FiledRun.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected a JSON object");
    }
}
