package dev.kbench.task;

import dev.kbench.key.PrivateValues;
import dev.kbench.table.Row;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where the named values of a call come from, for what is said about them. Words are made only
/// when there is something to say.
///
/// @param source the row of data; null for the caller's code
record Whence(@Nullable Row source) {
    /// The caller's code.
    static final Whence CODE = new Whence(null);

    /// The row, such as `row 17`; empty for none.
    String row() {
        return source == null ? "" : source.place();
    }

    /// Where the columns' names stand; empty where that is no file.
    String head() {
        return source == null ? "" : source.file().map(file -> file + ", line 1").orElse("");
    }

    /// The names of the columns; the others stand in the caller's code.
    List<String> columns() {
        return source == null ? List.of() : source.columns();
    }

    /// What to call a value by its name.
    String named(String name, String otherwise) {
        return columns().contains(name) ? "column '%s'".formatted(name) : otherwise;
    }

    /// What is wrong with a value, as it may be told: of one that is private, or that private ones
    /// are part of, only what was expected.
    String shown(String name, @Nullable String what) {
        if (source == null || source.privateValues().isEmpty()) {
            return String.valueOf(what);
        }
        if (columns().contains(name) && !isPrivate(name)) {
            return source.privateValues().text(String.valueOf(what));
        }
        String expected = String.valueOf(what).split(", got |: |'", 2)[0];
        return expected.startsWith("expected ")
                ? expected + ", got " + PrivateValues.MARK
                : "it is refused, with " + PrivateValues.MARK + " in it";
    }

    /// Whether a named value is shown nowhere.
    boolean isPrivate(String name) {
        return source != null && source.isPrivate(name);
    }

    boolean hasColumn(String parameter) {
        String loose = TaskNames.loose(parameter);
        return columns().stream().map(TaskNames::loose).anyMatch(loose::equals);
    }
}
