package dev.kbench.internal.answer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private static final String FENCE = "```";

    /// Marks of a chat template end like that.
    private static final String TOKEN_END = "|>";

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_LINE = 60;

    private final String text;
    private final Set<Tolerance> thoughts = EnumSet.noneOf(Tolerance.class);
    private final List<Candidate> found = new ArrayList<>();
    private final StringBuilder besides = new StringBuilder();
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

    private void search(boolean scalars, boolean beside) {
        JsonReader reader = new JsonReader(text);
        int at = 0;
        int passed = 0;
        int wordsEnd = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '{' && c != '[') {
                steps++;
                at++;
                continue;
            }
            boolean ofWords = at == wordsEnd || isOfWords(at);
            int next;
            try {
                Json value = reader.read(at);
                next = reader.end();
                if (ofWords) {
                    wordsEnd = next;
                } else {
                    found.add(candidate(value, reader.tolerated(), at, next));
                    besides.append(text, passed, at).append(' ');
                    passed = next;
                }
            } catch (BrokenJsonException e) {
                if (!ofWords && reader.substantial() && broken.isEmpty()) {
                    broken = String.valueOf(e.getMessage());
                }
                next = Math.max(e.at(), at + 1);
            }
            steps += next - at;
            at = next;
        }
        besides.append(text, passed, text.length());
        if (scalars && broken.isEmpty()) {
            standingAlone();
            if (beside && !found.isEmpty()) {
                lastLine();
            }
        }
    }

    /// Whether a bracket belongs to the words around it: an index behind a name (`x[0]`), a command
    /// of TeX (`\\text{…}`), an open task of a list (`- [ ]`).
    private boolean isOfWords(int at) {
        int name = at;
        while (name > 0 && at - name < LONGEST_NAME && isNamePart(text.charAt(name - 1))) {
            name--;
        }
        char before = name == 0 ? '\n' : text.charAt(name - 1);
        if (before == '\\') {
            return true;
        }
        if (text.charAt(at) == '{') {
            return false;
        }
        return name < at
                ? !text.startsWith(FENCE, name - FENCE.length()) && !text.startsWith("json", name)
                : isTask(at);
    }

    private boolean isTask(int at) {
        if (at + 2 >= text.length() || text.charAt(at + 1) != ' ' || text.charAt(at + 2) != ']') {
            return false;
        }
        int line = at;
        while (line > 0 && text.charAt(line - 1) == ' ') {
            line--;
        }
        return line < at && line > 0 && "-*+".indexOf(text.charAt(line - 1)) >= 0;
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
        int before = found.size();
        if (whole && !last.isEmpty() && !last.contains(FENCE) && !last.equals(text)) {
            alone(last, withThoughts());
        }
        if (found.size() > before) {
            Candidate beside = found.removeLast();
            found.add(new Candidate(beside.value(), beside.tolerated(), true));
        }
    }

    private Candidate candidate(Json value, Set<Tolerance> tolerated, int start, int end) {
        EnumSet<Tolerance> all = EnumSet.noneOf(Tolerance.class);
        all.addAll(thoughts);
        all.addAll(tolerated);
        if (start > 0 || end < text.length()) {
            all.add(isFenced(start, end) ? Tolerance.CODE_BLOCK : Tolerance.TEXT_AROUND);
        }
        return new Candidate(value, all, false);
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
                alone(text, withThoughts());
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
        for (int i = 1; i < parts.length; i += 2) {
            String block = inside(parts[i]).strip();
            EnumSet<Tolerance> tolerated = withThoughts();
            tolerated.add(around ? Tolerance.TEXT_AROUND : Tolerance.CODE_BLOCK);
            alone(block, tolerated);
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
        return block.startsWith("json") && block.length() > 4 && !isNamePart(block.charAt(4))
                ? block.substring(4)
                : block;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void alone(String block, EnumSet<Tolerance> tolerated) {
        if (block.isEmpty() || block.startsWith("{") || block.startsWith("[")) {
            return;
        }
        JsonReader reader = new JsonReader(block);
        try {
            Json value = reader.read(0);
            if (reader.end() == block.length()) {
                tolerated.addAll(reader.tolerated());
                found.add(new Candidate(value, tolerated, false));
                return;
            }
        } catch (BrokenJsonException noJson) {
            // then it is a text
        }
        found.add(new Candidate(new Json.Str(block), tolerated, false));
    }
}
