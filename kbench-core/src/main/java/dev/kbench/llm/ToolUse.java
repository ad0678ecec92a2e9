package dev.kbench.llm;

import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Which tools the models of a run had called, and how often. A call whose arguments did not fit,
/// or of a tool that there is not, called nothing and does not count; one that went wrong does.
/// Runs inside a run count for themselves.
///
/// Thread-safe.
public final class ToolUse {
    private static final Slot<ToolUse> SLOT = new Slot<>(ToolUse::new);

    private final LinkedHashMap<String, Integer> calls = new LinkedHashMap<>();

    private ToolUse() {}

    /// The tools that were called in the current run.
    ///
    /// @return names and how often, by their first calls; empty outside a run
    public static SequencedMap<String, Integer> current() {
        RunScope scope = RunScope.current();
        return scope == null
                ? Collections.unmodifiableSequencedMap(new LinkedHashMap<>())
                : scope.state(SLOT).copy();
    }

    static void count(String tool) {
        RunScope scope = RunScope.current();
        if (scope != null) {
            scope.state(SLOT).add(tool);
        }
    }

    private synchronized void add(String tool) {
        calls.merge(tool, 1, Integer::sum);
    }

    private synchronized SequencedMap<String, Integer> copy() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(calls));
    }
}
