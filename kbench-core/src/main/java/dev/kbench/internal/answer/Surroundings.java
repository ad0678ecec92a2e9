package dev.kbench.internal.answer;

import java.util.List;
import java.util.Set;

/// What stands around brackets in a text: whether they belong to its words, such as an index, a
/// citation or a command of TeX, and are no JSON that is meant as such.
///
/// One thread, one text.
final class Surroundings {
    static final String FENCE = "```";

    /// Marks of a chat template end like that.
    static final String TOKEN_END = "|>";

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_GAP = 40;

    private final String text;
    private int fences;
    private int opened;
    private int fence;

    Surroundings(String text) {
        this.text = text;
        this.fence = text.indexOf(FENCE);
    }

    /// Whether a bracket belongs to the words before it: an index behind a name (`x[0]`), a command
    /// of TeX (`\\text{…}`), an open task of a list (`- [ ]`).
    boolean isOfWords(int at) {
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
        while (line > 0 && at - line < LONGEST_GAP && text.charAt(line - 1) == ' ') {
            line--;
        }
        return line < at && line > 0 && "-*+".indexOf(text.charAt(line - 1)) >= 0;
    }

    /// Whether what was read from a place may be part of a sentence: nothing in brackets, or a list
    /// of bare numbers, as citations (`[1]`) and intervals (`[0, 1]`) are, without a line of its
    /// own.
    boolean isInSentence(Json value, Set<Tolerance> tolerated, int start, int end) {
        return switch (value) {
            case Json.Obj(var members) -> members.isEmpty() && !standsByItself(start, end, true);
            case Json.Arr(var items) when items.isEmpty() -> !standsByItself(start, end, true);
            case Json.Arr(var items) ->
                    (tolerated.contains(Tolerance.BARE_UNIT) || areNumbers(items))
                            && !standsByItself(start, end, false);
            default -> false;
        };
    }

    private static boolean areNumbers(List<Json> items) {
        for (Json item : items) {
            if (!(item instanceof Json.Num)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a value has a line of its own, but for what announces it, or a sentence's end.
    private boolean standsByItself(int start, int end, boolean empty) {
        int before = before(start);
        int behind = behind(end);
        boolean begins =
                before < 0
                        || text.charAt(before) == ':'
                        || (!empty && "\n\r=".indexOf(text.charAt(before)) >= 0)
                        || (empty && isFirst(before))
                        || endsWithVerb(before + 1)
                        || text.startsWith(TOKEN_END, before - 1);
        return begins && ends(behind, before, empty) && !(empty && isInCode(start, end));
    }

    /// Where the last character in front stands that is neither space nor formatting.
    private int before(int start) {
        int at = start - 1;
        while (at >= 0 && start - at < LONGEST_GAP && isAir(text.charAt(at))) {
            at--;
        }
        if (at >= 0 && "-+•".indexOf(text.charAt(at)) >= 0 && isLineStart(at)) {
            return -1;
        }
        return fenced(at) ? -1 : at;
    }

    /// Whether a place is the end of a fence's first line.
    private boolean fenced(int at) {
        return at >= 0
                && (text.startsWith("json", at - 3) || text.startsWith("JSON", at - 3))
                && (at < 4 || !isNamePart(text.charAt(at - 4)));
    }

    /// Whether the line above announces what follows, or there is none.
    private boolean isFirst(int before) {
        int at = before;
        while (at >= 0 && before - at < LONGEST_GAP && text.charAt(at) <= ' ') {
            at--;
        }
        return at < 0
                || text.charAt(at) == ':'
                || text.charAt(at) == '`'
                || (fenced(at) && text.startsWith(FENCE, at - 6))
                || text.startsWith(TOKEN_END, at - 1);
    }

    private boolean isLineStart(int at) {
        int line = at - 1;
        while (line >= 0 && at - line < LONGEST_GAP && text.charAt(line) == ' ') {
            line--;
        }
        return line < 0 || text.charAt(line) == '\n';
    }

    private boolean endsWithVerb(int end) {
        return text.startsWith(" is", end - 3) || text.startsWith(" are", end - 4);
    }

    private int behind(int end) {
        int at = end;
        while (at < text.length() && at - end < LONGEST_GAP && isAir(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean ends(int behind, int before, boolean empty) {
        if (behind >= text.length() || "\n\r".indexOf(text.charAt(behind)) >= 0) {
            return true;
        }
        if (".!?".indexOf(text.charAt(behind)) >= 0) {
            return behind + 1 >= text.length() || text.charAt(behind + 1) <= ' ';
        }
        boolean first = before < 0 || "\n\r".indexOf(text.charAt(before)) >= 0;
        return text.startsWith("<|", behind)
                || (first
                        && !empty
                        && (text.startsWith(" is ", behind - 1)
                                || text.startsWith(" are ", behind - 1)));
    }

    /// Whether other lines stand in the same code block. Places are asked about in order.
    private boolean isInCode(int start, int end) {
        while (fence >= 0 && fence < start) {
            fences++;
            opened = fence + FENCE.length();
            fence = text.indexOf(FENCE, opened);
        }
        if (fences % 2 == 0) {
            return false;
        }
        return start - opened > LONGEST_GAP
                || !isBlankOrLabel(text.substring(opened, start))
                || fence < end
                || fence - end > LONGEST_GAP
                || !text.substring(end, fence).isBlank();
    }

    private static boolean isBlankOrLabel(String between) {
        String label = between.strip();
        return label.isEmpty() || label.equalsIgnoreCase("json");
    }

    private static boolean isAir(char c) {
        return c == ' ' || c == '\t' || c == '*' || c == '`' || c == '$' || c == '"';
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
