package dev.kbench.cli.args;

import dev.kbench.cli.shell.MisuseException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What was given to a command. Used by one thread.
public final class Given {
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
    /// @throws MisuseException if the value is no number, or a smaller one
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
                "%s must be a whole number of %d or more, got '%s'"
                        .formatted(option, least, value.get()));
    }

    /// What was given without an option's name.
    ///
    /// @return the words in order
    public List<String> parameters() {
        return List.copyOf(parameters);
    }
}
