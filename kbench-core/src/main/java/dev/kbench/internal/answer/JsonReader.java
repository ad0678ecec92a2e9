package dev.kbench.internal.answer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads one JSON value from a place in a text, and notes what it had to put up with: a value
/// without notes is JSON as RFC 8259 has it.
///
/// Each character is looked at a fixed number of times at most, whatever the text; what is broken
/// is given up where it breaks, and nothing is read twice.
///
/// One thread, one text.
final class JsonReader {
    /// How many values may stand inside each other.
    static final int DEEPEST = 200;

    private static final int LONGEST_UNIT = 24;
    private static final String BREAKS_OFF = "the JSON breaks off";
    private static final String BREAKS_OFF_IN_TEXT = "the JSON breaks off in a text";
    private static final String NO_COLON = "the JSON has no ':' where one must stand";
    private static final String NO_COMMA = "the JSON has no ',' where one must stand";
    private static final String TOO_DEEP =
            "the JSON is nested more than %d deep".formatted(DEEPEST);

    private final String text;
    private int at;
    private int depth;
    private boolean substantial;
    private String why = "";
    private final Set<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);

    JsonReader(String text) {
        this.text = text;
    }

    /// Reads the value that begins somewhere.
    ///
    /// @param start where
    /// @return the value, null where none can be read: {@link #why} and {@link #end} tell then
    @Nullable Json read(int start) {
        at = start;
        depth = 0;
        substantial = false;
        tolerated.clear();
        return value();
    }

    /// Where the last value ended, or broke.
    int end() {
        return at;
    }

    /// Why the last value could not be read, in words.
    String why() {
        return why;
    }

    /// What was put up with in the last value, until the next is read.
    Set<Tolerance> tolerated() {
        return tolerated;
    }

    /// Whether what was read last was JSON for a part at least: a name with its value, an array's
    /// item that holds something.
    boolean substantial() {
        return substantial;
    }

    private @Nullable Json value() {
        if (at >= text.length()) {
            return broken(BREAKS_OFF);
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"', '\'', '“' -> {
                String read = string();
                yield read == null ? null : new Json.Str(read);
            }
            case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> word();
        };
    }

    private boolean enter() {
        if (++depth > DEEPEST) {
            return fails(TOO_DEEP);
        }
        at++;
        return space();
    }

    private @Nullable Json object() {
        if (!enter()) {
            return null;
        }
        List<Json.Member> members = new ArrayList<>();
        while (!isAt('}')) {
            Json.Member member = member();
            if (member == null || !separator('}')) {
                return null;
            }
            members.add(member);
        }
        return closes() ? new Json.Obj(members) : null;
    }

    private Json.@Nullable Member member() {
        String name = at < text.length() ? name() : noName(BREAKS_OFF);
        if (name == null || !space() || !expect(':', NO_COLON)) {
            return null;
        }
        at++;
        substantial = true;
        Json value = space() ? value() : null;
        return value == null ? null : new Json.Member(name, value);
    }

    private @Nullable Json array() {
        if (!enter()) {
            return null;
        }
        List<Json> items = new ArrayList<>();
        while (!isAt(']')) {
            Json item = value();
            if (item == null || !separator(']')) {
                return null;
            }
            items.add(item);
            substantial |= item instanceof Json.Obj || item instanceof Json.Arr;
        }
        return closes() ? new Json.Arr(items) : null;
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean closes() {
        at++;
        depth--;
        return true;
    }

    /// Passes what stands behind a member or an item: a comma, or nothing before the end.
    private boolean separator(char close) {
        if (!space()) {
            return false;
        }
        if (isAt(close)) {
            return true;
        }
        if (!expect(',', NO_COMMA)) {
            return false;
        }
        at++;
        if (!space()) {
            return false;
        }
        if (isAt(close)) {
            tolerated.add(Tolerance.TRAILING_COMMA);
        }
        return at < text.length() || fails(BREAKS_OFF);
    }

    private boolean expect(char c, String missing) {
        return at < text.length() ? isAt(c) || fails(missing) : fails(BREAKS_OFF);
    }

    private @Nullable String name() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'' || c == '“') {
            return string();
        }
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            return noName("the JSON has no name where one must stand");
        }
        tolerated.add(Tolerance.BARE_NAME);
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    private @Nullable String string() {
        char open = text.charAt(at);
        char close = open == '“' ? '”' : open;
        if (open != '"') {
            tolerated.add(Tolerance.OTHER_QUOTES);
        }
        int start = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == close) {
                return text.substring(start, at++);
            }
            if (c == '\\' || c < ' ') {
                return escaped(start, close);
            }
            at++;
        }
        return noName(BREAKS_OFF_IN_TEXT);
    }

    private @Nullable String escaped(int start, char close) {
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == close) {
                return out.toString();
            }
            if (c == '\\') {
                if (at >= text.length()) {
                    break;
                }
                escape(out);
            } else {
                if (c < ' ') {
                    tolerated.add(Tolerance.CONTROL_CHARACTER);
                }
                out.append(c);
            }
        }
        return noName(BREAKS_OFF_IN_TEXT);
    }

    private void escape(StringBuilder out) {
        char c = text.charAt(at++);
        switch (c) {
            case '"', '\\', '/' -> out.append(c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> unicode(out);
            case '\'' -> {
                tolerated.add(Tolerance.ESCAPE);
                out.append(c);
            }
            default -> {
                tolerated.add(Tolerance.ESCAPE);
                out.append('\\').append(c);
            }
        }
    }

    private void unicode(StringBuilder out) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = at + i < text.length() ? text.charAt(at + i) : ' ';
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                tolerated.add(Tolerance.ESCAPE);
                out.append("\\u");
                return;
            }
            code = code * 16 + digit;
        }
        at += 4;
        out.append((char) code);
    }

    /// A number. Where it stands alone, zeros may stand in front of it.
    private @Nullable Json number() {
        int start = at;
        char sign = text.charAt(at);
        if (sign == '-' || sign == '+') {
            at++;
            if (at < text.length() && Character.isLetter(text.charAt(at))) {
                return infinity(sign);
            }
        }
        int digits = digits();
        boolean plain =
                sign != '+' && digits > 0 && (digits == 1 || text.charAt(at - digits) != '0');
        boolean wellFormed = depth == 0 || digits <= 1 || text.charAt(at - digits) != '0';
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            int fraction = digits();
            wellFormed &= fraction > 0;
        } else {
            wellFormed &= digits > 0;
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            int mark = at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            if (digits() == 0) {
                at = mark;
            }
        }
        if (!isDelimiter()) {
            return withUnit(start);
        }
        if (!wellFormed) {
            return broken("the JSON has a number that is none");
        }
        if (!plain) {
            tolerated.add(Tolerance.NUMBER_FORM);
        }
        return new Json.Num(text.substring(start, at));
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean isDelimiter() {
        if (at >= text.length()) {
            return true;
        }
        int ahead = at;
        while (ahead < text.length() && ahead - at < LONGEST_UNIT && isBlank(text.charAt(ahead))) {
            ahead++;
        }
        if (ahead >= text.length() || ahead - at == LONGEST_UNIT) {
            return true;
        }
        return switch (text.charAt(ahead)) {
            case ',', ']', '}', '\n', '\r', '/', '#' -> true;
            default -> depth == 0 && ahead > at;
        };
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /// A number with something behind it is no number, but a text that begins with one.
    private @Nullable Json withUnit(int start) {
        while (at < text.length() && at - start <= 2 * LONGEST_UNIT) {
            char c = text.charAt(at);
            if (c == ',' || c == ']' || c == '}' || c == '\n' || c == '\r') {
                tolerated.add(Tolerance.BARE_UNIT);
                return new Json.Str(text.substring(start, at).strip());
            }
            if (c == '"' || c == '\'' || c == ':' || c == '{' || c == '[') {
                break;
            }
            at++;
        }
        return broken("the JSON has a number that does not end");
    }

    private @Nullable Json infinity(char sign) {
        Json word = word();
        if (word == null) {
            return null;
        }
        if (word instanceof Json.Num(String digits) && digits.equals("Infinity")) {
            return new Json.Num(sign == '-' ? "-Infinity" : "Infinity");
        }
        return broken("the JSON has a sign without a number");
    }

    private @Nullable Json word() {
        int start = at;
        while (at < text.length() && at - start < 9 && isNamePart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> new Json.Bool(true);
            case "false" -> new Json.Bool(false);
            case "null" -> new Json.Null();
            case "True", "TRUE" -> other(new Json.Bool(true));
            case "False", "FALSE" -> other(new Json.Bool(false));
            case "None", "Null", "NULL" -> other(new Json.Null());
            case "NaN", "nan" -> notFinite("NaN");
            case "Infinity", "inf" -> notFinite("Infinity");
            default -> broken("the JSON has a word that stands for no value");
        };
    }

    private Json other(Json value) {
        tolerated.add(Tolerance.OTHER_WORD);
        return value;
    }

    private Json notFinite(String digits) {
        tolerated.add(Tolerance.NOT_FINITE);
        return new Json.Num(digits);
    }

    /// Passes space and comments.
    ///
    /// @return false where the text ends in a comment
    private boolean space() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                at++;
            } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
                int close = text.indexOf("*/", at + 2);
                if (close < 0) {
                    at = text.length();
                    return fails("the JSON breaks off in a comment");
                }
                at = close + 2;
                tolerated.add(Tolerance.COMMENT);
            } else if (c == '#' || text.startsWith("//", at)) {
                passLine();
            } else if (c > ' ' && (Character.isSpaceChar(c) || c == '\ufeff')) {
                tolerated.add(Tolerance.SPACE);
                at++;
            } else {
                return true;
            }
        }
        return true;
    }

    private void passLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        tolerated.add(Tolerance.COMMENT);
    }

    private boolean fails(String reason) {
        why = reason;
        return false;
    }

    private @Nullable Json broken(String reason) {
        why = reason;
        return null;
    }

    private @Nullable String noName(String reason) {
        why = reason;
        return null;
    }
}
