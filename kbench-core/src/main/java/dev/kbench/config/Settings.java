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
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The settings of a process: its environment variables; behind them, a `.env` file that is
/// searched for from the working directory upward; behind that, `kbench.toml` in the working
/// directory, and in the user's folder for such files (`$XDG_CONFIG_HOME/kbench`,
/// `~/.config/kbench`, `%APPDATA%\kbench`). A variable of the environment wins over a file's, a
/// blank one too: it unsets. This is the only place in the library that reads the environment.
///
/// Immutable.
public final class Settings {
    private static final Pattern SECRET = Pattern.compile("(?i)(KEY|TOKEN|SECRET|PASSWORD)$");
    private static final int SHORTEST_SECRET = 8;

    /// What switches something on, in small letters.
    static final List<String> ON = List.of("true", "1", "t", "y", "yes");

    private static final String FILE = "kbench.toml";

    private final Map<String, String> values;
    private final @Nullable Path file;
    private final ConfigFile toml;
    private final List<String> warnings;

    private Settings(
            Map<String, String> values,
            @Nullable Path file,
            ConfigFile toml,
            List<String> warnings) {
        this.values = Map.copyOf(values);
        this.file = file;
        this.toml = toml;
        this.warnings = List.copyOf(warnings);
    }

    /// The settings of this process, in its working directory.
    ///
    /// @return environment and files
    /// @throws KbenchException if a file is there and cannot be read, or a `kbench.toml` is wrong
    public static Settings ofProcess() {
        return load(System.getenv(), Path.of("").toAbsolutePath());
    }

    /// Settings given as a map alone.
    ///
    /// @param values names and values
    /// @return the settings
    public static Settings of(Map<String, String> values) {
        return new Settings(values, null, ConfigFile.NONE, List.of());
    }

    /// Settings of a given environment in a given directory.
    ///
    /// @param environment the environment variables
    /// @param directory where the search for a `.env` file starts, it goes upward from there; and
    ///   where a `kbench.toml` may be
    /// @return environment and files
    /// @throws KbenchException if a file is there and cannot be read, or a `kbench.toml` is wrong
    public static Settings load(Map<String, String> environment, Path directory) {
        List<String> warnings = new ArrayList<>();
        Optional<Path> dotEnv = dotEnv(directory.toAbsolutePath());
        Map<String, String> all = new LinkedHashMap<>();
        dotEnv.ifPresent(path -> all.putAll(read(path, environment, warnings::add)));
        all.putAll(environment);
        ConfigFile toml = toml(directory.toAbsolutePath(), all);
        Map<String, String> withToml = new LinkedHashMap<>(toml.values());
        withToml.putAll(all);
        warnings.addAll(Conflicts.of(withToml));
        return new Settings(withToml, dotEnv.orElse(null), toml, warnings);
    }

    private static Optional<Path> dotEnv(Path directory) {
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(".env");
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// The working directory's file counts more than the user's; a file of prices that is named by
    /// a variable counts more than either's.
    private static ConfigFile toml(Path directory, Map<String, String> settings) {
        ConfigFile toml = ConfigFile.NONE;
        Path own = directory.resolve(FILE);
        if (Files.isRegularFile(own)) {
            toml = ConfigFileReader.read(own);
        }
        Optional<Path> users = userFolder(settings).map(folder -> folder.resolve(FILE));
        if (users.isPresent() && !users.get().equals(own) && Files.isRegularFile(users.get())) {
            toml = toml.or(ConfigFileReader.read(users.get()));
        }
        String prices = settings.getOrDefault("KBENCH_PRICES", "");
        return prices.isBlank()
                ? toml
                : toml.priced(ConfigFileReader.prices(directory.resolve(prices.strip())));
    }

    /// Where the user keeps files of this kind.
    private static Optional<Path> userFolder(Map<String, String> settings) {
        for (String base : List.of("XDG_CONFIG_HOME", "APPDATA")) {
            String folder = settings.getOrDefault(base, "");
            if (!folder.isBlank() && Path.of(folder).isAbsolute()) {
                return Optional.of(Path.of(folder, "kbench"));
            }
        }
        String home = settings.getOrDefault("HOME", "");
        return home.isBlank() ? Optional.empty() : Optional.of(Path.of(home, ".config", "kbench"));
    }

    private static Map<String, String> read(
            Path file, Map<String, String> environment, Consumer<String> warn) {
        try {
            return DotEnv.parse(
                    Files.readString(file, StandardCharsets.UTF_8),
                    environment,
                    odd -> warn.accept("%s: %s; the line is left out".formatted(file, odd)));
        } catch (CharacterCodingException e) {
            throw new KbenchException(
                    "%s is not UTF-8 text; save it as UTF-8 or remove it".formatted(file), e);
        } catch (IOException e) {
            throw new KbenchException(
                    "%s cannot be read: %s; mend or remove it".formatted(file, e), e);
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
        return isOneOf(name, ON);
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

    /// The values that no file may hold: those of settings that by their names are keys, tokens,
    /// secrets or passwords, and those that `kbench.toml` names as keys.
    ///
    /// @return the values of at least 8 characters, the longest first
    public List<String> secrets() {
        Set<String> secrets = new HashSet<>();
        values.forEach(
                (name, value) -> {
                    if (SECRET.matcher(name).find()) {
                        secrets.add(value.strip());
                    }
                });
        toml.providers()
                .values()
                .forEach(provider -> provider.keyEnv().flatMap(this::get).ifPresent(secrets::add));
        return secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// What `kbench.toml` says: the working directory's, and the user's where that says nothing.
    ///
    /// @return its tables; {@link ConfigFile#NONE} where there is no file
    public ConfigFile toml() {
        return toml;
    }

    /// What of the files is left out, and why, without values; and which variables say different
    /// things of one matter.
    ///
    /// @return a sentence each; empty where there is nothing to tell
    public List<String> warnings() {
        return warnings;
    }

    /// These settings with others that win.
    ///
    /// @param overrides names and values
    /// @return new settings
    public Settings with(Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(overrides);
        return new Settings(all, file, toml, warnings);
    }

    /// Names only: values may be secret.
    @Override
    public String toString() {
        return "Settings" + values.keySet().stream().sorted().toList();
    }
}
