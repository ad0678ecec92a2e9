package dev.kbench.run;

/// A figure is no finite number, as a mean over no completed runs is.
public final class NoNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoNumberException(String message) {
        super(message);
    }
}
