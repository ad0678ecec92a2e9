package dev.kbench.view.index;

/// Numbers from one to another, both included.
///
/// @param from the least; negative infinity for none
/// @param to the most; infinity for none
public record NumberRange(double from, double to) {
    private static final String DOTS = "..";

    /// Refuses what is no range.
    public NumberRange {
        if (!(from <= to)) {
            throw new IllegalArgumentException(
                    "a range goes from a number to one that is not smaller, got %s..%s"
                            .formatted(from, to));
        }
    }

    /// Reads a range.
    ///
    /// @param text such as `0.5..1`, `0.5..`, `..1`, or `3` for one number
    /// @return the range
    /// @throws IllegalArgumentException if it is none
    public static NumberRange parse(String text) {
        int dots = text.indexOf(DOTS);
        if (dots < 0) {
            double only = number(text, text);
            return new NumberRange(only, only);
        }
        String from = text.substring(0, dots);
        String to = text.substring(dots + DOTS.length());
        return new NumberRange(
                from.isEmpty() ? Double.NEGATIVE_INFINITY : number(from, text),
                to.isEmpty() ? Double.POSITIVE_INFINITY : number(to, text));
    }

    private static double number(String text, String range) {
        try {
            double number = Double.parseDouble(text);
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new IllegalArgumentException(
                "expected a range such as 0.5..1, 0.5.., ..1, or one number, got '%s'"
                        .formatted(range));
    }

    /// Whether a number is in it.
    ///
    /// @param number a number
    /// @return false for NaN too
    public boolean contains(double number) {
        return from <= number && number <= to;
    }

    /// What {@link #parse} reads.
    @Override
    public String toString() {
        return from == to && !Double.isInfinite(from)
                ? text(from)
                : (from == Double.NEGATIVE_INFINITY ? "" : text(from))
                        + DOTS
                        + (to == Double.POSITIVE_INFINITY ? "" : text(to));
    }

    /// Whole numbers without a point.
    private static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
