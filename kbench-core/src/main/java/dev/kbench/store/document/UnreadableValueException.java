package dev.kbench.store.document;

import dev.kbench.key.KbenchException;

/// A value that a document cannot hold, or that cannot be made again of what a document holds. A
/// run with such a value is not kept: it is run again.
public final class UnreadableValueException extends KbenchException {
    private static final long serialVersionUID = 1;

    /// Makes one.
    ///
    /// @param what such as "a value of quiz"
    public UnreadableValueException(String what) {
        super(what + " cannot be read back from a journal");
    }
}
