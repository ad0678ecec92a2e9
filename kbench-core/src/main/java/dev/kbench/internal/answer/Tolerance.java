package dev.kbench.internal.answer;

/// What a reader of answers puts up with although it is no JSON, because it can be meant in one way
/// only.
public enum Tolerance {
    /// The model's thoughts stand before the answer, in tags.
    THOUGHTS("left out the thoughts before the answer"),
    /// A code block holds it.
    CODE_BLOCK("took the answer out of a code block"),
    /// Text stands around it.
    TEXT_AROUND("left out the text around the answer"),
    /// Another JSON value, nothing like what was asked for, stands beside it.
    OTHER_JSON("left out other JSON beside the answer"),
    /// The same answer was given more than once.
    SAID_AGAIN("the same answer was given more than once"),
    /// Emphasis, a formula's marks or a box stand around a value that stands alone.
    FORMATTING("left out the formatting around the value"),
    /// Words such as `The answer is:` stand before a value that stands alone.
    LABEL("left out the words before the value"),
    /// A full stop stands behind a value that stands alone.
    FULL_STOP("left out the full stop behind the value"),
    /// Texts stand in single or typographic quotes.
    OTHER_QUOTES("read other quotation marks"),
    /// A name stands without quotes.
    BARE_NAME("read a name without quotation marks"),
    /// A comma follows the last item.
    TRAILING_COMMA("left out a comma behind the last item"),
    /// There is a comment.
    COMMENT("left out a comment"),
    /// Python's `True`, `False`, `None`, or another capitalisation.
    OTHER_WORD("read another spelling of true, false or null"),
    /// `NaN`, `Infinity`.
    NOT_FINITE("read NaN or Infinity"),
    /// A line break or another control character stands in a text as it is.
    CONTROL_CHARACTER("read an unescaped control character"),
    /// A backslash before a character that needs none.
    ESCAPE("read a backslash that escapes nothing as it is"),
    /// `+5`, `.5`.
    NUMBER_FORM("read a number that is not written as JSON has it"),
    /// Something follows a number, such as a unit.
    BARE_UNIT("read a number with something behind it as a text"),
    /// A space that JSON does not know.
    SPACE("read an unusual space");

    private final String words;

    Tolerance(String words) {
        this.words = words;
    }

    /// What was done.
    ///
    /// @return in words, for the record
    public String words() {
        return words;
    }
}
