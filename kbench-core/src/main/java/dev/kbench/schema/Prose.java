package dev.kbench.schema;

import dev.kbench.internal.answer.Candidate;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words around an answer say of its value. Words that lead to an answer may hold any
/// values; words that claim another value, or that end on another one behind the answer, make two
/// answers of it, and words that take the answer back leave none.
///
/// Of long texts the beginning and the end are looked at.
///
/// @param shape what is asked for
/// @param scalar whether that is a single value, which words can name
record Prose(Shape shape, boolean scalar) {
    private static final int WINDOW = 4_000;
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_TRIMMED = 6;
    private static final Set<String> TRUTHS = Set.of("true", "false");

    private static final Pattern CLAIM =
            Pattern.compile(
                    "\\b(?:answer|result|value)[*_]{0,3} ?"
                            + "(?:is|are|was|=|:|should be|must be|would be)(?=\\W)"
                            + "[*_:$\\\\(\\s]{0,8}+([^\\s,;]{1,60})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BOX = Pattern.compile("\\\\boxed\\{([^{}]{1,60})}");
    private static final Pattern TAKEN_BACK =
            Pattern.compile(
                    "(?:^|[.!?;:(\\n"
                        + "\\u2013\\u2014-])\\s{0,8}(?:but"
                        + " )?(?:wait(?=\\s{0,2}[,.!:;\\u2013\\u2014-]| no | that | it | this"
                        + " )|correction|oops|scratch that|on second thoughts?|hm+|my mistake|no"
                        + " wait|i made a mistake|no(?=\\s{0,2}[,.!:;\\u2013\\u2014-]))\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\w.,])[+-]?\\d{1,30}(?:,\\d{3}){0,9}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?+(?!\\w)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_:/.+-]{2,60}");
    private static final Pattern LETTER = Pattern.compile("(?<![\\w'’])[B-HJ-Z](?![\\w'’])");
    private static final Pattern LIST_MARK = Pattern.compile("(?m)^\\s{0,8}\\d{1,3}[.)]\\s");

    /// What is wrong with taking a value where such words stand around it.
    ///
    /// @param written the value, as JSON; looked at where a single value is asked for
    /// @param before the words before it
    /// @param behind the words behind it
    /// @return in words; empty where nothing is
    String objection(String written, String before, String behind) {
        if (TAKEN_BACK.matcher(ends(behind)).find()) {
            return "the words behind it take it back";
        }
        if (!scalar) {
            return "";
        }
        String all = ends(before) + '\n' + ends(behind);
        String other = claimed(CLAIM, written, all);
        if (other == null) {
            other = claimed(BOX, written, all);
        }
        if (other == null) {
            other = lastOther(written, ends(behind));
        }
        return other == null ? "" : "the words around it give another value, " + Excerpt.of(other);
    }

    private static String ends(String text) {
        return text.length() <= 2 * WINDOW
                ? text
                : text.substring(0, WINDOW) + '\n' + text.substring(text.length() - WINDOW);
    }

    private @Nullable String claimed(Pattern claims, String written, String words) {
        Matcher claim = claims.matcher(words);
        while (claim.find()) {
            String said = claim.group(1).replaceAll("[*_)$.!?:\"\\]]+$", "");
            String value = said.isEmpty() ? written : read(said);
            if (value != null && !value.equals(written)) {
                return said;
            }
        }
        return null;
    }

    /// The value that a text gives, as JSON; null where it gives none.
    private @Nullable String read(String text) {
        Candidate candidate = Candidate.ofWords(text);
        for (int i = 0; candidate != null && i < MOST_TRIMMED; i++) {
            try {
                return shape.write(shape.read(candidate.value(), Spot.root(new Repairs()))).json();
            } catch (MisfitException none) {
                candidate = candidate.trimmed();
            }
        }
        return null;
    }

    /// The last value that words name, where that is another: words that end on the value itself
    /// explain it.
    private @Nullable String lastOther(String written, String words) {
        return switch (shape instanceof MaybeShape maybe ? maybe.inner() : shape) {
            case NumberShape _ ->
                    last(
                            NUMBER,
                            LIST_MARK.matcher(words).replaceAll("\n"),
                            number -> isNumber(number, written));
            case BoolShape _ -> last(WORD, words, word -> truth(word, written));
            case EnumShape _ -> constant(written, words);
            case FormatShape _ ->
                    last(WORD, words, word -> hasDigit(word) ? same(word, written) : null);
            default -> null;
        };
    }

    /// @param same whether a word names the value; null where it names none
    private static @Nullable String last(
            Pattern pattern, String words, Function<String, @Nullable Boolean> same) {
        String last = null;
        Matcher word = pattern.matcher(words);
        while (word.find()) {
            Boolean is = same.apply(word.group());
            if (is != null) {
                last = is ? null : word.group();
            }
        }
        return last;
    }

    private @Nullable String constant(String written, String words) {
        String other = last(WORD, words, word -> same(word.replaceAll("[.:]+$", ""), written));
        return other == null ? last(LETTER, words, letter -> same(letter, written)) : other;
    }

    private @Nullable Boolean same(String word, String written) {
        String value = word.length() > LONGEST_VALUE ? null : read(word);
        return value == null ? null : (Boolean) value.equals(written);
    }

    private static boolean isNumber(String said, String written) {
        try {
            return new BigDecimal(said.replace(",", "")).compareTo(new BigDecimal(written)) == 0;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static @Nullable Boolean truth(String word, String written) {
        String bare = word.replaceAll("[.:]+$", "").toLowerCase(Locale.ROOT);
        return TRUTHS.contains(bare) ? (Boolean) bare.equals(written) : null;
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
