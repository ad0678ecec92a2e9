package dev.kbench.internal.answer;

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

    private final String text;
    private int at;
    private int depth;
    private boolean substantial;
    private Set<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);

    JsonReader(String text) {
        this.text = text;
    }

    /// Reads the value that begins somewhere.
    ///
    /// @param start where
    /// @return the value
    /// @throws BrokenJsonException if none can be read there
    Json read(int start) {
        at = start;
        depth = 0;
        substantial = false;
        tolerated = EnumSet.noneOf(Tolerance.class);
        return value();
    }

    /// Where the last value ended.
    int end() {
        return at;
    }

    /// What was put up with in the last value.
    Set<Tolerance> tolerated() {
        return tolerated;
    }

    /// Whether what was read last was JSON for a part at least: a name with its value, an array's
    /// item that holds something.
    boolean substantial() {
        return substantial;
    }

    private Json value() {
        if (at >= text.length()) {
            throw broken("the JSON breaks off");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"', '\'', '“' -> new Json.Str(string());
            case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> word();
        };
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw broken("the JSON is nested more than %d deep".formatted(DEEPEST));
        }
        at++;
        space();
    }

    private Json object() {
        enter();
        List<Json.Member> members = new ArrayList<>();
        while (!ends('}')) {
            String name = name();
            space();
            expect(':');
            at++;
            substantial = true;
            space();
            members.add(new Json.Member(name, value()));
            separator('}');
        }
        at++;
        depth--;
        return new Json.Obj(members);
    }

    private Json array() {
        enter();
        List<Json> items = new ArrayList<>();
        while (!ends(']')) {
            Json item = value();
            items.add(item);
            substantial |= item instanceof Json.Obj || item instanceof Json.Arr;
            separator(']');
        }
        at++;
        depth--;
        return new Json.Arr(items);
    }

    private boolean ends(char close) {
        if (at >= text.length()) {
            throw broken("the JSON breaks off");
        }
        return text.charAt(at) == close;
    }

    private void separator(char close) {
        space();
        if (!ends(close)) {
            expect(',');
            at++;
            space();
            if (ends(close)) {
                tolerated.add(Tolerance.TRAILING_COMMA);
            }
        }
    }

    private void expect(char c) {
        if (at >= text.length()) {
            throw broken("the JSON breaks off");
        }
        if (text.charAt(at) != c) {
            throw broken("the JSON has no '%s' where one must stand".formatted(c));
        }
    }

    private String name() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'' || c == '“') {
            return string();
        }
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw broken("the JSON has no name where one must stand");
        }
        tolerated.add(Tolerance.BARE_NAME);
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    private String string() {
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
        throw broken("the JSON breaks off in a text");
    }

    private String escaped(int start, char close) {
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == close) {
                return out.toString();
            }
            if (c == '\\') {
                escape(out);
            } else {
                if (c < ' ') {
                    tolerated.add(Tolerance.CONTROL_CHARACTER);
                }
                out.append(c);
            }
        }
        throw broken("the JSON breaks off in a text");
    }

    private void escape(StringBuilder out) {
        if (at >= text.length()) {
            throw broken("the JSON breaks off in a text");
        }
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

    private Json number() {
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
        boolean wellFormed = digits <= 1 || text.charAt(at - digits) != '0';
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
            throw broken("the JSON has a number that is none");
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
    private Json withUnit(int start) {
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
        throw broken("the JSON has a number that does not end");
    }

    private Json infinity(char sign) {
        Json word = word();
        if (word instanceof Json.Num(String digits) && digits.equals("Infinity")) {
            return new Json.Num(sign == '-' ? "-Infinity" : "Infinity");
        }
        throw broken("the JSON has a sign without a number");
    }

    private Json word() {
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
            default -> throw broken("the JSON has a word that stands for no value");
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
    private void space() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                at++;
            } else if (c == '#' || c == '/') {
                if (!comment(c)) {
                    return;
                }
            } else if (c > ' ' && (Character.isSpaceChar(c) || c == '\ufeff')) {
                tolerated.add(Tolerance.SPACE);
                at++;
            } else {
                return;
            }
        }
    }

    private boolean comment(char c) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c == '/' && next == '*') {
            int close = text.indexOf("*/", at + 2);
            if (close < 0) {
                at = text.length();
                throw broken("the JSON breaks off in a comment");
            }
            at = close + 2;
        } else if (c == '#' || next == '/') {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        } else {
            return false;
        }
        tolerated.add(Tolerance.COMMENT);
        return true;
    }

    private BrokenJsonException broken(String why) {
        return new BrokenJsonException(why, at);
    }
}
