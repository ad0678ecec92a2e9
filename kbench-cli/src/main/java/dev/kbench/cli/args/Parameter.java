package dev.kbench.cli.args;

import java.util.List;

/// What a command takes without an option's name.
///
/// @param label what a help text puts for it
/// @param required whether there must be one
/// @param repeats whether there may be several
/// @param text what it is
/// @param words what may be given; anything where there are none
public record Parameter(
        String label, boolean required, boolean repeats, String text, List<String> words) {
    /// Copies the words.
    public Parameter {
        words = List.copyOf(words);
    }

    /// One that takes anything.
    ///
    /// @param label what a help text puts for it
    /// @param required whether there must be one
    /// @param repeats whether there may be several
    /// @param text what it is
    public Parameter(String label, boolean required, boolean repeats, String text) {
        this(label, required, repeats, text, List.of());
    }

    /// As a usage line names it.
    String shown() {
        String all = repeats ? label + " ..." : label;
        return required ? all : "[" + all + "]";
    }
}
