package dev.kbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.key.CodeRef;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class RunSummaryTest {
    private static RunKey key(String model, String row, Params params, int trial) {
        return new RunKey(
                new TaskRef("quiz", 1, "Quiz", "quiz", "()V", CodeRef.of(""), new TreeMap<>()),
                ModelRef.of(model, "test"),
                new SampleRef("row", new TreeMap<>(Map.of("question", row)), 0),
                params,
                trial);
    }

    @Test
    void runsThatAreAskedTheSameHaveOneCellWhateverTheirModel() {
        Params brief = Params.of("style", "short");
        long cell = RunSummary.cell(key("a/one", "first", brief, 0));

        assertThat(RunSummary.cell(key("a/two", "first", brief, 0))).isEqualTo(cell);
        assertThat(RunSummary.cell(key("a/one", "second", brief, 0))).isNotEqualTo(cell);
        assertThat(RunSummary.cell(key("a/one", "first", Params.of("style", "long"), 0)))
                .isNotEqualTo(cell);
        assertThat(RunSummary.cell(key("a/one", "first", brief, 1))).isNotEqualTo(cell);
    }
}
