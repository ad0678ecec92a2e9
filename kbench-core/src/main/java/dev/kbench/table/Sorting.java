package dev.kbench.table;

import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The order of a column's values.
final class Sorting {
    private Sorting() {}

    static int[] order(Column column, boolean descending) {
        Comparator<Object> values = (a, b) -> compare(column, a, b);
        Comparator<@Nullable Object> order =
                Comparator.nullsLast(descending ? values.reversed() : values);
        return IntStream.range(0, column.height())
                .boxed()
                .sorted(Comparator.comparing(column::cell, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @SuppressWarnings("unchecked") // the classes are one
    private static int compare(Column column, Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return number(x, y);
        }
        if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        throw new IllegalArgumentException(
                "column '%s' cannot be sorted: %s (%s) and %s (%s) cannot be compared"
                        .formatted(
                                column.name(),
                                told(column, a),
                                a.getClass().getSimpleName(),
                                told(column, b),
                                b.getClass().getSimpleName()));
    }

    private static Object told(Column column, Object value) {
        return column.isPrivate() ? PrivateValues.MARK : value;
    }

    private static int number(Number x, Number y) {
        if (x instanceof Long a && y instanceof Long b) {
            return Long.compare(a, b);
        }
        double a = x.doubleValue();
        double b = y.doubleValue();
        return a != b || !Double.isFinite(a)
                ? Double.compare(a, b)
                : new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString()));
    }
}
