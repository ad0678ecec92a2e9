package dev.kbench.cli.args;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// What was given without an option's name.
    ///
    /// @return the words in order
    public List<String> parameters() {
        return List.copyOf(parameters);
    }
}
