package dev.kbench.cli.args;

import java.util.List;

/// An option of a command.
///
/// @param letter its short form, such as `-m`; empty where it has none
/// @param name its name, such as `--model`
/// @param label what a help text puts for its value; empty where it takes none
/// @param repeats whether it may be given several times
/// @param text what it does
/// @param words the values that it takes; any where there are none
public record Option(
        String letter,
        String name,
        String label,
        boolean repeats,
        String text,
        List<String> words) {
    /// The option that every command has.
    static final Option HELP = new Option("-h", "--help", "", false, "Shows this.");

    /// Copies the words.
    public Option {
        words = List.copyOf(words);
    }

    /// An option that takes any value.
    ///
    /// @param letter its short form; empty where it has none
    /// @param name its name
    /// @param label what a help text puts for its value; empty where it takes none
    /// @param repeats whether it may be given several times
    /// @param text what it does
    public Option(String letter, String name, String label, boolean repeats, String text) {
        this(letter, name, label, repeats, text, List.of());
    }

    /// An option with a value, to be given once at most.
    ///
    /// @param name its name
    /// @param label what a help text puts for its value
    /// @param text what it does
    /// @return the option
    public static Option of(String name, String label, String text) {
        return new Option("", name, label, false, text);
    }

    /// An option without a value.
    ///
    /// @param name its name
    /// @param text what it does
    /// @return the option
    public static Option flag(String name, String text) {
        return of(name, "", text);
    }

    /// An option whose value is one of some words, to be given once at most.
    ///
    /// @param name its name
    /// @param label what a help text puts for its value
    /// @param text what it does
    /// @param words those that are taken
    /// @return the option
    public static Option oneOf(String name, String label, String text, List<String> words) {
        return new Option("", name, label, false, text, words);
    }

    /// Whether it has a value.
    ///
    /// @return whether it does
    public boolean takesValue() {
        return !label.isEmpty();
    }

    boolean isCalled(String word) {
        return !word.isEmpty() && (word.equals(name) || word.equals(letter));
    }

    /// As a help text names it.
    String shown() {
        return (letter.isEmpty() ? "    " : letter + ", ") + withLabel();
    }

    String withLabel() {
        return takesValue() ? name + " " + label : name;
    }
}
