package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where something was found that should not be there.
final class Presence {
    private static final int BEFORE = 30;
    private static final int AFTER = 40;

    private Presence() {}

    /// Of a member in a container that has it.
    static Evidence of(@Nullable Object member, Object container) {
        return Evidence.of("member", member)
                .and("container", container)
                .differing(place(member, container));
    }

    private static String place(@Nullable Object member, Object container) {
        if (container instanceof CharSequence text) {
            int at = text.toString().indexOf(String.valueOf(member));
            return at < 0 ? "" : place(text.toString(), at);
        }
        List<?> elements = Equality.elements(container);
        if (elements != null) {
            int at = 0;
            for (Object element : elements) {
                if (Equality.equal(element, member)) {
                    return "found at [%d]".formatted(at);
                }
                at++;
            }
        }
        return "";
    }

    private static String place(String text, int at) {
        return "found at character %d: %s"
                .formatted(at + 1, Literals.around(text, at, BEFORE, AFTER));
    }

    /// Of a pattern in a text that has it.
    static Evidence of(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        String where =
                matcher.find()
                        ? "found %s at character %d: %s"
                                .formatted(
                                        Literals.of(matcher.group(), AFTER),
                                        matcher.start() + 1,
                                        Literals.around(
                                                text.toString(), matcher.start(), BEFORE, AFTER))
                        : "";
        return Evidence.of("pattern", pattern).and("text", text).differing(where);
    }

    /// Of anything in a container.
    static Evidence of(@Nullable Object container) {
        return Evidence.of("container", container).differing(size(container));
    }

    private static String size(@Nullable Object container) {
        return switch (container) {
            case null -> "";
            case CharSequence text -> counted(text.length(), "character");
            case Map<?, ?> map -> counted(map.size(), "entry");
            case Collection<?> items -> counted(items.size(), "element");
            default -> {
                List<?> elements = Equality.elements(container);
                yield elements == null ? "" : counted(elements.size(), "element");
            }
        };
    }

    private static String counted(int n, String what) {
        if (n == 1) {
            return "it has 1 " + what;
        }
        return "it has %d %s".formatted(n, what.equals("entry") ? "entries" : what + "s");
    }
}
