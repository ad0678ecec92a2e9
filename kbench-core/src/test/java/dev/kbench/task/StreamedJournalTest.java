package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// An evaluation over a streamed file goes on, and is read back, as one over a table is.
class StreamedJournalTest extends JournaledScenario {
    private static final int ROWS = 40;

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = folder.resolve("words.csv");
        DataFrame.ofColumns("word", IntStream.range(0, ROWS).mapToObj(i -> "w" + i).toList())
                .writeCsv(file);
    }

    private Runs<Answer> evaluate(Reuse reuse, Consumer<EvaluationOptions> more) {
        return process(reuse)
                .call(
                        () ->
                                quiz.evaluate(
                                        with -> {
                                            with.llms(llm).data(Dataset.csv(file)).trials(2);
                                            more.accept(with);
                                        }));
    }

    private static List<String> words(Runs<Answer> runs) {
        return runs.asList().stream().map(StreamedJournalTest::word).toList();
    }

    private static String word(Run<Answer> run) {
        return run.result().text();
    }

    @Test
    void whatIsMissingIsMadeAndAllIsReadBack() {
        List<String> expected =
                IntStream.range(0, 2 * ROWS).mapToObj(i -> "about w" + i / 2).toList();

        assertThat(evaluate(Reuse.CONTINUE, stopAfter(25)).size()).isLessThan(2 * ROWS);
        assertThat(words(evaluate(Reuse.CONTINUE, with -> with.jobs(3)))).isEqualTo(expected);
        assertThat(asked).hasSize(2 * ROWS);

        Runs<Answer> cached = evaluate(Reuse.CACHED, with -> with.jobs(3));
        assertThat(words(cached)).isEqualTo(expected);
        assertThat(cached.asList()).allMatch(Run::cached);
        assertThat(asked).hasSize(2 * ROWS);
    }
}
