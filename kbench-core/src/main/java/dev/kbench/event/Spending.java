package dev.kbench.event;

/// What a run cost, told apart by when it was paid.
///
/// @param now what this process paid: calls of the run and of attempts at it that were replaced
/// @param inAll that, and what was paid before: by earlier processes for attempts that were cut
///   short or replaced, or for the run itself where it was read back, and for calls when they were
///   recorded whose recordings were replayed now
/// @param replayed the last of these: what the recorded answers used that this process replayed. It
///   was not paid again, so it is a part of what was paid in all, and none of what was paid now
public record Spending(Usage now, Usage inAll, Usage replayed) {
    /// Nothing.
    public static final Spending NONE = new Spending(Usage.NONE, Usage.NONE);

    /// Where nothing was replayed.
    ///
    /// @param now what this process paid
    /// @param inAll that, and what was paid before
    public Spending(Usage now, Usage inAll) {
        this(now, inAll, Usage.NONE);
    }

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
    /// @return all three, figure by figure
    public Spending plus(Spending other) {
        return new Spending(
                now.plus(other.now), inAll.plus(other.inAll), replayed.plus(other.replayed));
    }
}
