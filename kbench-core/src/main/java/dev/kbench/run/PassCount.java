package dev.kbench.run;

/// How many of how many passed.
///
/// @param passed how many passed, 0 to {@code total}
/// @param total of how many
public record PassCount(int passed, int total) {
    /// Refuses counts that cannot be.
    public PassCount {
        if (passed < 0 || passed > total) {
            throw new IllegalArgumentException(
                    "passed must be between 0 and the total, got %d of %d"
                            .formatted(passed, total));
        }
    }

    @Override
    public String toString() {
        return passed + " out of " + total;
    }
}
