package dev.kbench.table;

import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/// Gives the values of a file's columns their types, row by row. A type that is asked for is used
/// at once. A column of text for which none is asked gets the narrowest that holds all its values
/// without loss, once all have been seen: until then its values stay text. Values that come with
/// types must be of one family in each column, or of the one asked for.
///
/// One thread while it learns.
final class ColumnTypes {
    private static final int BOOLEAN = 1;
    private static final int LONG = 2;
    private static final int DOUBLE = 4;
    private static final int SEEN = 8;

    /// Up to here a `double` holds every whole number.
    private static final long LARGEST_IN_DOUBLE = 1L << 53;

    private final Path file;
    private final boolean typed;
    private final Header header;
    private final Function<String, @Nullable Class<?>> asked;
    private @Nullable Kind[] kinds = new @Nullable Kind[0];
    private boolean[] free = new boolean[0];
    private boolean[] learned = new boolean[0];
    private int[] candidates = new int[0];
    private @Nullable Family[] families = new @Nullable Family[0];
    private long[] familyLines = new long[0];

    /// What values of one column have in common where they come with types.
    private enum Family {
        TRUTHS("true or false"),
        NUMBERS("a number"),
        TEXTS("text"),
        LISTS("an array"),
        MAPS("an object"),
        OTHERS("another value");

        private final String expected;

        Family(String expected) {
            this.expected = expected;
        }

        static Family of(Object value) {
            return switch (value) {
                case Boolean _ -> TRUTHS;
                case Number _ -> NUMBERS;
                case CharSequence _ -> TEXTS;
                case Collection<?> _ -> LISTS;
                case Map<?, ?> _ -> MAPS;
                default -> OTHERS;
            };
        }
    }

    ColumnTypes(
            Path file, boolean typed, Header header, Function<String, @Nullable Class<?>> asked) {
        this.file = file;
        this.typed = typed;
        this.header = header;
        this.asked = asked;
        grow();
    }

    private void grow() {
        int from = kinds.length;
        int to = header.size();
        if (from == to) {
            return;
        }
        kinds = Arrays.copyOf(kinds, to);
        free = Arrays.copyOf(free, to);
        learned = Arrays.copyOf(learned, to);
        candidates = Arrays.copyOf(candidates, to);
        families = Arrays.copyOf(families, to);
        familyLines = Arrays.copyOf(familyLines, to);
        for (int i = from; i < to; i++) {
            Class<?> type = asked.apply(header.name(i));
            kinds[i] = type == null ? null : Kind.of(type);
            free[i] = type != null && kinds[i] == null;
            candidates[i] = BOOLEAN | LONG | DOUBLE;
        }
    }

    /// Whether every value can be given its type by itself.
    boolean known() {
        return typed || Arrays.stream(kinds).allMatch(kind -> kind != null);
    }

    /// Gives a row's values their types, in place.
    ///
    /// @param row the row's index, for messages
    void apply(@Nullable Object[] values, long line, long row) {
        if (kinds.length < values.length) {
            grow();
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                continue;
            }
            Kind kind = kinds[i];
            if (typed) {
                check(kind, i, value, line, row);
            } else if (kind == null) {
                learn(i, (String) value);
            } else {
                values[i] = read(kind, i, (String) value, line, row);
            }
        }
    }

    private @Nullable Object read(Kind kind, int column, String text, long line, long row) {
        if (text.isEmpty() && kind != Kind.TEXT) {
            return null;
        }
        Object value = kind.value(text, true);
        if (value == null && kind == Kind.LONG) {
            value = wholeAsDecimal(text);
        }
        if (value == null) {
            throw wrong(
                    column,
                    line,
                    row,
                    "expected %s, got %s"
                            .formatted(kind.expected, told(column, "'" + cut(text) + "'")));
        }
        return value;
    }

    /// `3.0` for 3: how some programs write a column of whole numbers with holes in it.
    private static @Nullable Object wholeAsDecimal(String text) {
        return Kind.DOUBLE.value(text, false) instanceof Double d
                        && d == Math.rint(d)
                        && Math.abs(d) <= LARGEST_IN_DOUBLE
                ? (Object) d.longValue()
                : null;
    }

    private void learn(int column, String text) {
        if (text.isEmpty()) {
            return;
        }
        int left = candidates[column] | SEEN;
        if (Kind.BOOLEAN.value(text, false) != null) {
            left &= SEEN | BOOLEAN;
        } else {
            left &= ~BOOLEAN;
            if ((left & (LONG | DOUBLE)) != 0) {
                Object whole = Kind.LONG.value(text, false);
                left &= whole == null ? ~LONG : ~0;
                boolean small = whole instanceof Long n && Math.abs(n) <= LARGEST_IN_DOUBLE;
                left &= small || Kind.DOUBLE.value(text, false) != null ? ~0 : ~DOUBLE;
            }
        }
        candidates[column] = left;
    }

    /// Decides the kinds that were learned.
    void settle() {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == null) {
                kinds[i] = narrowest(candidates[i]);
                learned[i] = true;
            }
        }
    }

    private static Kind narrowest(int candidates) {
        if ((candidates & SEEN) == 0) {
            return Kind.TEXT;
        }
        return (candidates & BOOLEAN) != 0
                ? Kind.BOOLEAN
                : (candidates & LONG) != 0
                        ? Kind.LONG
                        : (candidates & DOUBLE) != 0 ? Kind.DOUBLE : Kind.TEXT;
    }

    /// A value of a column that was learned, which is still text.
    @Nullable Object settled(int column, @Nullable Object value) {
        Kind kind = kinds[column];
        return kind != null && learned[column] && value instanceof String text
                ? read(kind, column, text, 0, 0)
                : value;
    }

    private void check(@Nullable Kind kind, int column, Object value, long line, long row) {
        if (kind != null) {
            if (!kind.holds(value)) {
                throw wrong(
                        column,
                        line,
                        row,
                        "expected %s, got %s".formatted(kind.expected, told(column, shown(value))));
            }
        } else if (!free[column] && line > 0) {
            Family family = Family.of(value);
            Family before = families[column];
            if (before == null) {
                families[column] = family;
                familyLines[column] = line;
            } else if (family != before) {
                throw wrong(
                        column,
                        line,
                        row,
                        "expected %s as on line %d, got %s; where values differ on purpose ask for the type Object"
                                .formatted(
                                        before.expected,
                                        familyLines[column],
                                        told(column, shown(value))));
            }
        }
    }

    private String told(int column, String shown) {
        return header.privates().contains(header.name(column)) ? PrivateValues.MARK : shown;
    }

    private static String shown(Object value) {
        return switch (Family.of(value)) {
            case TEXTS -> "the text '%s'".formatted(cut(value.toString()));
            case LISTS -> "an array";
            case MAPS -> "an object";
            default -> cut(value.toString());
        };
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private TableException wrong(int column, long line, long row, String what) {
        String where = line == 0 ? "row " + row : "line %d (row %d)".formatted(line, row);
        return new TableException(
                "%s, %s, column '%s': %s".formatted(file, where, header.name(column), what), null);
    }
}
