package dev.kbench.event;

/// What a run cost, told apart by when it was paid.
///
/// @param now what this process paid: calls of the run and of attempts at it that were replaced
/// @param inAll that, and what was paid before: by earlier processes for attempts that were cut
///   short or replaced, or for the run itself where it was read back
public record Spending(Usage now, Usage inAll) {
    /// Nothing.
    public static final Spending NONE = new Spending(Usage.NONE, Usage.NONE);

    /// All of it was paid now.
    ///
    /// @param usage what was used
    /// @return the same twice
    public static Spending now(Usage usage) {
        return new Spending(usage, usage);
    }

    /// All of it was paid before.
    ///
    /// @param usage what was used
    /// @return nothing now
    public static Spending before(Usage usage) {
        return new Spending(Usage.NONE, usage);
    }

    /// The sum.
    ///
    /// @param other what to add
    /// @return both, figure by figure
    public Spending plus(Spending other) {
        return new Spending(now.plus(other.now), inAll.plus(other.inAll));
    }
}
