package dev.kbench.cli.shell;

import dev.kbench.config.Settings;

import java.nio.file.Path;
import java.util.Locale;

/// The user's folder for what can be made again.
public final class CacheFolder {
    private CacheFolder() {}

    /// The folder: `KBENCH_CACHE`, else `kbench` in the place that the system has for caches.
    ///
    /// @param settings the settings
    /// @return the folder, which need not exist
    public static Path of(Settings settings) {
        return settings.get("KBENCH_CACHE").map(Path::of).orElseGet(() -> ofSystem(settings));
    }

    private static Path ofSystem(Settings settings) {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return settings.get("LOCALAPPDATA")
                    .map(Path::of)
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("kbench")
                    .resolve("cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("kbench");
        }
        return settings.get("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"))
                .resolve("kbench");
    }
}
