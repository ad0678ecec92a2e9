package dev.kbench.assertion;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which criterion a judge's result is about. Judges are told to repeat the criteria in their
/// order, and repeat them more or less: with a number in front, without the full stop, in other
/// words.
///
/// A result is about the criterion whose words it repeats, else about the one whose number it has,
/// else about the one at its place, unless its words are more like another's: then nothing is
/// known.
final class Criteria {
    private static final Pattern NUMBERING =
            Pattern.compile(
                    "[\\s\\p{Punct}]*(?:criteri(?:on|a)\\s+)?#?(\\d{1,3})(?:[.):]\\s|[\\s\\p{Punct}]*$)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<String> texts;
    private final List<String> exact;
    private final List<List<String>> words;

    Criteria(List<String> texts) {
        this.texts = texts;
        this.exact = texts.stream().map(Criteria::bare).toList();
        this.words = exact.stream().map(Criteria::words).toList();
    }

    /// The results in the order of the criteria, with their own words.
    ///
    /// @return empty where there is not exactly one for each, or it is not known for which
    Optional<List<AssessResult>> inOrder(List<AssessResult> results) {
        if (results.size() != texts.size()) {
            return Optional.empty();
        }
        SortedMap<Integer, AssessResult> ordered = new TreeMap<>();
        for (int i = 0; i < results.size(); i++) {
            AssessResult result = results.get(i);
            int index = meant(result.criterion(), i);
            if (index < 0 || ordered.containsKey(index)) {
                return Optional.empty();
            }
            ordered.put(
                    index,
                    new AssessResult(
                            texts.get(index),
                            result.passed(),
                            result.reason(),
                            result.confidence()));
        }
        return Optional.of(List.copyOf(ordered.values()));
    }

    /// @param place where the result stands
    /// @return which criterion is meant, from 0; -1 where that is not known
    private int meant(String said, int place) {
        String bare = bare(said);
        int repeated = indexOf(exact, bare, place);
        if (repeated < 0) {
            repeated = indexOf(words, words(bare), place);
        }
        if (repeated >= 0) {
            return repeated;
        }
        Matcher numbering = NUMBERING.matcher(said);
        if (numbering.lookingAt()) {
            int number = Integer.parseInt(numbering.group(1));
            return number <= texts.size() ? number - 1 : -1;
        }
        return isMoreLikeAnother(words(bare), place) ? -1 : place;
    }

    private static <T> int indexOf(List<T> all, T one, int first) {
        return all.get(first).equals(one) ? first : all.indexOf(one);
    }

    private boolean isMoreLikeAnother(List<String> said, int place) {
        double own = likeness(said, words.get(place));
        return words.stream().anyMatch(each -> likeness(said, each) > own);
    }

    /// Which part of two texts' words both have, from 0 to 1.
    private static double likeness(List<String> a, List<String> b) {
        Set<String> both = new HashSet<>(a);
        both.retainAll(Set.copyOf(b));
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    private static String bare(String criterion) {
        return criterion.replaceFirst("^\\s*\\d{1,3}[.)]\\s+", "").strip().toLowerCase(Locale.ROOT);
    }
}
