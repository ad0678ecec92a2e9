package dev.kbench.assertion;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// In what two texts differ: short ones as they are, long ones around their first difference, those
/// of several lines line by line. Texts are shown as literals, so that what is invisible is seen.
final class TextDifference {
    private static final int SHORT = 80;
    private static final int BEFORE = 30;
    private static final int AFTER = 40;
    private static final int LINE = 120;

    private TextDifference() {}

    /// Adds what is different.
    ///
    /// @param path where the texts stand, such as `.name`; empty for the values themselves
    /// @param toldAlready whether both texts are shown elsewhere, so that short ones need not be
    static void add(
            String path, String expected, String actual, boolean toldAlready, Findings findings) {
        if (isLong(expected) && isLong(actual) && hasLines(expected) && hasLines(actual)) {
            addLines(path, expected, actual, findings);
        } else if (!toldAlready || isLong(expected) || isLong(actual)) {
            findings.add(place(path) + pair(expected, actual));
        } else if (isBlind(expected, actual)) {
            findings.add(pair(expected, actual));
        }
    }

    /// What is to be said of two texts beside where they differ.
    static String remark(String expected, String actual) {
        String kinship = TextKinship.of(expected, actual);
        return kinship.isEmpty() ? "" : "they differ only in " + kinship;
    }

    private static boolean isLong(String text) {
        return text.length() > SHORT || hasLines(text);
    }

    private static boolean hasLines(String text) {
        return text.indexOf('\n') >= 0;
    }

    private static String place(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    /// Whether the characters that differ look the same, or like nothing.
    private static boolean isBlind(String expected, String actual) {
        int at = Arrays.mismatch(expected.toCharArray(), actual.toCharArray());
        return isOdd(expected, at) || isOdd(actual, at);
    }

    private static boolean isOdd(String text, int at) {
        return at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) > '~');
    }

    /// The two, around their first difference.
    static String pair(String expected, String actual) {
        int at = Arrays.mismatch(expected.toCharArray(), actual.toCharArray());
        if (at > 0 && (isInside(expected, at) || isInside(actual, at))) {
            at--;
        }
        if (expected.length() <= SHORT && actual.length() <= SHORT) {
            return "expected %s, got %s%s"
                    .formatted(
                            Literals.of(expected, SHORT),
                            Literals.of(actual, SHORT),
                            named(expected, actual, at));
        }
        return "at character %d: expected %s, got %s%s%s"
                .formatted(
                        at + 1,
                        Literals.around(expected, at, BEFORE, AFTER),
                        Literals.around(actual, at, BEFORE, AFTER),
                        named(expected, actual, at),
                        expected.length() == actual.length()
                                ? ""
                                : "; lengths %d and %d"
                                        .formatted(expected.length(), actual.length()));
    }

    private static boolean isInside(String text, int at) {
        return at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /// The code points that differ, where one of them is not of ASCII: two letters of different
    /// scripts may look alike.
    private static String named(String expected, String actual, int at) {
        if (at >= expected.length() || at >= actual.length()) {
            return "";
        }
        int one = expected.codePointAt(at);
        int other = actual.codePointAt(at);
        return Character.isLetter(one) && Character.isLetter(other) && (one > '~' || other > '~')
                ? " (U+%04X and U+%04X)".formatted(one, other)
                : "";
    }

    private static void addLines(String path, String expected, String actual, Findings findings) {
        List<String> one = Arrays.asList(expected.split("\n", -1));
        List<String> other = Arrays.asList(actual.split("\n", -1));
        for (Alignment.Hunk hunk : Alignment.of(one, other, Objects::equals)) {
            int i = hunk.from();
            int j = hunk.otherFrom();
            while (i < hunk.to() && j < hunk.otherTo() && !findings.isFull()) {
                if (!one.get(i).equals(other.get(j))) {
                    changed(path, i, j, one.get(i), other.get(j), findings);
                }
                i++;
                j++;
            }
            for (; i < hunk.to() && !findings.isFull(); i++) {
                findings.add(
                        "%sline %d is missing: %s"
                                .formatted(place(path), i + 1, Literals.of(one.get(i), LINE)));
            }
            for (; j < hunk.otherTo() && !findings.isFull(); j++) {
                findings.add(
                        "%sline %d is unexpected: %s"
                                .formatted(place(path), j + 1, Literals.of(other.get(j), LINE)));
            }
        }
    }

    private static void changed(
            String path, int i, int j, String expected, String actual, Findings findings) {
        String line = i == j ? "line " + (i + 1) : "line %d→%d".formatted(i + 1, j + 1);
        findings.add(
                findings.isOpen()
                        ? "%s%s: %s".formatted(place(path), line, pair(expected, actual))
                        : line);
    }
}
