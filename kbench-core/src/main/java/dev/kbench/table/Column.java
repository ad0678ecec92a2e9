package dev.kbench.table;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One column of a table. Figures are taken over numbers; true counts as 1, false as 0. A missing
/// value, or one that is no number, is refused by name: nothing is left out silently.
///
/// Immutable.
public final class Column {
    private final String name;
    private final @Nullable Object[] values;
    private final boolean isPrivate;

    Column(String name, @Nullable Object[] values) {
        this(name, values, false);
    }

    Column(String name, @Nullable Object[] values, boolean isPrivate) {
        this.name = name;
        this.values = values;
        this.isPrivate = isPrivate;
    }

    /// The column's name.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// Whether the values are shown nowhere.
    ///
    /// @return true for a column that {@link DataFrame#withPrivate} names
    public boolean isPrivate() {
        return isPrivate;
    }

    /// The same, private too where another is.
    Column asPrivateAs(boolean other) {
        return isPrivate || !other ? this : new Column(name, values, true);
    }

    /// A value as a message may show it.
    private @Nullable Object told(@Nullable Object value) {
        return isPrivate && value != null ? PrivateValues.MARK : value;
    }

    /// How many values there are, missing ones included.
    ///
    /// @return the height
    public int height() {
        return values.length;
    }

    /// One value.
    ///
    /// @param row from 0
    /// @return the value, empty where it is missing
    public Optional<Object> value(int row) {
        return Optional.ofNullable(values[row]);
    }

    @Nullable Object cell(int row) {
        return values[row];
    }

    Column named(String newName) {
        return new Column(newName, values, isPrivate);
    }

    /// All values, in order.
    ///
    /// @return unmodifiable; a missing value is an empty optional
    public List<Optional<Object>> values() {
        return Arrays.stream(values).map(Optional::ofNullable).toList();
    }

    /// How many values are missing.
    ///
    /// @return 0 or more
    public int missing() {
        return (int) Arrays.stream(values).filter(Objects::isNull).count();
    }

    /// How many values there are that are not missing.
    ///
    /// @return 0 or more
    public int count() {
        return height() - missing();
    }

    /// The values that differ, each once; 4 and 4.0 are one, the first stands for both.
    ///
    /// @return in order of appearance, without the missing
    public List<Object> distinct() {
        Map<String, Object> seen = new LinkedHashMap<>();
        for (Object value : values) {
            if (value != null) {
                seen.putIfAbsent(CanonicalJson.of(value), value);
            }
        }
        return List.copyOf(seen.values());
    }

    /// A part of each value, where values are maps or records.
    ///
    /// @param part a key or a record component's name
    /// @return a column of the parts; missing where the value, or the part of it, is missing
    /// @throws IllegalArgumentException if a value is neither map nor record, or no value has such
    ///   a part
    public Column field(String part) {
        @Nullable Object[] parts = new @Nullable Object[values.length];
        boolean found = false;
        for (int i = 0; i < values.length; i++) {
            parts[i] = part(values[i], part, i);
            found |= parts[i] != null;
        }
        if (!found && values.length > missing()) {
            throw new IllegalArgumentException(
                    "no value of column '%s' has a field '%s'; the first is %s"
                            .formatted(
                                    name,
                                    part,
                                    told(
                                            Arrays.stream(values)
                                                    .filter(Objects::nonNull)
                                                    .findFirst()
                                                    .orElseThrow())));
        }
        return new Column(name + "." + part, parts, isPrivate);
    }

    private @Nullable Object part(@Nullable Object value, String part, int row) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> map.get(part);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    if (component.getName().equals(part)) {
                        yield Rows.component(record, component);
                    }
                }
                yield null;
            }
            default ->
                    throw new IllegalArgumentException(
                            "row %d of column '%s' is no map and no record, but a %s"
                                    .formatted(row, name, value.getClass().getSimpleName()));
        };
    }

    /// The arithmetic mean.
    ///
    /// @return the mean
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double mean() {
        return mean(numbers());
    }

    private static double mean(double[] numbers) {
        double mean = 0;
        for (int i = 0; i < numbers.length; i++) {
            mean += (numbers[i] - mean) / (i + 1);
        }
        return mean;
    }

    /// The sample standard deviation, √(Σ(x − mean)² / (n − 1)), in two passes.
    ///
    /// @return the deviation
    /// @throws IllegalStateException if there are fewer than 2 values, one is missing, or one is no
    ///   number
    public double std() {
        double[] numbers = numbers();
        if (numbers.length < 2) {
            throw new IllegalStateException(
                    "column '%s' has one value; a deviation needs two".formatted(name));
        }
        double mean = mean(numbers);
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Math.sqrt(squares / (numbers.length - 1));
    }

    /// The smallest value.
    ///
    /// @return the minimum
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double min() {
        return Arrays.stream(numbers()).min().orElseThrow();
    }

    /// The largest value.
    ///
    /// @return the maximum
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double max() {
        return Arrays.stream(numbers()).max().orElseThrow();
    }

    /// The sum.
    ///
    /// @return the sum
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double sum() {
        return Arrays.stream(numbers()).sum();
    }

    /// A quantile, between the two nearest values by linear interpolation (type 7 of Hyndman and
    /// Fan, *Sample quantiles in statistical packages*, The American Statistician 50, 1996).
    ///
    /// @param p 0 to 1; 0.5 is the median
    /// @return the quantile
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be between 0 and 1, got " + p);
        }
        double[] sorted = numbers();
        Arrays.sort(sorted);
        double place = p * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The median: the middle value, or the mean of the two in the middle.
    ///
    /// @return the median
    /// @throws IllegalStateException if there is no value, one is missing, or one is no number
    public double median() {
        return quantile(0.5);
    }

    private double[] numbers() {
        if (values.length == 0) {
            throw new IllegalStateException("column '%s' has no values".formatted(name));
        }
        int missing = missing();
        if (missing > 0) {
            throw new IllegalStateException(
                    "column '%s' has no value in %d of %d rows (the first: row %d)%s"
                            .formatted(
                                    name,
                                    missing,
                                    values.length,
                                    Arrays.asList(values).indexOf(null),
                                    name.equals("result") || name.startsWith("result.")
                                            ? "; completedRuns() are those that have a result"
                                            : ""));
        }
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    switch (values[i]) {
                        case Number number -> number.doubleValue();
                        case Boolean b -> b ? 1 : 0;
                        case null, default -> Double.NaN;
                    };
            if (!Double.isFinite(numbers[i])) {
                int row = values[i] instanceof String ? firstWord(i) : i;
                throw new IllegalStateException(
                        "row %d of column '%s' is no finite number: %s"
                                .formatted(row, name, told(values[row])));
            }
        }
        return numbers;
    }

    /// In a column of text each value is text: the one that is no number is what made it so.
    private int firstWord(int from) {
        for (int i = from; i < values.length; i++) {
            if (!(values[i] instanceof String text) || !Kind.isNumber(text)) {
                return i;
            }
        }
        return from;
    }

    /// The values of some rows; a row below 0 is missing.
    Column takeOrMissing(int[] rows) {
        return new Column(
                name,
                Arrays.stream(rows).mapToObj(i -> i < 0 ? null : values[i]).toArray(),
                isPrivate);
    }

    Column take(int[] rows) {
        return new Column(name, Arrays.stream(rows).mapToObj(i -> values[i]).toArray(), isPrivate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column that
                && name.equals(that.name)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + Arrays.stream(values).map(this::told).toList();
    }
}
