package dev.kbench.config;

import dev.kbench.key.KbenchException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a process runs benchmarks for: `KBENCH_EXECUTION_MODE`, else `BENCHMARK_MODE`, in any case.
public enum ExecutionMode {
    /// Somebody watches: progress is shown. The default; also called `interactive`.
    NOTEBOOK("interactive", true, true),
    /// Nobody watches; also called `trial`.
    RUN("trial", true, false),
    /// Tests of benchmarks: nothing is written.
    TESTING("", false, false),
    /// Work on benchmarks, without live progress.
    DEV("", true, false),
    /// Making documentation: nothing is written.
    DOC("", false, false);

    private static final List<String> SETTINGS = List.of("KBENCH_EXECUTION_MODE", "BENCHMARK_MODE");

    private final String alias;
    private final boolean writesFiles;
    private final boolean showsLiveProgress;

    ExecutionMode(String alias, boolean writesFiles, boolean showsLiveProgress) {
        this.alias = alias;
        this.writesFiles = writesFiles;
        this.showsLiveProgress = showsLiveProgress;
    }

    /// The mode that settings name.
    ///
    /// @param settings the settings
    /// @return the mode; {@link #NOTEBOOK} where they name none
    /// @throws KbenchException if they name one that is none; it lists those there are
    public static ExecutionMode from(Settings settings) {
        for (String name : SETTINGS) {
            Optional<String> value = settings.get(name);
            if (value.isPresent()) {
                return named(name, value.get());
            }
        }
        return NOTEBOOK;
    }

    private static ExecutionMode named(String setting, String value) {
        Optional<ExecutionMode> mode = called(value);
        if (mode.isPresent()) {
            return mode.get();
        }
        throw new KbenchException(
                "%s: expected %s, got '%s'"
                        .formatted(
                                setting,
                                Arrays.stream(values())
                                        .map(ExecutionMode::words)
                                        .collect(Collectors.joining(", ")),
                                value));
    }

    /// The mode of a name, in any case; empty where it is none's.
    static Optional<ExecutionMode> called(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mode -> wanted.equals(mode.word()) || wanted.equals(mode.alias))
                .findFirst();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String words() {
        return alias.isEmpty() ? word() : "%s (or %s)".formatted(word(), alias);
    }

    /// Whether task and run files are written.
    ///
    /// @return false where runs are kept in memory
    public boolean writesFiles() {
        return writesFiles;
    }

    /// Whether progress may be a live line on a terminal.
    ///
    /// @return false where it is plain lines, as in a pipe
    public boolean showsLiveProgress() {
        return showsLiveProgress;
    }
}
