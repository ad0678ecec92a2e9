package dev.kbench.internal.answer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The values that an answer may be meant to give: JSON objects and arrays wherever they stand,
/// and, where a single value is asked for, what stands alone or alone in a code block.
///
/// The text is passed once. JSON that breaks is given up where it breaks, and the search goes on
/// behind; what stands inside of broken JSON may then look like an answer of its own, so that
/// broken JSON of any substance is told ({@link #broken}). The work is linear in the text.
///
/// One thread, one text.
public final class Candidates {
    private static final String FENCE = Surroundings.FENCE;
    private static final String TOKEN_END = Surroundings.TOKEN_END;
    private static final int LONGEST_LINE = 60;
    private static final int MOST_FOUND = 1_000;
    private static final String TOO_MANY =
            "there are more than %d values in it".formatted(MOST_FOUND);

    private final String text;
    private final Set<Tolerance> thoughts = EnumSet.noneOf(Tolerance.class);
    private final List<Candidate> found = new ArrayList<>();
    private final StringBuilder besides = new StringBuilder();
    private boolean inSentence;
    private String broken = "";
    private long steps;

    private Candidates(String text) {
        this.text = text;
    }

    /// Searches an answer.
    ///
    /// @param answer the model's text
    /// @param scalars whether a value may stand alone, without object or array around it
    /// @param beside whether a value that stands alone on a line beside others is one too: not
    ///   where any text is a value
    /// @return what was found
    public static Candidates in(String answer, boolean scalars, boolean beside) {
        Thoughts before = Thoughts.before(answer);
        Candidates candidates = new Candidates(before.answer().strip());
        if (before.any()) {
            candidates.thoughts.add(Tolerance.THOUGHTS);
        }
        if (before.endless()) {
            candidates.broken = "the thoughts before the answer do not end";
        }
        candidates.steps = answer.length();
        candidates.search(scalars, scalars && beside);
        return candidates;
    }

    /// What was found.
    ///
    /// @return in order; may be empty
    public List<Candidate> found() {
        return found;
    }

    /// Why JSON, or thoughts, that were begun could not be read.
    ///
    /// @return in words, empty where none was broken
    public String broken() {
        return broken;
    }

    /// The answer without thoughts and without space around it.
    ///
    /// @return text; may be empty
    public String body() {
        return text;
    }

    /// How many characters were looked at, all in all.
    ///
    /// @return at most a few times the text's length
    public long steps() {
        return steps;
    }

    /// Whether brackets were passed over because they may belong to the sentence around them.
    ///
    /// @return true if so
    public boolean inSentence() {
        return inSentence;
    }

    /// The words in front of a candidate, without the JSON in them.
    ///
    /// @param candidate one of those found
    /// @return text; may be empty
    public String before(Candidate candidate) {
        return besides.substring(0, candidate.place());
    }

    /// The words behind a candidate, without the JSON in them.
    ///
    /// @param candidate one of those found
    /// @return text; may be empty
    public String behind(Candidate candidate) {
        return besides.substring(candidate.place());
    }

    private void search(boolean scalars, boolean beside) {
        JsonReader reader = new JsonReader(text);
        Surroundings around = new Surroundings(text);
        int at = 0;
        int passed = 0;
        int wordsEnd = -1;
        while (at < text.length() && found.size() <= MOST_FOUND) {
            char c = text.charAt(at);
            if (c != '{' && c != '[') {
                steps++;
                at++;
                continue;
            }
            boolean ofWords = at == wordsEnd || around.isOfWords(at);
            Json value = reader.read(at);
            int next = value == null ? Math.max(reader.end(), at + 1) : reader.end();
            if (value == null) {
                if (!ofWords && reader.substantial() && broken.isEmpty()) {
                    broken = reader.why();
                }
            } else if (ofWords) {
                wordsEnd = next;
            } else if (around.isInSentence(value, reader.tolerated(), at, next)) {
                inSentence |= value instanceof Json.Arr(var items) && !items.isEmpty();
            } else {
                besides.append(text, passed, at).append(' ');
                found.add(candidate(value, reader.tolerated(), at, next));
                passed = next;
            }
            steps += next - at;
            at = next;
        }
        if (found.size() > MOST_FOUND) {
            broken = TOO_MANY;
        }
        besides.append(text, passed, text.length());
        if (scalars && broken.isEmpty()) {
            standingAlone();
            if (beside && !found.isEmpty()) {
                lastLine();
            }
        }
    }

