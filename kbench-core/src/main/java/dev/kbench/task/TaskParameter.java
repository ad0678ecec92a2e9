package dev.kbench.task;

import dev.kbench.llm.Llm;

import java.lang.reflect.Type;

/// A parameter of a task.
///
/// @param name its name; `arg0`, `arg1` … where the class file has none and the source is not to be
///   had
/// @param type its class
/// @param generic its full type
public record TaskParameter(String name, Class<?> type, Type generic) {
    /// Whether a model is given here.
    ///
    /// @return true for {@link Llm}
    public boolean isModel() {
        return Llm.class.isAssignableFrom(type);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + " " + name;
    }
}
