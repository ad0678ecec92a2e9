package dev.kbench.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The usual form of a `.env` file: `NAME=value` a line, `export` before it allowed, `#` starts a
/// comment at the beginning of a line or after white space. A value between quotes may hold line
/// ends. Single quotes keep all as it is; double quotes know `\n`, `\r`, `\t`, `\"`, `\\` and `\${`
/// and keep every other backslash. In double quotes and without quotes `${NAME}` and
/// `${NAME:-default}` are replaced; `$NAME` is not. Of a name that comes twice the last value
/// counts.
public final class DotEnv {
    private DotEnv() {}

    /// Where a file sets a variable.
    ///
    /// @param name the variable
    /// @param first the first line, counted from 1
    /// @param last the last line
    public record Place(String name, int first, int last) {}

    /// Where a file sets what; odd lines are passed over.
    ///
    /// @param text the file
    /// @return the places, in order
    public static List<Place> places(String text) {
        return DotEnvReader.read(text).stream()
                .filter(DotEnvLine.Value.class::isInstance)
                .map(DotEnvLine.Value.class::cast)
                .map(value -> new Place(value.name(), value.number(), value.last()))
                .toList();
    }

    /// Reads a file. An odd line is left out.
    ///
    /// @param text the file
    /// @param environment what `${NAME}` stands for; a variable that is not in it stands for its
    ///   value in an earlier line
    /// @param odd is told of each odd line: which, and what was expected, without a value
    /// @return names and values, in order
    static Map<String, String> parse(
            String text, Map<String, String> environment, Consumer<String> odd) {
        Map<String, String> values = new LinkedHashMap<>();
        Expansion expansion =
                new Expansion(
                        name -> environment.getOrDefault(name, values.getOrDefault(name, "")));
        for (DotEnvLine line : DotEnvReader.read(text)) {
            try {
                switch (line) {
                    case DotEnvLine.Odd none -> throw new IllegalArgumentException(none.expected());
                    case DotEnvLine.Value value ->
                            values.put(
                                    value.name(),
                                    switch (value.quote()) {
                                        case SINGLE -> value.raw();
                                        case DOUBLE -> expansion.of(value.raw(), true);
                                        case NONE -> expansion.of(value.raw(), false);
                                    });
                }
            } catch (IllegalArgumentException e) {
                odd.accept("line %d: %s".formatted(line.number(), e.getMessage()));
            }
        }
        return values;
    }
}
