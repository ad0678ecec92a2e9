package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Rows read as a stream give the runs that rows in memory give.
class StreamedDataTest extends EvaluationScenario {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void aStreamIsATable(int jobs, @TempDir Path folder) {
        DataFrame table =
                DataFrame.ofColumns(
                        "word", IntStream.range(0, 300).mapToObj(i -> "w" + i % 250).toList());
        Path csv = folder.resolve("words.csv");
        table.writeCsv(csv);
        Task<Boolean> task =
                Task.named("both")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .param("style", int.class)
                        .body((_, _) -> true);
        Function<Dataset, List<String>> keys =
                data -> {
                    Runs<Boolean> runs =
                            evaluate(
                                    task,
                                    with ->
                                            with.llms(a)
                                                    .data(data)
                                                    .grid("style", 1, 2)
                                                    .trials(2)
                                                    .jobs(jobs));
                    return runs.asList().stream().map(StreamedDataTest::key).toList();
                };
        List<String> streamed = keys.apply(Dataset.csv(csv));
        assertThat(streamed).hasSize(1200).doesNotHaveDuplicates();
        assertThat(streamed).isEqualTo(keys.apply(Dataset.of(table)));
    }

    private static String key(Run<?> run) {
        return run.identity().label() + " " + run.attempt().key().digest();
    }
}
