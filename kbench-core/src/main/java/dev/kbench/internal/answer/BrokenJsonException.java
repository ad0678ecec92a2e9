package dev.kbench.internal.answer;

/// What was begun is no JSON, and cannot be meant as such in one way only.
final class BrokenJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /// Made without a stack trace: prose gives many of them.
    BrokenJsonException(String why, int at) {
        super(why, null, false, false);
        this.at = at;
    }

    /// Where, in characters from the beginning of the text.
    int at() {
        return at;
    }
}
