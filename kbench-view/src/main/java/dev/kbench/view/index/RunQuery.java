package dev.kbench.view.index;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Which runs are looked for, and in which order: all conditions hold, and of the values of one
/// condition any.
///
/// Its address is `task=Quiz&outcome=failed&score=0.5..1&param:level=hard&range:size=10..&text=king
/// louis&sort=-duration&group=model`: a column with a text once for each value, one with a number
/// once with a range (`start` as instants, such as `2026-01-01T00:00:00Z..`). `text` finds words
/// anywhere in parameters, results, failures, answers and transcripts: all of them, in any order,
/// upper and lower case alike; `lou*` stands for every word that begins so.
///
/// Immutable.
///
/// @param values for columns that are no numbers, the values of which a run has one
/// @param ranges for columns that are numbers, where the run's number lies; a run without one is
///   not found
/// @param params for parameters by name, the texts of which the run has one, exactly; what is no
///   text is compared as JSON
/// @param paramRanges for parameters by name, where the number lies
/// @param text the words; may be empty
/// @param sort the order; empty for the natural one
/// @param group the key by whose values runs are counted together; may be empty
public record RunQuery(
        SequencedMap<RunColumn, List<String>> values,
        SequencedMap<RunColumn, NumberRange> ranges,
        SequencedMap<String, List<String>> params,
        SequencedMap<String, NumberRange> paramRanges,
        String text,
        Optional<RunSort> sort,
        String group) {
    /// All runs in their natural order.
    public static final RunQuery ALL =
            new RunQuery(
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    "",
                    Optional.empty(),
                    "");

    private static final String RANGE = "range:";

    /// Copies the conditions in the order of columns and names, and refuses a list of values for a
    /// number, a range for a text, and a group of no column.
    public RunQuery {
        values.keySet().forEach(column -> check(column, false));
        ranges.keySet().forEach(column -> check(column, true));
        values = lists(values.isEmpty() ? Map.of() : new EnumMap<>(values));
        ranges = ordered(ranges.isEmpty() ? Map.of() : new EnumMap<>(ranges));
        params = lists(new TreeMap<>(params));
        paramRanges = ordered(new TreeMap<>(paramRanges));
        if (!group.isEmpty()) {
            RunSort.checkKey("group", group);
        }
    }

    private static void check(RunColumn column, boolean range) {
        if (column.isNumber() != range) {
            throw new IllegalArgumentException(
                    "%s: expected %s, got %s"
                            .formatted(
                                    column.key(),
                                    range ? "values, since it is no number" : "a range of numbers",
                                    range ? "a range" : "values"));
        }
    }

    private static <K> SequencedMap<K, List<String>> lists(Map<K, List<String>> map) {
        SequencedMap<K, List<String>> copy = new LinkedHashMap<>();
        map.forEach(
                (key, list) -> {
                    if (!list.isEmpty()) {
                        copy.put(key, list.stream().distinct().toList());
                    }
                });
        return Collections.unmodifiableSequencedMap(copy);
    }

    private static <K, V> SequencedMap<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    /// The same with the values of which a run is to have one.
    ///
    /// @param column a column that is no number
    /// @param any the values; none for all
    /// @return a changed copy
    public RunQuery with(RunColumn column, List<String> any) {
        return changed(copy -> copy.values.put(column, any));
    }

    /// The same with the range in which a number lies.
    ///
    /// @param column a column that is a number
    /// @param range the range
    /// @return a changed copy
    public RunQuery with(RunColumn column, NumberRange range) {
        return changed(copy -> copy.ranges.put(column, range));
    }

    /// The same with the texts of which a parameter is to have one.
    ///
    /// @param name the parameter's name
    /// @param any the texts; none for all
    /// @return a changed copy
    public RunQuery withParam(String name, List<String> any) {
        return changed(copy -> copy.params.put(name, any));
    }

    /// The same with the range in which a parameter's number lies.
    ///
    /// @param name the parameter's name
    /// @param range the range
    /// @return a changed copy
    public RunQuery withParam(String name, NumberRange range) {
        return changed(copy -> copy.paramRanges.put(name, range));
    }

    /// The same with other words.
    ///
    /// @param words the words; may be empty
    /// @return a changed copy
    public RunQuery withText(String words) {
        return changed(copy -> copy.text = words);
    }

    /// The same in another order.
    ///
    /// @param order the order; empty for the natural one
    /// @return a changed copy
    public RunQuery withSort(Optional<RunSort> order) {
        return changed(copy -> copy.sort = order);
    }

    /// The same in other groups.
    ///
    /// @param key a column's key, `param:` and a parameter's name, or empty for none
    /// @return a changed copy
    public RunQuery withGroup(String key) {
        return changed(copy -> copy.group = key);
    }

    /// The same without a column's condition.
    ///
    /// @param column the column
    /// @return a changed copy
    public RunQuery without(RunColumn column) {
        return changed(
                copy -> {
                    copy.values.remove(column);
                    copy.ranges.remove(column);
                });
    }

    /// Reads an address.
    ///
    /// @param parts what stands in the address, by name, decoded; each value in order
    /// @return the query
    /// @throws IllegalArgumentException for a part that is not known or cannot be read; the message
    ///   says which, and what was expected
    public static RunQuery parse(Map<String, List<String>> parts) {
        Draft draft = new Draft(ALL);
        parts.forEach(draft::take);
        return draft.query();
    }

    private RunQuery changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.query();
    }

    /// The address.
    ///
    /// @return what {@link #parse} reads, encoded; empty for {@link #ALL}; equal for equal queries
    public String toQueryString() {
        List<String> parts = new ArrayList<>();
        values.forEach((column, any) -> any.forEach(one -> add(parts, column.key(), one)));
        ranges.forEach((column, range) -> add(parts, column.key(), text(column, range)));
        params.forEach((name, any) -> any.forEach(one -> add(parts, RunSort.PARAM + name, one)));
        paramRanges.forEach((name, range) -> add(parts, RANGE + name, range.toString()));
        if (!text.isEmpty()) {
            add(parts, "text", text);
        }
        sort.ifPresent(order -> add(parts, "sort", order.toString()));
        if (!group.isEmpty()) {
            add(parts, "group", group);
        }
        return String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        parts.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String text(RunColumn column, NumberRange range) {
        return column == RunColumn.START
                ? instant(range.from()) + ".." + instant(range.to())
                : range.toString();
    }

    private static String instant(double millis) {
        return Double.isInfinite(millis) ? "" : Instant.ofEpochMilli((long) millis).toString();
    }

    /// A query under way.
    private static final class Draft {
        private final SequencedMap<RunColumn, List<String>> values;
        private final SequencedMap<RunColumn, NumberRange> ranges;
        private final SequencedMap<String, List<String>> params;
        private final SequencedMap<String, NumberRange> paramRanges;
        private String text;
        private Optional<RunSort> sort;
        private String group;

        Draft(RunQuery query) {
            values = new LinkedHashMap<>(query.values);
            ranges = new LinkedHashMap<>(query.ranges);
            params = new LinkedHashMap<>(query.params);
            paramRanges = new LinkedHashMap<>(query.paramRanges);
            text = query.text;
            sort = query.sort;
            group = query.group;
        }

        RunQuery query() {
            return new RunQuery(values, ranges, params, paramRanges, text, sort, group);
        }

        void take(String name, List<String> given) {
            if (name.startsWith(RunSort.PARAM)) {
                params.put(name.substring(RunSort.PARAM.length()), given);
            } else if (name.startsWith(RANGE)) {
                paramRanges.put(name.substring(RANGE.length()), range(name, once(name, given)));
            } else {
                switch (name) {
                    case "text" -> text = once(name, given);
                    case "sort" ->
                            sort =
                                    Optional.of(once(name, given))
                                            .filter(order -> !order.isEmpty())
                                            .map(RunSort::parse);
                    case "group" -> group = once(name, given);
                    default -> column(name, given);
                }
            }
        }

        private void column(String name, List<String> given) {
            RunColumn column =
                    RunColumn.named(name)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "'%s' is no part of a search: expected %s, %sNAME, %sNAME, text, sort or group"
                                                            .formatted(
                                                                    name,
                                                                    RunColumn.keys(),
                                                                    RunSort.PARAM,
                                                                    RANGE)));
            if (!column.isNumber()) {
                values.put(column, given);
            } else if (column == RunColumn.START) {
                ranges.put(column, instants(once(name, given)));
            } else {
                ranges.put(column, range(name, once(name, given)));
            }
        }

        private static String once(String name, List<String> given) {
            if (given.size() != 1) {
                throw new IllegalArgumentException(
                        "%s: expected one value, got %d".formatted(name, given.size()));
            }
            return given.getFirst();
        }

        private static NumberRange range(String name, String text) {
            try {
                return NumberRange.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }

        private static NumberRange instants(String text) {
            int dots = text.indexOf("..");
            try {
                if (dots >= 0) {
                    return new NumberRange(
                            millis(text.substring(0, dots), Double.NEGATIVE_INFINITY),
                            millis(text.substring(dots + 2), Double.POSITIVE_INFINITY));
                }
            } catch (DateTimeException | ArithmeticException | IllegalArgumentException none) {
                // told below
            }
            throw new IllegalArgumentException(
                    "start: expected instants such as 2026-01-01T00:00:00Z..2026-02-01T00:00:00Z, either left out for none, got '%s'"
                            .formatted(text));
        }

        private static double millis(String text, double none) {
            return text.isEmpty() ? none : Instant.parse(text).toEpochMilli();
        }
    }
}
