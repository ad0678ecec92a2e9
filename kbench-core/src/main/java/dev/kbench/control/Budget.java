package dev.kbench.control;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The most that calls to models may take: dollars, tokens, calls, or several of these, each of
/// which holds: `Budget.usd("5.00").and(Budget.calls(2_000))`.
///
/// @param nanodollars what they may cost, in 10⁻⁹ dollars; empty for any cost
/// @param tokens what they may send and be answered; empty for any number
/// @param calls how many there may be; empty for any number
public record Budget(OptionalLong nanodollars, OptionalLong tokens, OptionalLong calls) {
    private static final int NANO = 9;
    private static final int SHOWN = 4;

    /// A long holds nine times as many nanodollars.
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    /// What a budget is of.
    public enum Unit {
        /// What calls cost.
        DOLLARS,
        /// What they send and are answered.
        TOKENS,
        /// How many there are.
        CALLS
    }

    /// Refuses a budget of nothing, and one that bounds nothing.
    public Budget {
        require("dollars", nanodollars);
        require("tokens", tokens);
        require("calls", calls);
        if (nanodollars.isEmpty() && tokens.isEmpty() && calls.isEmpty()) {
            throw new IllegalArgumentException(
                    "a budget needs dollars, tokens or calls, got none of them");
        }
    }

    private static void require(String what, OptionalLong amount) {
        if (amount.isPresent() && amount.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "a budget of %s must be more than 0, got %d"
                            .formatted(what, amount.getAsLong()));
        }
    }

    /// So many dollars.
    ///
    /// @param amount the dollars as a decimal number such as `5.00`, less than 1,000,000,000, to
    ///   nine digits behind the point
    /// @return the budget
    /// @throws IllegalArgumentException if it is no such number, or 0
    public static Budget usd(String amount) {
        requireNonNull(amount, "amount: expected dollars such as \"5.00\", got null");
        BigDecimal dollars =
                amount.matches("[0-9]+(\\.[0-9]+)?") ? new BigDecimal(amount) : BigDecimal.ZERO;
        if (dollars.signum() == 0) {
            throw refused("be dollars such as 5.00 and more than 0", amount);
        }
        if (dollars.compareTo(BILLION) >= 0) {
            throw refused("be less than 1,000,000,000 dollars", amount);
        }
        if (dollars.stripTrailingZeros().scale() > NANO) {
            throw refused("have at most nine digits behind the point", amount);
        }
        return new Budget(
                OptionalLong.of(dollars.movePointRight(NANO).longValueExact()),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static IllegalArgumentException refused(String bound, String amount) {
        return new IllegalArgumentException("a budget must %s, got '%s'".formatted(bound, amount));
    }

    /// So many tokens, sent and answered.
    ///
    /// @param most 1 or more
    /// @return the budget
    public static Budget tokens(long most) {
        return new Budget(OptionalLong.empty(), OptionalLong.of(most), OptionalLong.empty());
    }

    /// So many calls; one that is sent again, since nothing was heard of it, counts again.
    ///
    /// @param most 1 or more
    /// @return the budget
    public static Budget calls(long most) {
        return new Budget(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(most));
    }

    /// This budget and another, both of which hold.
    ///
    /// @param other a budget of other units
    /// @return both
    /// @throws IllegalArgumentException if both bound the same
    public Budget and(Budget other) {
        requireNonNull(other, "other: expected a budget such as Budget.calls(100), got null");
        return new Budget(
                either("dollars", nanodollars, other.nanodollars),
                either("tokens", tokens, other.tokens),
                either("calls", calls, other.calls));
    }

    private static OptionalLong either(String what, OptionalLong one, OptionalLong other) {
        if (one.isPresent() && other.isPresent()) {
            throw new IllegalArgumentException("the budget bounds %s already".formatted(what));
        }
        return one.isPresent() ? one : other;
    }

    /// What of it would be exceeded.
    ///
    /// @param outlay what would be spent
    /// @return the first unit of which there would be too much, empty where all is within it
    public Optional<Unit> exceeded(Outlay outlay) {
        if (outlay.nanodollars() > nanodollars.orElse(Long.MAX_VALUE)) {
            return Optional.of(Unit.DOLLARS);
        }
        if (outlay.tokens() > tokens.orElse(Long.MAX_VALUE)) {
            return Optional.of(Unit.TOKENS);
        }
        return outlay.calls() > calls.orElse(Long.MAX_VALUE)
                ? Optional.of(Unit.CALLS)
                : Optional.empty();
    }

    /// How much of it is spent.
    ///
    /// @param outlay what was spent
    /// @return such as `$4.98 of $5.00, 12 of 500 calls`
    public String spent(Outlay outlay) {
        List<String> parts = new ArrayList<>();
        nanodollars.ifPresent(
                most -> parts.add(dollars(outlay.nanodollars()) + " of " + dollars(most)));
        tokens.ifPresent(
                most -> parts.add(count(outlay.tokens()) + " of " + counted(most, "token")));
        calls.ifPresent(most -> parts.add(count(outlay.calls()) + " of " + counted(most, "call")));
        return String.join(", ", parts);
    }

    /// The budget in words.
    ///
    /// @return such as `$5.00, 500 calls`
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        nanodollars.ifPresent(most -> parts.add(dollars(most)));
        tokens.ifPresent(most -> parts.add(counted(most, "token")));
        calls.ifPresent(most -> parts.add(counted(most, "call")));
        return String.join(", ", parts);
    }

    /// Dollars as a person reads them: with at least two digits behind the point, and with as many
    /// more as there are, up to four that tell something.
    ///
    /// @param nanodollars 10⁻⁹ dollars
    /// @return such as `$5.00`, `$0.0312`
    public static String dollars(long nanodollars) {
        BigDecimal dollars = BigDecimal.valueOf(nanodollars, NANO);
        int zeros = dollars.signum() == 0 ? 0 : Math.max(0, dollars.scale() - dollars.precision());
        BigDecimal shown =
                dollars.setScale(Math.min(NANO, zeros + SHOWN), RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return "$" + String.format(Locale.ROOT, "%,." + Math.max(2, shown.scale()) + "f", shown);
    }

    private static String counted(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
