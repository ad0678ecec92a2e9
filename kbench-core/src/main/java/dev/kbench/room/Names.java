package dev.kbench.room;

import dev.kbench.internal.context.Brief;

import java.util.List;
import java.util.Locale;

/// What may be a name in a room. Names stand in the marks that tell a model who said what, so that
/// none may look like a mark, like a role, or like another name.
final class Names {
    private static final int LONGEST = 100;
    private static final List<String> ROLES =
            List.of("system", "user", "assistant", "developer", "tool");

    private Names() {}

    /// Refuses what is no name.
    ///
    /// @param whose such as `a participant`
    static String require(String whose, String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s needs a name of 1 to %d characters, got %s"
                            .formatted(
                                    whose,
                                    LONGEST,
                                    name.isEmpty()
                                            ? "none"
                                            : name.isBlank()
                                                    ? "blanks alone"
                                                    : name.length()
                                                            + ": '"
                                                            + printable(Brief.of(name, 20))
                                                            + "'"));
        }
        if (name.codePoints().anyMatch(Names::isUnseen) || !name.strip().equals(name)) {
            throw new IllegalArgumentException(
                    "%s needs a name in one line, without invisible characters and without blanks at its ends, got '%s'"
                            .formatted(whose, printable(name)));
        }
        if (name.indexOf('[') >= 0 || name.indexOf(']') >= 0) {
            throw new IllegalArgumentException(
                    "%s needs a name without brackets, which mark who says what, got '%s'"
                            .formatted(whose, name));
        }
        if (ROLES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "%s cannot be named '%s', which is a role's name: models would take its words for that role's; choose another, such as 'Customer'"
                            .formatted(whose, name));
        }
        return name;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || (type == Character.FORMAT && c != 0x200D); // joins the parts of an emoji
    }

    private static String printable(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .forEach(
                        c -> {
                            if (isUnseen(c)) {
                                out.append("<U+%04X>".formatted(c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }

    static boolean alike(String a, String b) {
        return a.equalsIgnoreCase(b);
    }
}
