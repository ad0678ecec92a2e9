package dev.kbench.cli.args;

import dev.kbench.cli.shell.MisuseException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was given to a command. Used by one thread.
public final class Given {
    private static final Pattern DURATION =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> parameters = new ArrayList<>();

    Given() {}

    void add(Option option, String value) {
        options.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(value);
    }

    void add(String parameter) {
        parameters.add(parameter);
    }

    /// Whether the help is asked for; then a required parameter may be missing.
    ///
    /// @return whether it is
    public boolean helps() {
        return has(Option.HELP.name());
    }

    /// Whether an option was given.
    ///
    /// @param option its name
    /// @return whether it was
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /// The value of an option that is given once.
    ///
    /// @param option its name
    /// @return the value, which may be empty text; empty where the option was not given
    public Optional<String> value(String option) {
        return values(option).stream().findFirst();
    }

    /// The values of an option.
    ///
    /// @param option its name
    /// @return the values in order, none where it was not given
    public List<String> values(String option) {
        return List.copyOf(options.getOrDefault(option, List.of()));
    }

    /// The value of an option that is a whole number.
    ///
    /// @param option its name
    /// @param least the smallest that is taken, 0 or more
    /// @return the number, empty where the option was not given
    /// @throws MisuseException if the value is no number, a smaller one, or larger than an `int`
    public OptionalInt number(String option, int least) {
        Optional<String> value = value(option);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, as a smaller number is.
        }
        throw new MisuseException(
                "%s must be a whole number of %d or more%s, got '%s'"
                        .formatted(
                                option,
                                least,
                                value.get().matches("[0-9]{10,}")
                                        ? " and at most " + Integer.MAX_VALUE
                                        : "",
                                value.get()));
    }

    /// The value of an option that is a length of time, such as `500ms`, `30s`, `1.5m` or `2h`.
    ///
    /// @param option its name
    /// @param zero whether 0 is taken
    /// @return the time, empty where the option was not given
    /// @throws MisuseException if the value is none
    public Optional<Duration> duration(String option, boolean zero) {
        Optional<String> value = value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(value.get());
        if (matcher.matches()) {
            BigDecimal nanos =
                    new BigDecimal(matcher.group(1))
                            .multiply(BigDecimal.valueOf(unit(matcher.group(2)).toNanos()));
            if (nanos.compareTo(LONGEST) <= 0 && (zero || nanos.compareTo(BigDecimal.ONE) >= 0)) {
                return Optional.of(Duration.ofNanos(nanos.longValue()));
            }
        }
        throw new MisuseException(
                "%s must be a time%s, such as 500ms, 30s, 1.5m or 2h, got '%s'"
                        .formatted(option, zero ? "" : " of more than 0", value.get()));
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }

    /// What was given without an option's name.
    ///
    /// @return the words in order
    public List<String> parameters() {
        return List.copyOf(parameters);
    }
}
