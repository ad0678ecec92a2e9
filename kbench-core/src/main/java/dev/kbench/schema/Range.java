package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Map;

/// Which numbers are allowed.
///
/// @param min the least, null for none
/// @param above whether the least itself is not allowed
/// @param max the greatest, null for none
/// @param below whether the greatest itself is not allowed
record Range(@Nullable BigDecimal min, boolean above, @Nullable BigDecimal max, boolean below) {
    static final Range ALL = new Range(null, false, null, false);

    /// The tighter of both at each end.
    Range and(Range other) {
        BigDecimal least = min;
        boolean leastOut = above;
        if (other.min != null && (least == null || other.min.compareTo(least) >= 0)) {
            leastOut = other.above || (least != null && other.min.compareTo(least) == 0 && above);
            least = other.min;
        }
        BigDecimal most = max;
        boolean mostOut = below;
        if (other.max != null && (most == null || other.max.compareTo(most) <= 0)) {
            mostOut = other.below || (most != null && other.max.compareTo(most) == 0 && below);
            most = other.max;
        }
        return new Range(least, leastOut, most, mostOut);
    }

    boolean isEmpty() {
        return min != null
                && max != null
                && (min.compareTo(max) > 0 || (min.compareTo(max) == 0 && (above || below)));
    }

    void describe(Map<String, Object> schema) {
        if (min != null) {
            schema.put(above ? "exclusiveMinimum" : "minimum", plain(min));
        }
        if (max != null) {
            schema.put(below ? "exclusiveMaximum" : "maximum", plain(max));
        }
    }

    private static Number plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
                ? (Number) stripped.longValueExact()
                : stripped;
    }

    /// The rule that a number violates, empty where it violates none.
    String violatedBy(BigDecimal number) {
        if (min != null) {
            int order = number.compareTo(min);
            if (order < 0 || (above && order == 0)) {
                return "must be %s %s".formatted(above ? "more than" : "at least", plain(min));
            }
        }
        if (max != null) {
            int order = number.compareTo(max);
            if (order > 0 || (below && order == 0)) {
                return "must be %s %s".formatted(below ? "less than" : "at most", plain(max));
            }
        }
        return "";
    }
}
