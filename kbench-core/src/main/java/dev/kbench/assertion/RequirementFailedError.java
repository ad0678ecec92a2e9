package dev.kbench.assertion;

/// An assertion that was required did not hold, and stops the task. It is recorded already.
public final class RequirementFailedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    RequirementFailedError(String expectation) {
        super("required, but not met: " + expectation);
    }
}
