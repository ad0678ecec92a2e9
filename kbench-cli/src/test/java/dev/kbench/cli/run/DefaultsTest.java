package dev.kbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DefaultsTest {
    private static final String LOCAL =
            "no model is configured, so llm() is local/smollm2, a small model in a JVM of its own"
                + " on this machine; name another with --model, or configure one with kbench init";

    private static Defaults of(Map<String, String> settings) {
        return Defaults.of(Settings.of(settings), List.of());
    }

    @Test
    void aModelInTheJvmStandsInForNone() {
        Defaults defaults = of(Map.of());
        assertThat(defaults.settings().get("LLM_DEFAULT")).contains("local/smollm2");
        assertThat(defaults.notice()).contains(LOCAL);
    }

    @Test
    void aServerOfWhichNoModelIsNamedIsPointedTo() {
        assertThat(
                        of(Map.of("MODEL_PROXY_URL", "http://h", "OPENAI_BASE_URL", "http://h"))
                                .notice())
                .contains(
                        LOCAL
                                + "; kbench models shows what is to be had by OPENAI_BASE_URL and"
                                + " MODEL_PROXY_URL");
    }

    @Test
    void nothingIsSaidWhereAModelIsNamed() {
        assertThat(of(Map.of("LLM_DEFAULT", "m")).notice()).isEmpty();
        assertThat(of(Map.of("LLMS_AVAILABLE", "m")).notice()).isEmpty();
        assertThat(Defaults.of(Settings.of(Map.of()), List.of("m")).notice()).isEmpty();
    }
}
