package dev.kbench.task;

import dev.kbench.key.KbenchException;

/// A task returned a value that is no result: NaN, an infinity, null, or what a file cannot hold.
public final class InvalidResultException extends KbenchException {
    private static final long serialVersionUID = 1L;

    InvalidResultException(String message) {
        super(message);
    }
}
