package dev.kbench.view.page;

import dev.kbench.run.stats.Interval;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Numbers and times as pages show them.
public final class Figures {
    private Figures() {}

    /// A whole number.
    ///
    /// @param number the number
    /// @return such as `12,345`
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Six digits at most.
    static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        String text =
                new BigDecimal(number)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString();
        return text.length() <= 12 ? text : Double.toString(number);
    }

    /// A share.
    ///
    /// @param share 0 to 1
    /// @return such as `81.2 %`
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String duration(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
        }
        long all = Math.round(seconds);
        return all < 3600
                ? "%d min %d s".formatted(all / 60, all % 60)
                : "%d h %d min".formatted(all / 3600, all % 3600 / 60);
    }

    static String dollars(long nanodollars) {
        return dollars(nanodollars / 1e9);
    }

    static String dollars(double dollars) {
        if (dollars == 0) {
            return "$0";
        }
        return dollars < 0.01
                ? "$"
                        + new BigDecimal(dollars)
                                .round(new MathContext(2))
                                .stripTrailingZeros()
                                .toPlainString()
                : String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%.2f", dollars);
    }

    /// What stands behind a share: its interval.
    ///
    /// @param interval within 0 to 1
    /// @return such as ` (43.9–100.0)`, in percent
    public static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, " (%.1f–%.1f)", interval.low() * 100, interval.high() * 100);
    }

    /// A moment, which the page's script shows in the reader's time zone.
    ///
    /// @param moment the moment
    /// @return as ISO 8601
    public static Html moment(Instant moment) {
        return Element.of("time", moment.toString()).set("datetime", moment.toString());
    }

    /// A word such as `TIMED_OUT` as people write it.
    ///
    /// @param constant the word
    /// @return such as `timed out`
    public static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
