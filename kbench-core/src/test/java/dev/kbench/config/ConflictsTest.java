package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

class ConflictsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "KBENCH_EXECUTION_MODE, testing, BENCHMARK_MODE, NOTEBOOK",
        "LLM_DEFAULT_JUDGE, a/b, LLM_DEFAULT_EVAL, a/c",
        "KBENCH_UI_MODE, none, BENCHMARK_CONSOLE_UI, true",
        "KBENCH_UI_MODE, console, INTERACTIVE_UI, True",
    })
    void whatSaysDifferentThingsIsTold(String counts, String value, String other, String says) {
        Settings settings = Settings.load(Map.of(counts, value, other, says), folder);

        assertThat(settings.warnings())
                .containsExactly(
                        "%s=%s counts, and %s=%s does not: they say different things; set one of them"
                                .formatted(counts, value, other, says));
    }

    @Test
    void whatSaysTheSameIsNot() {
        Settings settings =
                Settings.load(
                        Map.of(
                                "KBENCH_EXECUTION_MODE",
                                "notebook",
                                "BENCHMARK_MODE",
                                "INTERACTIVE",
                                "LLM_DEFAULT_EVAL",
                                "a/b",
                                "KBENCH_UI_MODE",
                                "console",
                                "BENCHMARK_CONSOLE_UI",
                                "true",
                                "INTERACTIVE_UI",
                                "0"),
                        folder);

        assertThat(settings.warnings()).isEmpty();
    }
}
