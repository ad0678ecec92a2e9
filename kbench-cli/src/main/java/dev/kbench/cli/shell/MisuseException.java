package dev.kbench.cli.shell;

/// The command was used in a way that cannot work. It ends with exit code 2.
public final class MisuseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message what was expected, what came, where, and what to do
    public MisuseException(String message) {
        super(message);
    }
}
