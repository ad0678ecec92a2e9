package dev.kbench.cli.show;

import dev.kbench.event.Usage;
import dev.kbench.run.stats.Interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// Numbers as a person reads them, the same in every locale.
public final class Figures {
    private Figures() {}

    /// A count, such as `1,234`.
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// A count in few columns: `1,234`, `56k`, `7.8M`.
    static String shortCount(long count) {
        if (count < 10_000) {
            return count(count);
        }
        if (count < 1_000_000) {
            return count / 1000 + "k";
        }
        return count < 10_000_000
                ? String.format(Locale.ROOT, "%d.%dM", count / 1_000_000, count / 100_000 % 10)
                : count(count / 1_000_000) + "M";
    }

    /// A count in as few columns as there may be: `999`, `7.0k`, `56k`, `7.8M`.
    static String tinyCount(long count) {
        return count < 1000 || count >= 10_000
                ? shortCount(count)
                : String.format(Locale.ROOT, "%d.%dk", count / 1000, count / 100 % 10);
    }

    /// A count and what is counted, such as `1 run`, `20 runs`.
    ///
    /// @param count how many
    /// @param one what one of them is called, in English with an `s` for several
    /// @return the text
    public static String counted(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /// A time, such as `640ms`, `2.4s`, `23s`, `4m 05s`, `2h 05m`.
    static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + "ms";
        }
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
        }
        long seconds = (millis + 500) / 1000;
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%s%dh %02dm", "", seconds / 3600, seconds / 60 % 60);
    }

    /// A rate, such as `120/s`, `2.5/s`, `48/min`.
    static String rate(double perSecond) {
        if (perSecond >= 9.95) {
            return count(Math.round(perSecond)) + "/s";
        }
        return perSecond >= 1
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.0f/min", perSecond * 60);
    }

    /// A share and what it rests on, such as `12/18 66.7%`; never rounded to all or nothing.
    static String share(long part, long whole) {
        return "%d/%d %s".formatted(part, whole, percent(part, whole));
    }

    /// From one share to another, such as `20.8 to 93.9%`.
    static String percents(Interval shares) {
        return String.format(
                Locale.ROOT, "%.1f to %.1f%%", 100 * shares.low(), 100 * shares.high());
    }

    /// What was used, such as `1,234+56 tokens, $0.0123`; tokens sent and answered, `n/a` where
    /// nothing is known, `≥$0.0123` where that is not all.
    static String bill(Usage usage) {
        String tokens = tokens(usage) + " tokens";
        return usage.costNanodollars().isEmpty()
                ? tokens
                : tokens
                        + (usage.isPriced() ? ", " : ", ≥")
                        + dollars(usage.costNanodollars().getAsLong());
    }

    /// A bill, or `nothing` where there was no call.
    static String paid(Usage usage) {
        return isKnown(usage) || usage.unpricedCalls().isPresent() ? bill(usage) : "nothing";
    }

    /// Whether anything is known of what was used.
    static boolean isKnown(Usage usage) {
        return usage.inputTokens().isPresent()
                || usage.outputTokens().isPresent()
                || usage.costNanodollars().isPresent();
    }

    /// A cost, to the cent; below a dollar with four digits that tell something.
    private static String dollars(long nanodollars) {
        BigDecimal dollars = BigDecimal.valueOf(nanodollars, 9);
        return "$"
                + (dollars.abs().compareTo(BigDecimal.ONE) < 0
                        ? dollars.round(new MathContext(4, RoundingMode.HALF_UP))
                                .stripTrailingZeros()
                                .toPlainString()
                        : String.format(
                                Locale.ROOT, "%,.2f", dollars.setScale(2, RoundingMode.HALF_UP)));
    }

    /// A share, such as `66.7%`; never rounded to all or nothing.
    static String percent(long part, long whole) {
        if (whole == 0) {
            return "n/a";
        }
        double percent = 100.0 * part / whole;
        if (part > 0 && percent < 0.1) {
            return "<0.1%";
        }
        return part < whole && percent > 99.9
                ? ">99.9%"
                : String.format(Locale.ROOT, "%.1f%%", percent);
    }

    /// Tokens sent and answered, such as `1,234+56`; `n/a` where nothing is known.
    static String tokens(Usage usage) {
        if (usage.inputTokens().isEmpty() && usage.outputTokens().isEmpty()) {
            return "n/a";
        }
        return shortCount(usage.inputTokens().orElse(0))
                + "+"
                + shortCount(usage.outputTokens().orElse(0));
    }

    /// What a usage cost, such as `$0.001234`, `$12.35`; `≥$0.5000` where that is not all,
    /// `unknown` where nothing is known.
    static String cost(Usage usage) {
        if (usage.costNanodollars().isEmpty()) {
            return "unknown";
        }
        double dollars = usage.costNanodollars().getAsLong() / 1e9;
        String digits = dollars >= 10 ? "%.2f" : dollars >= 0.01 || dollars == 0 ? "%.4f" : "%.6f";
        return (usage.isPriced() ? "$" : "≥$") + String.format(Locale.ROOT, digits, dollars);
    }

    /// A mean in few columns, such as `0.667`, `1.235e+12`, `-4.000e-07`.
    static String score(double mean) {
        double size = Math.abs(mean);
        boolean plain = mean == 0 || (size >= 0.001 && size < 10_000_000);
        return String.format(Locale.ROOT, plain ? "%.3f" : "%.3e", mean);
    }

    /// A size, such as `92.1 MB`.
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
