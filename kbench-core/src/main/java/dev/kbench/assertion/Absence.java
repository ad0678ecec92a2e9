package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/// What comes near to a member that was not found.
final class Absence {
    private static final int BEFORE = 30;
    private static final int AFTER = 40;
    private static final int LONGEST = 100;

    /// Longer texts, and collections of more elements, are not looked through.
    private static final int MOST = 100_000;

    private Absence() {}

    /// Of a member in a container that lacks it.
    static Evidence of(@Nullable Object member, Object container) {
        Evidence evidence = Evidence.of("member", member).and("container", container);
        return evidence.differing(
                container instanceof CharSequence text
                        ? inText(String.valueOf(member), text.toString())
                        : inItems(member, items(container)));
    }

    private static String inText(String member, String text) {
        if (text.length() > MOST || member.isEmpty()) {
            return "";
        }
        int at = lower(text).indexOf(lower(member));
        return at < 0 || lower(text).length() != text.length()
                ? ""
                : "found in another case at character %d: %s"
                        .formatted(at + 1, Literals.around(text, at, BEFORE, AFTER));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Collection<?> items(Object container) {
        return switch (container) {
            case Map<?, ?> map -> map.keySet();
            case Collection<?> items -> items;
            default -> Equality.elements(container);
        };
    }

    private static String inItems(@Nullable Object member, @Nullable Collection<?> items) {
        if (items == null || items.size() > MOST || member == null) {
            return "";
        }
        String shown = Shown.of(member, LONGEST);
        for (Object item : items) {
            if (item != null && Shown.of(item, LONGEST).equals(shown)) {
                return "it has %s (%s), which is not equal to %s (%s)"
                        .formatted(
                                Shown.literal(item, LONGEST),
                                Kinds.of(item),
                                Shown.literal(member, LONGEST),
                                Kinds.of(member));
            }
            if (item instanceof CharSequence one && member instanceof CharSequence other) {
                String kinship = TextKinship.of(other.toString(), one.toString());
                if (!kinship.isEmpty()) {
                    return "it has %s, which differs only in %s"
                            .formatted(Literals.of(one.toString(), LONGEST), kinship);
                }
            }
        }
        return "";
    }
}
