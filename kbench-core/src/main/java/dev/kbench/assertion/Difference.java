package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/// In what two values differ that are not equal: texts around their first difference or line by
/// line, records and maps by their components and entries, lists element by element where they were
/// changed, left out or put in, sets by what is missing and what is unexpected; each with its path,
/// such as `.items[3]["name"]`.
///
/// What it says is of limited length whatever the values are: the first ten findings, each some two
/// hundred characters long. It never throws.
///
/// One thread, one comparison.
final class Difference {
    private static final int LONGEST = 100;
    private static final int LONGEST_PATH = 150;

    /// The most elements that are looked through for another order.
    private static final int REORDERED = 10_000;

    private final Findings findings = new Findings();
    private final List<Pair> open = new ArrayList<>();
    private String remark = "";

    private Difference() {}

    private record Pair(@Nullable Object a, @Nullable Object b) {}

    /// What differs.
    ///
    /// @param expected the one value
    /// @param actual the other, not equal to it
    /// @return lines; empty where the two values themselves say all
    static String of(@Nullable Object expected, @Nullable Object actual) {
        Difference difference = new Difference();
        try {
            difference.root(expected, actual);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            return "the difference cannot be shown: " + e.getClass().getName();
        }
        return difference.findings.text(difference.remark);
    }

    private void root(@Nullable Object expected, @Nullable Object actual) {
        String one = text(expected);
        String other = text(actual);
        if (one != null && other != null) {
            TextDifference.add("", one, other, true, findings);
            remark = TextDifference.remark(one, other);
        } else if (!parts("", expected, actual)) {
            String shown = Shown.of(expected);
            if (shown.length() > Evidence.LONGEST || shown.equals(Shown.of(actual))) {
                findings.add(pair(expected, actual));
            }
            hint(expected, actual);
        }
    }

    private void hint(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number x && actual instanceof Number y) {
            var apart = Numbers.hairsbreadth(x, y);
            if (apart != null) {
                remark =
                        "they are only %s apart: compare with a tolerance, as in assertTrue(Math.abs(actual - expected) < 1e-9)"
                                .formatted(apart.stripTrailingZeros());
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof CharSequence || value instanceof Character
                ? value.toString()
                : null;
    }

    private void add(String path, @Nullable Object expected, @Nullable Object actual) {
        if (findings.isFull() || Equality.equal(expected, actual)) {
            return;
        }
        String one = text(expected);
        String other = text(actual);
        if (one != null && other != null) {
            if (findings.isOpen()) {
                TextDifference.add(shown(path), one, other, false, findings);
            } else {
                findings.add(path);
            }
        } else if (!parts(path, expected, actual)) {
            findings.add(findings.isOpen() ? shown(path) + ": " + pair(expected, actual) : path);
        }
    }

    private static String shown(String path) {
        return path.length() <= LONGEST_PATH
                ? path
                : "…" + path.substring(path.length() - LONGEST_PATH);
    }

    /// Looks into both values where they are of one kind.
    ///
    /// @return false if they are taken as a whole
    private boolean parts(String path, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || isOpen(a, b)) {
            return false;
        }
        open.add(new Pair(a, b));
        int before = findings.count();
        try {
            return look(path, a, b) && findings.count() > before;
        } finally {
            open.removeLast();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a container's own equality may never end
    private boolean isOpen(Object a, Object b) {
        return open.stream().anyMatch(pair -> pair.a == a && pair.b == b);
    }

    private boolean look(String path, Object a, Object b) {
        if (RecordParts.areComparable(a, b)) {
            record(path, a, b);
        } else if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            maps(path, x, y);
        } else if (a instanceof Set<?> x && b instanceof Set<?> y) {
            sets(path, x, y);
        } else if (a instanceof Optional<?> x
                && b instanceof Optional<?> y
                && x.isPresent()
                && y.isPresent()) {
            add(path + ".get()", x.get(), y.get());
        } else {
            List<?> x = Equality.elements(a);
            List<?> y = Equality.elements(b);
            if (x == null || y == null) {
                return false;
            }
            lists(path, x, y);
        }
        return true;
    }

    private void record(String path, Object a, Object b) {
        List<String> names = RecordParts.names(a);
        List<@Nullable Object> one = RecordParts.values(a);
        List<@Nullable Object> other = RecordParts.values(b);
        for (int i = 0; i < names.size(); i++) {
            add(path + "." + names.get(i), one.get(i), other.get(i));
        }
    }

    private void maps(String path, Map<?, ?> a, Map<?, ?> b) {
        Lookup keys = new Lookup(b.keySet());
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object key = entry.getKey();
            Optional<Key> found = key(b.keySet(), keys, key);
            if (found.isPresent()) {
                add(path + key(key), entry.getValue(), b.get(found.get().value));
            } else {
                only(path, "missing", key(key), entry.getValue());
            }
        }
        Lookup expected = new Lookup(a.keySet());
        for (Map.Entry<?, ?> entry : b.entrySet()) {
            if (key(a.keySet(), expected, entry.getKey()).isEmpty()) {
                only(path, "unexpected", key(entry.getKey()), entry.getValue());
            }
        }
    }

