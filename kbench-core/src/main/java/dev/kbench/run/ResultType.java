package dev.kbench.run;

/// What a task returns, as the platform knows it.
public enum ResultType {
    /// Nothing: assertions decide.
    PASS_FAIL,
    /// True or false.
    BOOLEAN,
    /// A decimal number.
    SCORE,
    /// A whole number.
    NUMERICAL,
    /// Named values.
    DICTIONARY,
    /// How many of how many.
    PASS_COUNT,
    /// A number and its confidence interval.
    METRIC_WITH_CI
}
