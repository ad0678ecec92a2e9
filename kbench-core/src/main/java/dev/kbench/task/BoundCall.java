package dev.kbench.task;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Arguments that fit a task. For one call: the body may change the array.
final class BoundCall {
    private final @Nullable Object[] args;
    private final Params shown;
    private final Set<String> privates;
    private final @Nullable Llm subject;

    BoundCall(@Nullable Object[] args, Params shown, Set<String> privates, @Nullable Llm subject) {
        this.args = args;
        this.shown = shown;
        this.privates = privates;
        this.subject = subject;
    }

    /// One argument for each parameter, of its very type.
    @Nullable Object[] args() {
        return args;
    }

    /// Names and values for people and files; a model stands as its id.
    Params shown() {
        return shown;
    }

    /// Which of the values in {@link #shown} are shown nowhere.
    Set<String> privates() {
        return privates;
    }

    /// Names and values for a key: without the model under test, which is a part of its own; other
    /// models with their settings.
    Params forKey(List<TaskParameter> parameters) {
        LinkedHashMap<String, Object> values = new LinkedHashMap<>(shown.asMap());
        for (int i = 0; i < args.length; i++) {
            if (args[i] instanceof Llm llm) {
                values.replace(parameters.get(i).name(), llm.ref());
                if (i == 0 && subject != null) {
                    values.remove(parameters.get(i).name());
                }
            }
        }
        return Params.from(values);
    }

    /// The model under test, null for a task without one.
    @Nullable Llm subject() {
        return subject;
    }
}
