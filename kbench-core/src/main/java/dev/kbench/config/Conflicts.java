package dev.kbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Variables of two names for one thing that say different things. Which of them counts is fixed;
/// whoever set both is told.
final class Conflicts {
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
        all.differ(
                "KBENCH_EXECUTION_MODE",
                "BENCHMARK_MODE",
                mode -> ExecutionMode.called(mode).map(Enum::name).orElse(mode));
        all.differ("LLM_DEFAULT_JUDGE", "LLM_DEFAULT_EVAL", model -> model);
        all.flag("KBENCH_UI_MODE", "console", "BENCHMARK_CONSOLE_UI");
        all.flag("KBENCH_UI_MODE", "panel", "INTERACTIVE_UI");
        return List.copyOf(all.found);
    }

    private void differ(String counts, String other, UnaryOperator<String> meant) {
        if (!value(counts).isEmpty()
                && !value(other).isEmpty()
                && !meant.apply(value(counts)).equalsIgnoreCase(meant.apply(value(other)))) {
            tell(counts, other);
        }
    }

    /// A variable that has one meaning, and one that is on for it.
    private void flag(String counts, String meaning, String flag) {
        if (!value(counts).isEmpty()
                && !value(counts).equalsIgnoreCase(meaning)
                && Settings.ON.contains(value(flag).toLowerCase(Locale.ROOT))) {
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
}
