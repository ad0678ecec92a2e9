package dev.kbench.contract;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/// What a test needs and the build does not bring: a model's weights, another program, others'
/// files.
public final class Needed {
    private Needed() {}

    /// Ends a test for want of something: it is skipped by name, or fails in the ci tier, where
    /// nothing may be skipped.
    ///
    /// @param missing what is missing, what was expected, and how to get it
    /// @param <T> what the test would have had
    /// @return never
    public static <T> T missing(String missing) {
        return System.getProperty("kbench.tier", "").equals("ci") ? fail(missing) : abort(missing);
    }
}
