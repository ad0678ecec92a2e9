package dev.kbench.models.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/// Sums as they stand in questions: `2 + 2`, `12*(3-1)`, `7 times 6`, `10 divided by 4`.
///
/// One thread.
final class Arithmetic {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text;
    }

    /// The value of the first sum in a text.
    ///
    /// @return empty where there is none that can be worked out
    static OptionalDouble firstIn(String text) {
        String signs =
                text.substring(0, Math.min(text.length(), LONGEST))
                        .replace('×', '*')
                        .replace('·', '*')
                        .replace('÷', '/')
                        .replace('−', '-')
                        .replaceAll("(?<=\\d)\\s+(?:times|multiplied by)\\s+(?=\\d)", "*")
                        .replaceAll("(?<=\\d)\\s+divided by\\s+(?=\\d)", "/")
                        .replaceAll("(?<=\\d)\\s+plus\\s+(?=\\d)", "+")
                        .replaceAll("(?<=\\d)\\s+minus\\s+(?=\\d)", "-");
        for (int start = 0, end; start < signs.length(); start = end + 1) {
            end = start;
            while (end < signs.length() && isPart(signs.charAt(end))) {
                end++;
            }
            OptionalDouble value = value(signs.substring(start, end).replaceAll("\\s+", ""));
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean isPart(char c) {
        return digit(c) || Character.isWhitespace(c) || ".+-*/()".indexOf(c) >= 0;
    }

    private static OptionalDouble value(String run) {
        int start = 0;
        int end = run.length();
        while (start < end && ".+*/)".indexOf(run.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ".+-*/(".indexOf(run.charAt(end - 1)) >= 0) {
            end--;
        }
        String sum = run.substring(start, end);
        if (sum.chars().noneMatch(c -> "+-*/".indexOf(c) >= 0)) {
            return OptionalDouble.empty();
        }
        try {
            Arithmetic parser = new Arithmetic(sum);
            double value = parser.terms(0);
            return parser.at == sum.length() && Double.isFinite(value)
                    ? OptionalDouble.of(value)
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    static String text(double value) {
        return new BigDecimal(value)
                .setScale(9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private double terms(int depth) {
        double value = factors(depth);
        while (at < text.length()) {
            if (take('+')) {
                value += factors(depth);
            } else if (take('-')) {
                value -= factors(depth);
            } else {
                break;
            }
        }
        return value;
    }

    private double factors(int depth) {
        double value = factor(depth);
        while (at < text.length()) {
            if (take('*')) {
                value *= factor(depth);
            } else if (take('/')) {
                value /= factor(depth);
            } else {
                break;
            }
        }
        return value;
    }

    private double factor(int depth) {
        if (depth > DEEPEST) {
            throw new NumberFormatException("nested too deep");
        }
        if (take('-')) {
            return -factor(depth + 1);
        }
        if (take('(')) {
            double value = terms(depth + 1);
            if (!take(')')) {
                throw new NumberFormatException("a bracket stays open");
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (text.charAt(at) == '.' || digit(text.charAt(at)))) {
            at++;
        }
        return Double.parseDouble(text.substring(start, at));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
