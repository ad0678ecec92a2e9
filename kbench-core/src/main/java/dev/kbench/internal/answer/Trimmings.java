package dev.kbench.internal.answer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What models put around a value that stands alone: emphasis, a formula's marks and box, words
/// such as `The answer is:`, a full stop. Taking one of them off leaves all that the text says of
/// the value.
final class Trimmings {
    /// A text that is longer is no single value.
    private static final int LONGEST = 200;

    /// `Answer:`, `**Final answer:**`, `The answer is`, and so on.
    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:#{1,6} +)?[*_]{0,3}(?:the |my )?(?:final |correct )?(?:answer|result|value)"
                            + "[*_]{0,3} ?(?:is ?[:=]?|[:=])[*_]{0,3}(?= |\\W|\\d|$) *",
                    Pattern.CASE_INSENSITIVE);

    /// A box at the end of a line, said to be something.
    private static final Pattern BOX =
            Pattern.compile(
                    "(?:^|\\b(?:is|get|obtain) ?:?|[:=])"
                            + " ?[*$(\\\\\\[]{0,4}(\\\\boxed\\{[^{}]{1,60}})[*$)\\\\\\]]{0,4}\\.?$",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern HEADING = Pattern.compile("#{1,6} +");

    /// What stands at both ends; none may stand within.
    private static final List<String> PAIRS = List.of("***", "**", "__", "*", "_", "`", "$$", "$");

    private static final List<String> TEX =
            List.of("\\boxed{", "\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{");

    private Trimmings() {}

    /// A text with less around it.
    ///
    /// @param text what is left
    /// @param tolerance what was taken off
    record Trimmed(String text, Tolerance tolerance) {}

    /// Takes off what stands outermost.
    ///
    /// @return null where nothing can be taken off
    static @Nullable Trimmed off(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String inner = formatted(text);
        if (inner != null) {
            return trimmed(inner, Tolerance.FORMATTING);
        }
        Matcher label = LABEL.matcher(text);
        if (label.lookingAt()) {
            return trimmed(text.substring(label.end()), Tolerance.LABEL);
        }
        return endsWithFullStop(text)
                ? trimmed(text.substring(0, text.length() - 1), Tolerance.FULL_STOP)
                : null;
    }

    /// What a line says by itself to be the answer: `Answer: 5`, `#### 5`, `so x is $\\boxed{5}$.`
    ///
    /// @return the line, or what stands in the box; null where it says nothing of the kind
    static @Nullable String claim(String line) {
        if (line.length() > 10 * LONGEST) {
            return null;
        }
        if (line.length() <= LONGEST
                && (LABEL.matcher(line).lookingAt() || HEADING.matcher(line).lookingAt())) {
            return line;
        }
        Matcher box = BOX.matcher(line);
        return line.indexOf("\\boxed{") == line.lastIndexOf("\\boxed{") && box.find()
                ? box.group(1)
                : null;
    }

    private static @Nullable Trimmed trimmed(String text, Tolerance tolerance) {
        String rest = text.strip();
        return rest.isEmpty() ? null : new Trimmed(rest, tolerance);
    }

    private static @Nullable String formatted(String text) {
        Matcher heading = HEADING.matcher(text);
        if (heading.lookingAt()) {
            return text.substring(heading.end());
        }
        for (String mark : PAIRS) {
            String inner = between(text, mark, mark);
            if (inner != null && !inner.contains(mark)) {
                return inner;
            }
        }
        for (String command : TEX) {
            String inner = between(text, command, "}");
            if (inner != null && isBalanced(inner)) {
                return inner;
            }
        }
        String inline = between(text, "\\(", "\\)");
        return inline == null ? between(text, "\\[", "\\]") : inline;
    }

    private static boolean isBalanced(String tex) {
        int depth = 0;
        for (int i = 0; i < tex.length() && depth >= 0; i++) {
            char c = tex.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth == 0;
    }

    private static @Nullable String between(String text, String open, String close) {
        return text.length() > open.length() + close.length()
                        && text.startsWith(open)
                        && text.endsWith(close)
                ? text.substring(open.length(), text.length() - close.length())
                : null;
    }

    /// One full stop, or a mark of exclamation behind a letter: behind a digit that is another
    /// number.
    private static boolean endsWithFullStop(String text) {
        if (text.length() < 2) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        char before = text.charAt(text.length() - 2);
        return last == '.' ? before != '.' : last == '!' && Character.isLetter(before);
    }
}
