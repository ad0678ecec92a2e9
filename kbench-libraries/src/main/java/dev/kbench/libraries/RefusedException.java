package dev.kbench.libraries;

/// Something that cannot be had; the message says what, and why.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
