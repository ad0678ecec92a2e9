package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.key.KbenchException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class ExecutionModeTest {
    private static ExecutionMode of(Map<String, String> settings) {
        return ExecutionMode.from(Settings.of(settings));
    }

    @ParameterizedTest
    @CsvSource({
        "NOTEBOOK, NOTEBOOK, true, true",
        "INTERACTIVE, NOTEBOOK, true, true",
        "run, RUN, true, false",
        "Trial, RUN, true, false",
        "testing, TESTING, false, false",
        "DEV, DEV, true, false",
        "doc, DOC, false, false",
    })
    void isNamedInAnyCaseByEitherSetting(
            String word, ExecutionMode mode, boolean writes, boolean live) {
        for (String name : new String[] {"KBENCH_EXECUTION_MODE", "BENCHMARK_MODE"}) {
            assertThat(of(Map.of(name, word))).isEqualTo(mode);
        }
        assertThat(mode.writesFiles()).isEqualTo(writes);
        assertThat(mode.showsLiveProgress()).isEqualTo(live);
    }

    @Test
    void isInteractiveWhereNothingIsSaid() {
        assertThat(of(Map.of())).isEqualTo(ExecutionMode.NOTEBOOK);
        assertThat(of(Map.of("KBENCH_EXECUTION_MODE", " "))).isEqualTo(ExecutionMode.NOTEBOOK);
    }

    @Test
    void ofBothNamesOursCounts() {
        assertThat(of(Map.of("KBENCH_EXECUTION_MODE", "doc", "BENCHMARK_MODE", "nonsense")))
                .isEqualTo(ExecutionMode.DOC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "0", "TEST\u0130NG", "test"})
    void anotherIsRefused(String word) {
        for (String name : new String[] {"KBENCH_EXECUTION_MODE", "BENCHMARK_MODE"}) {
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> of(Map.of(name, word)))
                    .withMessage(
                            name
                                    + ": expected notebook (or interactive), run (or trial),"
                                    + " testing, dev, doc, got '"
                                    + word
                                    + "'");
        }
    }
}
