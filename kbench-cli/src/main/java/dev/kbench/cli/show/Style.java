package dev.kbench.cli.show;

/// How a piece of text is set off where the terminal shows colours.
public enum Style {
    /// As it is.
    PLAIN(""),
    /// Bold.
    BOLD("1"),
    /// Less than the rest.
    DIM("2"),
    /// Good.
    GREEN("32"),
    /// Bad.
    RED("31"),
    /// Open.
    YELLOW("33"),
    /// Set off.
    CYAN("36"),
    /// One of several that talk.
    MAGENTA("35"),
    /// One of several that talk.
    BLUE("34");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The text between the codes that set it off.
    String around(String text) {
        return code.isEmpty() || text.isEmpty()
                ? text
                : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
