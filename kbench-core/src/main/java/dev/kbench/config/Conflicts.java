package dev.kbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Variables of two names for one thing that say different things. Which of them counts is fixed;
/// whoever set both is told.
final class Conflicts {
    private static final Map<String, String> ALIASES =
            Map.of("interactive", "notebook", "trial", "run");

    private final Map<String, String> values;
    private final List<String> found = new ArrayList<>();

    private Conflicts(Map<String, String> values) {
        this.values = values;
    }

    /// Those of some settings.
    ///
    /// @param values names and values
    /// @return a sentence each
    static List<String> of(Map<String, String> values) {
        Conflicts all = new Conflicts(values);
        all.differ("KBENCH_EXECUTION_MODE", "BENCHMARK_MODE");
        all.differ("LLM_DEFAULT_JUDGE", "LLM_DEFAULT_EVAL");
        all.flag("KBENCH_UI_MODE", "console", "BENCHMARK_CONSOLE_UI");
        all.flag("KBENCH_UI_MODE", "panel", "INTERACTIVE_UI");
        return List.copyOf(all.found);
    }

    private void differ(String counts, String other) {
        if (!value(counts).isEmpty()
                && !value(other).isEmpty()
                && !meant(value(counts)).equals(meant(value(other)))) {
            tell(counts, other);
        }
    }

    /// A variable that has one meaning, and one that is on for it.
    private void flag(String counts, String meaning, String flag) {
        if (!value(counts).isEmpty()
                && !meant(value(counts)).equals(meaning)
                && Settings.ON.contains(meant(value(flag)))) {
            tell(counts, flag);
        }
    }

    private void tell(String counts, String other) {
        found.add(
                "%s=%s counts, and %s=%s does not: they say different things; set one of them"
                        .formatted(counts, value(counts), other, value(other)));
    }

    private String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    private static String meant(String value) {
        String small = value.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(small, small);
    }
}
