package dev.kbench.view.index;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A column of the table of runs, parameters aside.
public enum RunColumn {
    /// The id of the evaluation.
    EVALUATION(false),
    /// The task's name.
    TASK(false),
    /// The model's id.
    MODEL(false),
    /// `completed`, `failed`, `unmeasured` or `unreadable`.
    OUTCOME(false),
    /// Why it did not complete.
    REASON(false),
    /// `true` or `false`.
    PASSED(false),
    /// The label of the row of data.
    LABEL(false),
    /// The value as a number.
    SCORE(true),
    /// Which trial of its cell it is, from 0.
    TRIAL(true),
    /// Which attempt it is, from 1.
    ATTEMPT(true),
    /// When it began, in milliseconds since 1970.
    START(true),
    /// How long it took, in seconds.
    DURATION(true),
    /// Tokens sent, cached ones included.
    INPUT(true),
    /// Tokens answered, reasoning included.
    OUTPUT(true),
    /// What it cost, in dollars, as far as that is known.
    COST(true);

    private final boolean number;

    RunColumn(boolean number) {
        this.number = number;
    }

    /// Whether its values are numbers, which are looked for by a range and not one by one.
    ///
    /// @return true for a number
    public boolean isNumber() {
        return number;
    }

    /// The name in an address.
    ///
    /// @return lower case, such as `outcome`
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RunColumn> named(String key) {
        return Arrays.stream(values()).filter(column -> column.key().equals(key)).findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(RunColumn::key).collect(Collectors.joining(", "));
    }
}
