package dev.kbench.cli.models;

import dev.kbench.cli.shell.Shell;
import dev.kbench.config.Settings;
import dev.kbench.llm.Models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the settings say about models.
public final class Configured {
    private static final List<String> NAMES =
            List.of(
                    "LLM_DEFAULT",
                    "LLM_DEFAULT_JUDGE",
                    "LLM_DEFAULT_EVAL",
                    "LLMS_AVAILABLE",
                    "MODEL_PROXY_URL",
                    "MODEL_PROXY_API_KEY",
                    "OPENAI_BASE_URL",
                    "OPENAI_API_KEY");

    private Configured() {}

    /// The ids that the settings name, none twice.
    ///
    /// @param settings the settings
    /// @return the default, the judges and what else is listed, in order
    public static List<String> models(Settings settings) {
        Set<String> ids = new LinkedHashSet<>();
        for (String name : NAMES.subList(0, 3)) {
            settings.get(name).ifPresent(ids::add);
        }
        ids.addAll(settings.list("LLMS_AVAILABLE"));
        return List.copyOf(ids);
    }

    /// The ids that the settings name, none twice.
    ///
    /// @param all whether those of `kbench.toml` are asked for too
    static List<String> models(Settings settings, Models models, boolean all) {
        Set<String> ids = new LinkedHashSet<>(models(settings));
        if (all) {
            ids.addAll(models.known().getOrDefault("configured", List.of()));
        }
        return List.copyOf(ids);
    }

    /// Name, value and origin of each setting; of a key only whether it is set.
    static List<List<String>> rows(Settings settings, Shell shell) {
        List<List<String>> rows = new ArrayList<>();
        for (String name : NAMES) {
            settings.get(name)
                    .ifPresent(
                            value ->
                                    rows.add(
                                            List.of(
                                                    name,
                                                    name.endsWith("_KEY") ? "set" : shown(value),
                                                    origin(name, settings, shell))));
        }
        return rows;
    }

    /// A URL may hold a password before its host.
    private static String shown(String value) {
        return value.replaceFirst("(?<=//)[^/@]*@", "…@");
    }

    private static String origin(String name, Settings settings, Shell shell) {
        if (shell.environment().containsKey(name)) {
            return "environment";
        }
        return settings.toml().values().containsKey(name)
                        && settings.toml().values().get(name).equals(settings.get(name).orElse(""))
                ? settings.toml().files().getFirst().toString()
                : settings.file().map(Object::toString).orElse("");
    }
}
