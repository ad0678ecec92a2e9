package dev.kbench.control;

/// What calls to models took of a {@link Budget}: of one call, or of many. What is not known of a
/// call counts with what it may have been at most.
///
/// @param nanodollars what they cost, in 10⁻⁹ dollars, 0 or more
/// @param tokens what they sent and what was answered, 0 or more
/// @param calls how many there were, those that were sent again included, 0 or more
public record Outlay(long nanodollars, long tokens, long calls) {
    /// Nothing.
    public static final Outlay NONE = new Outlay(0, 0, 0);

    /// Takes a figure below 0 for 0: a provider that reports nonsense gives nothing back.
    public Outlay {
        nanodollars = Math.max(0, nanodollars);
        tokens = Math.max(0, tokens);
        calls = Math.max(0, calls);
    }

    /// The sum; one beyond a long stops at its limit.
    ///
    /// @param other what to add
    /// @return the sum, figure by figure
    public Outlay plus(Outlay other) {
        return new Outlay(
                sum(nanodollars, other.nanodollars),
                sum(tokens, other.tokens),
                sum(calls, other.calls));
    }

    /// The rest.
    ///
    /// @param other what to take away
    /// @return the difference, figure by figure, at least 0
    public Outlay minus(Outlay other) {
        return new Outlay(
                nanodollars - other.nanodollars, tokens - other.tokens, calls - other.calls);
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
