package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Hashes that agree with {@link Equality}: what is equal there has the same hash here. They look
/// at a value's first levels and elements only, so that they come to an end on anything.
final class ValueHash {
    private static final int DEEPEST = 4;
    private static final int WIDEST = 64;
    private static final int UNKNOWN = 7;

    private ValueHash() {}

    static int of(@Nullable Object value) {
        return of(value, 0);
    }

    private static int of(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            return UNKNOWN;
        }
        Instant instant = Equality.instant(value);
        if (instant != null) {
            return instant.hashCode();
        }
        return switch (value) {
            case null -> 0;
            case Number number -> Numbers.hash(number);
            case CharSequence text -> text.toString().hashCode();
            case Character c -> c.toString().hashCode();
            case Optional<?> optional -> 31 + of(optional.orElse(null), depth + 1);
            case Map.Entry<?, ?> entry -> entry(entry, depth);
            case Map<?, ?> map -> map.size() + 31 * unordered(map.entrySet(), depth);
            case Set<?> set -> set.size() + 31 * unordered(set, depth);
            case Record r when RecordParts.isOpen(r) ->
                    r.getClass().hashCode() + ordered(RecordParts.values(r), depth);
            default -> {
                List<?> elements = Equality.elements(value);
                yield elements == null ? leaf(value) : elements.size() + ordered(elements, depth);
            }
        };
    }

    private static int entry(Map.Entry<?, ?> entry, int depth) {
        return of(entry.getKey(), depth + 1) ^ (31 * of(entry.getValue(), depth + 1));
    }

    private static int ordered(List<?> items, int depth) {
        int hash = 1;
        int left = WIDEST;
        for (Object item : items) {
            if (left-- == 0) {
                break;
            }
            hash = 31 * hash + of(item, depth + 1);
        }
        return hash;
    }

    private static int unordered(Collection<?> items, int depth) {
        if (items.size() > WIDEST) {
            return 0;
        }
        int hash = 0;
        for (Object item : items) {
            hash += of(item, depth + 1);
        }
        return hash;
    }

    /// Types of the user's may be equal without having the same hash.
    private static int leaf(Object value) {
        return value.getClass().getName().startsWith("java.") || value instanceof Enum
                ? value.hashCode()
                : UNKNOWN;
    }
}
