package dev.kbench.config;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The settings of a process: its environment variables and, behind them, a `.env` file that is
/// searched for from the working directory upward. A variable of the environment wins over the
/// file's, a blank one too: it unsets. This is the only place in the library that reads the
/// environment.
///
/// Immutable.
public final class Settings {
    private final Map<String, String> values;
    private final @Nullable Path file;

    private Settings(Map<String, String> values, @Nullable Path file) {
        this.values = Map.copyOf(values);
        this.file = file;
    }

    /// The settings of this process, in its working directory.
    ///
    /// @return environment and `.env` file
    /// @throws KbenchException if a `.env` file is there and cannot be read
    public static Settings ofProcess() {
        return load(System.getenv(), Path.of("").toAbsolutePath());
    }

    /// Settings given as a map alone.
    ///
    /// @param values names and values
    /// @return the settings
    public static Settings of(Map<String, String> values) {
        return new Settings(values, null);
    }

    /// Settings of a given environment in a given directory.
    ///
    /// @param environment the environment variables
    /// @param directory where the search for a `.env` file starts; it goes upward from there
    /// @return environment and `.env` file
    /// @throws KbenchException if a `.env` file is there and cannot be read
    public static Settings load(Map<String, String> environment, Path directory) {
        for (Path folder = directory.toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path file = folder.resolve(".env");
            if (Files.isRegularFile(file)) {
                Map<String, String> all = new LinkedHashMap<>(read(file, environment));
                all.putAll(environment);
                return new Settings(all, file);
            }
        }
        return new Settings(environment, null);
    }

    private static Map<String, String> read(Path file, Map<String, String> environment) {
        try {
            return DotEnv.parse(Files.readString(file, StandardCharsets.UTF_8), environment);
        } catch (CharacterCodingException e) {
            throw new KbenchException(
                    "%s is not UTF-8 text; save it as UTF-8 or remove it".formatted(file), e);
        } catch (IOException e) {
            throw new KbenchException(
                    "%s cannot be read: %s; mend or remove it".formatted(file, e), e);
        } catch (IllegalArgumentException e) {
            throw new KbenchException("%s: %s".formatted(file, String.valueOf(e.getMessage())), e);
        }
    }

    /// One setting.
    ///
    /// @param name the variable's name
    /// @return its value without white space around it, empty where it is unset or blank
    public Optional<String> get(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /// A setting that is a list.
    ///
    /// @param name the variable's name
    /// @return its items, which commas separate, without white space around them and without empty
    ///   ones
    public List<String> list(String name) {
        List<String> items = new ArrayList<>();
        get(name)
                .ifPresent(
                        value ->
                                Arrays.stream(value.split(","))
                                        .map(String::strip)
                                        .filter(item -> !item.isEmpty())
                                        .forEach(items::add));
        return List.copyOf(items);
    }

    /// A setting that is a switch.
    ///
    /// @param name the variable's name
    /// @return true for `true`, `1`, `t`, `y`, `yes` in any case; else false
    public boolean flag(String name) {
        return isOneOf(name, List.of("true", "1", "t", "y", "yes"));
    }

    /// A setting that is a switch and on unless it is switched off.
    ///
    /// @param name the variable's name
    /// @return false for `false`, `0`, `f`, `n`, `no`, `off` in any case; else true
    public boolean unlessOff(String name) {
        return !isOneOf(name, List.of("false", "0", "f", "n", "no", "off"));
    }

    private boolean isOneOf(String name, List<String> words) {
        return get(name)
                .filter(value -> words.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /// The `.env` file that was read.
    ///
    /// @return its path, empty where there is none
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// These settings with others that win.
    ///
    /// @param overrides names and values
    /// @return new settings
    public Settings with(Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(overrides);
        return new Settings(all, file);
    }

    /// Names only: values may be secret.
    @Override
    public String toString() {
        return "Settings" + values.keySet().stream().sorted().toList();
    }
}
