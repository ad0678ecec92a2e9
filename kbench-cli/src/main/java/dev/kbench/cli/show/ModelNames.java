package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// How models are shown: by their ids, and with what must be said wherever they are shown.
///
/// Thread-safe.
public final class ModelNames {
    private static final int LONGEST = 80;

    private final UnaryOperator<String> notes;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /// Names by a source of notes.
    ///
    /// @param notes gives what must be said wherever a model is shown, by the model's id, such as
    ///   `scripted, not a language model`; empty for most. Asked once for each id; must not throw
    public ModelNames(UnaryOperator<String> notes) {
        this.notes = notes;
    }

    /// A model's name.
    ///
    /// @param model the model's id
    /// @return harmless text, such as `demo/echo (scripted, not a language model)`; empty for an
    ///   empty id
    public String of(String model) {
        return known.computeIfAbsent(model, this::made);
    }

    private String made(String model) {
        if (model.isEmpty()) {
            return "";
        }
        String note = notes.apply(model);
        String name = SafeText.line(model, LONGEST);
        return note.isEmpty() ? name : "%s (%s)".formatted(name, SafeText.line(note, LONGEST));
    }
}
