package dev.kbench.task;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;

import org.jspecify.annotations.Nullable;

/// Arguments that fit a task. For one call: the body may change the array.
final class BoundCall {
    private final @Nullable Object[] args;
    private final Params shown;
    private final @Nullable Llm subject;

    BoundCall(@Nullable Object[] args, Params shown, @Nullable Llm subject) {
        this.args = args;
        this.shown = shown;
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

    /// The model under test, null for a task without one.
    @Nullable Llm subject() {
        return subject;
    }
}
