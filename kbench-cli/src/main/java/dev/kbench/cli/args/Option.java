package dev.kbench.cli.args;

/// An option of a command.
///
/// @param letter its short form, such as `-m`; empty where it has none
/// @param name its name, such as `--model`
/// @param label what a help text puts for its value; empty where it takes none
/// @param repeats whether it may be given several times
/// @param text what it does
public record Option(String letter, String name, String label, boolean repeats, String text) {
    /// The option that every command has.
    static final Option HELP = new Option("-h", "--help", "", false, "Shows this.");

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

    boolean takesValue() {
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
