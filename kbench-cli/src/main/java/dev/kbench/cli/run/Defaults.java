package dev.kbench.cli.run;

import dev.kbench.config.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The settings that a file is run with, and what to say about what was not set.
///
/// @param settings the settings in force
/// @param notice one line for the user
record Defaults(Settings settings, Optional<String> notice) {
    private static final String LOCAL = "local/smollm2";
    private static final List<String> SERVERS = List.of("OPENAI_BASE_URL", "MODEL_PROXY_URL");

    /// Where no model is configured a small one in the JVM is used. It only stands behind `llm()`:
    /// a model that a file names itself stays.
    static Defaults of(Settings settings, List<String> models) {
        if (!models.isEmpty()
                || settings.get("LLM_DEFAULT").isPresent()
                || !settings.list("LLMS_AVAILABLE").isEmpty()) {
            return new Defaults(settings, Optional.empty());
        }
        String servers =
                SERVERS.stream()
                        .filter(name -> settings.get(name).isPresent())
                        .collect(Collectors.joining(" and "));
        return new Defaults(
                settings.with(Map.of("LLM_DEFAULT", LOCAL)),
                Optional.of(
                        "no model is configured, so llm() is %s, a small model in a JVM of its own on this machine; name another with --model, or configure one with kbench init%s"
                                .formatted(
                                        LOCAL,
                                        servers.isEmpty()
                                                ? ""
                                                : "; kbench models shows what is to be had by "
                                                        + servers)));
    }
}
