package dev.kbench.view.index;

/// By what runs are sorted. Runs that have no value come last; of equal ones the natural order
/// decides: evaluations as they were begun, positions as planned, run files by name.
///
/// @param key a column's key, or `param:` and a parameter's name
/// @param ascending whether the smallest comes first
public record RunSort(String key, boolean ascending) {
    static final String PARAM = "param:";

    /// Refuses a key of no column.
    public RunSort {
        checkKey("sort", key);
    }

    /// Reads an order.
    ///
    /// @param text a key, behind a `-` where the largest is to come first
    /// @return the order
    /// @throws IllegalArgumentException for a key of no column
    public static RunSort parse(String text) {
        return text.startsWith("-")
                ? new RunSort(text.substring(1), false)
                : new RunSort(text, true);
    }

    static void checkKey(String part, String key) {
        if (!key.startsWith(PARAM) && RunColumn.named(key).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: expected one of %s, or %sNAME for a parameter, got '%s'"
                            .formatted(part, RunColumn.keys(), PARAM, key));
        }
    }

    /// What {@link #parse} reads.
    @Override
    public String toString() {
        return (ascending ? "" : "-") + key;
    }
}