    /// A last line that is a value by itself may be what is meant, whatever stands before it. Where
    /// the whole text is one candidate, its last line is part of that.
    private void lastLine() {
        int length = besides.length();
        String end = besides.substring(Math.max(0, length - LONGEST_LINE)).stripTrailing();
        steps += Math.min(length, LONGEST_LINE);
        int line = Math.max(end.lastIndexOf('\n') + 1, end.lastIndexOf(TOKEN_END) + 2);
        boolean whole = line > 1 || length <= LONGEST_LINE;
        String last = end.substring(line > 1 ? line : 0).strip();
        if (whole && !last.isEmpty() && !last.contains(FENCE) && !last.equals(text)) {
            alone(last, withThoughts(), true, 0);
        }
    }

    /// What the last line says by itself to be the answer: `Answer: 5`, `so it is $\\boxed{5}$.`
    ///
    /// @return empty where it says nothing of the kind
    public Optional<Candidate> claim() {
        int line = text.lastIndexOf('\n') + 1;
        String claim = Trimmings.claim(text.substring(line).strip());
        if (claim == null || besides.indexOf(FENCE) >= 0) {
            return Optional.empty();
        }
        EnumSet<Tolerance> tolerated = withThoughts();
        tolerated.add(Tolerance.TEXT_AROUND);
        return Optional.of(Candidate.alone(claim, tolerated, false, besides.length()));
    }

    private Candidate candidate(Json value, Set<Tolerance> tolerated, int start, int end) {
        EnumSet<Tolerance> all = EnumSet.noneOf(Tolerance.class);
        all.addAll(thoughts);
        all.addAll(tolerated);
        if (start > 0 || end < text.length()) {
            all.add(isFenced(start, end) ? Tolerance.CODE_BLOCK : Tolerance.TEXT_AROUND);
        }
        return new Candidate(value, all, false, "", besides.length());
    }

    /// Whether nothing but one code block is around.
    private boolean isFenced(int start, int end) {
        return start <= FENCE.length() + 16
                && text.startsWith(FENCE)
                && text.endsWith(FENCE)
                && text.length() - end <= FENCE.length() + 16
                && text.substring(end, text.length() - FENCE.length()).isBlank()
                && isLabel(text.substring(FENCE.length(), start));
    }

    private static boolean isLabel(String label) {
        return label.strip().chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    /// A value alone, or alone in a code block; text around a code block is put up with. Objects
    /// and arrays were found before, and what stands in them is part of them.
    private void standingAlone() {
        steps += besides.length();
        String rest = besides.toString();
        if (!rest.contains(FENCE)) {
            if (found.isEmpty()) {
                alone(text, withThoughts(), false, besides.length());
            }
            return;
        }
        String[] parts = rest.split(FENCE, -1);
        boolean around = false;
        for (int i = 0; i < parts.length; i += 2) {
            around |= !parts[i].isBlank();
        }
        if (parts.length % 2 == 0) {
            return;
        }
        if (parts.length > 2 * MOST_FOUND) {
            broken = TOO_MANY;
            return;
        }
        int place = besides.lastIndexOf(FENCE) + FENCE.length();
        for (int i = 1; i < parts.length; i += 2) {
            String block = inside(parts[i]).strip();
            EnumSet<Tolerance> tolerated = withThoughts();
            tolerated.add(around ? Tolerance.TEXT_AROUND : Tolerance.CODE_BLOCK);
            alone(block, tolerated, false, place);
        }
    }

    private EnumSet<Tolerance> withThoughts() {
        EnumSet<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        tolerated.addAll(thoughts);
        return tolerated;
    }

    /// A block's text without the label on its first line.
    private static String inside(String block) {
        int line = block.indexOf('\n');
        if (line >= 0 && isLabel(block.substring(0, line))) {
            return block.substring(line + 1);
        }
        return block.startsWith("json")
                        && block.length() > 4
                        && !Surroundings.isNamePart(block.charAt(4))
                ? block.substring(4)
                : block;
    }

    private void alone(String block, EnumSet<Tolerance> tolerated, boolean beside, int place) {
        if (!block.isEmpty() && !block.startsWith("{") && !block.startsWith("[")) {
            found.add(Candidate.alone(block, tolerated, beside, place));
        }
    }
}
