package dev.kbench.config;

import dev.kbench.key.KbenchException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The user's folder for what can be fetched or made again: weights of models, compiled benchmark
/// files, indexes of runs.
public final class CacheFolder {
    private CacheFolder() {}

    /// The folder: `KBENCH_CACHE`, else `kbench` in the place that the system has for caches
    /// (`$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`). The user's home is
    /// what `HOME` says where that is an absolute path, as the launcher and other programs have it,
    /// else what the JVM knows of the user.
    ///
    /// @param settings the settings
    /// @return the folder, which need not exist
    /// @throws KbenchException if `KBENCH_CACHE` can be no path, or nothing says where a home is
    public static Path of(Settings settings) {
        return of(settings, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    static Path of(Settings settings, String system, String userHome) {
        Optional<String> own = settings.get("KBENCH_CACHE");
        if (own.isPresent()) {
            return folder("KBENCH_CACHE", own.get());
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return settings.get("LOCALAPPDATA")
                    .map(text -> folder("LOCALAPPDATA", text))
                    .orElseGet(() -> Path.of(userHome, "AppData", "Local"))
                    .resolve("kbench")
                    .resolve("cache");
        }
        if (name.startsWith("mac")) {
            return home(settings, userHome).resolve("Library").resolve("Caches").resolve("kbench");
        }
        // The base directory rules have relative paths ignored.
        return absolute(settings, "XDG_CACHE_HOME")
                .orElseGet(() -> home(settings, userHome).resolve(".cache"))
                .resolve("kbench");
    }

    /// A user without an entry in the system's list has the home "?" in a JVM.
    private static Path home(Settings settings, String userHome) {
        return absolute(settings, "HOME")
                .or(() -> Optional.of(Path.of(userHome)).filter(Path::isAbsolute))
                .orElseThrow(
                        () ->
                                new KbenchException(
                                        "there is no place for caches: HOME is not set, and this"
                                            + " user has no home; set HOME, or name a folder with"
                                            + " KBENCH_CACHE"));
    }

    private static Optional<Path> absolute(Settings settings, String name) {
        return settings.get(name).map(text -> folder(name, text)).filter(Path::isAbsolute);
    }

    private static Path folder(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new KbenchException("%s must be a folder, got '%s'".formatted(name, text), e);
        }
    }
}