    private static String key(@Nullable Object key) {
        return "[" + Shown.literal(key, LONGEST_PATH / 3) + "]";
    }

    /// A key that was found; it may be null.
    private record Key(@Nullable Object value) {}

    private static Optional<Key> key(Set<?> keys, Lookup lookup, @Nullable Object key) {
        if (Equality.quick(keys, key)) {
            return Optional.of(new Key(key));
        }
        for (Object candidate : lookup.candidates(key)) {
            if (Equality.equal(key, candidate)) {
                return Optional.of(new Key(candidate));
            }
        }
        return Optional.empty();
    }

    private void sets(String path, Set<?> a, Set<?> b) {
        Lookup inB = new Lookup(b);
        for (Object item : a) {
            if (key(b, inB, item).isEmpty()) {
                only(path, "missing", "", item);
            }
        }
        Lookup inA = new Lookup(a);
        for (Object item : b) {
            if (key(a, inA, item).isEmpty()) {
                only(path, "unexpected", "", item);
            }
        }
    }

    private void lists(String path, List<?> a, List<?> b) {
        List<?> one = a instanceof RandomAccess ? a : new ArrayList<>(a);
        List<?> other = b instanceof RandomAccess ? b : new ArrayList<>(b);
        if (isReordered(one, other)) {
            findings.add(place(path) + "the same elements in another order");
        }
        for (Alignment.Hunk hunk : Alignment.of(one, other, Equality::equal)) {
            int i = hunk.from();
            int j = hunk.otherFrom();
            for (; i < hunk.to() && j < hunk.otherTo() && !findings.isFull(); i++, j++) {
                add(
                        path + (i == j ? "[" + i + "]" : "[" + i + "→" + j + "]"),
                        one.get(i),
                        other.get(j));
            }
            for (; i < hunk.to() && !findings.isFull(); i++) {
                only(path, "missing", "[" + i + "]", one.get(i));
            }
            for (; j < hunk.otherTo() && !findings.isFull(); j++) {
                only(path, "unexpected", "[" + j + "]", other.get(j));
            }
        }
    }

    private static boolean isReordered(List<?> a, List<?> b) {
        if (a.size() != b.size() || a.size() > REORDERED) {
            return false;
        }
        Lookup rest = new Lookup(b);
        return a.stream().allMatch(rest::take);
    }

    /// Adds an element that only one side has.
    private void only(String path, String which, String where, @Nullable Object value) {
        if (!findings.isFull()) {
            findings.add(
                    findings.isOpen()
                            ? "%s%s %s%s%s"
                                    .formatted(
                                            place(path),
                                            which,
                                            where,
                                            where.isEmpty() ? "" : " = ",
                                            literal(value))
                            : which);
        }
    }

    private static String place(String path) {
        return path.isEmpty() ? "" : shown(path) + ": ";
    }

    private static String literal(@Nullable Object value) {
        return Shown.literal(value, LONGEST);
    }

    private static String pair(@Nullable Object expected, @Nullable Object actual) {
        String one = literal(expected);
        String other = literal(actual);
        if (!one.equals(other) || expected == null || actual == null) {
            return "expected %s, got %s".formatted(one, other);
        }
        String whole = Shown.of(expected);
        String otherWhole = Shown.of(actual);
        if (!whole.equals(otherWhole) && whole.length() > LONGEST) {
            return TextDifference.pair(whole, otherWhole);
        }
        String kind = Kinds.of(expected);
        String otherKind = Kinds.of(actual);
        if (!kind.equals(otherKind)) {
            return "expected %s (%s), got %s (%s)".formatted(one, kind, other, otherKind);
        }
        return "expected %s, got another %s that is shown alike but is not equal to it"
                .formatted(one, kind);
    }
}
