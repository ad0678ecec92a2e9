package dev.kbench.cli.show;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What is on the other side of an output stream.
///
/// @param interactive whether a line can be drawn again: a terminal, not a pipe, a file or `dumb`
/// @param width its columns, 0 where they are unknown or do not matter
/// @param colour whether colours are shown
/// @param charset what it reads
public record TerminalTraits(boolean interactive, int width, boolean colour, Charset charset) {
    private static final int USUAL = 80;

    /// More columns than any line takes.
    static final int UNLIMITED = 1_000_000;

    /// Refuses a negative width.
    public TerminalTraits {
        if (width < 0) {
            throw new IllegalArgumentException("width must be 0 or more, got " + width);
        }
    }

    /// Traits by an environment.
    ///
    /// `COLUMNS` wins over what was measured. `NO_COLOR`, `FORCE_COLOR`, `CLICOLOR_FORCE`,
    /// `BENCHMARK_CONSOLE_COLOR` and `CLICOLOR` are asked for colours in this order, then whether
    /// it is a terminal; a terminal named `dumb` is used as a pipe.
    ///
    /// @param terminal whether the stream is a terminal
    /// @param charset what it reads
    /// @param environment names and values of the environment
    /// @param measured the terminal's columns, empty where nothing was measured
    /// @return the traits
    public static TerminalTraits from(
            boolean terminal,
            Charset charset,
            Map<String, String> environment,
            OptionalInt measured) {
        boolean interactive = terminal && !"dumb".equals(environment.get("TERM"));
        int width = columns(environment.get("COLUMNS")).orElse(measured).orElse(0);
        return new TerminalTraits(interactive, width, colour(interactive, environment), charset);
    }

    private static boolean colour(boolean interactive, Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        return isOn(environment.get("FORCE_COLOR"))
                .or(() -> isOn(environment.get("CLICOLOR_FORCE")).filter(on -> on))
                .or(() -> isOn(environment.get("BENCHMARK_CONSOLE_COLOR")))
                .orElseGet(() -> interactive && isOn(environment.get("CLICOLOR")).orElse(true));
    }

    private static Optional<Boolean> isOn(@Nullable String value) {
        return value == null || value.isEmpty()
                ? Optional.empty()
                : Optional.of(!value.equals("0") && !value.equalsIgnoreCase("false"));
    }

    private static Optional<OptionalInt> columns(@Nullable String value) {
        try {
            return value == null || Integer.parseInt(value.strip()) < 0
                    ? Optional.empty()
                    : Optional.of(OptionalInt.of(Integer.parseInt(value.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The columns to lay text out for: of a terminal of unknown width 80, of a pipe any number.
    ///
    /// @return 1 or more
    public int columns() {
        if (width > 0) {
            return width;
        }
        return interactive ? USUAL : UNLIMITED;
    }
}
