package dev.kbench.tools.sandbox;

/// How a program in a box came to its end.
public enum Ending {
    /// By itself, with an exit code; by a signal of its own too.
    EXITED("ended by itself"),
    /// It took longer than allowed.
    TIMED_OUT("ran longer than allowed, and was ended"),
    /// Its processes used more processor time than allowed.
    CPU_TIME_SPENT("used more processor time than allowed, and was ended"),
    /// Its processes held more memory than allowed.
    OUT_OF_MEMORY("held more memory than allowed, and was ended"),
    /// It wrote more than allowed.
    TOO_MUCH_OUTPUT("wrote more than allowed, and was ended"),
    /// It was closed from outside: by the end of its run, a deadline or a cancel.
    CLOSED("was ended from outside"),
    /// Its limits could no longer be held, through no fault of its own; the log has the reason.
    UNWATCHED("could no longer be watched, and was ended");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /// What to say of a program that ended so.
    ///
    /// @return such as `ran longer than allowed, and was ended`
    public String words() {
        return words;
    }
}
