package dev.kbench.browser;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The two programs that show pages: Chromium, or another browser built on it, and the driver that
/// comes with each version of it.
///
/// @param browser the browser
/// @param driver its driver
record Executables(Path browser, Path driver) {
    static final String BROWSER = "KBENCH_CHROMIUM";
    static final String DRIVER = "KBENCH_CHROMEDRIVER";

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ON_MACOS =
            List.of(
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium");

    /// Finds both: the files that the settings name, else the first on the search path.
    ///
    /// @throws ToolUnavailableException if one is missing, with what to do
    static Executables find(Settings settings) {
        return new Executables(
                find(settings, BROWSER, BROWSERS, ON_MACOS),
                find(settings, DRIVER, List.of("chromedriver"), List.of()));
    }

    private static Path find(
            Settings settings, String variable, List<String> names, List<String> places) {
        Optional<String> named = settings.get(variable);
        if (named.isPresent()) {
            Path file = Path.of(named.get());
            if (!Files.isExecutable(file) || Files.isDirectory(file)) {
                throw new ToolUnavailableException(
                        "%s names %s, which is no program; name the file of %s, or unset it"
                                .formatted(variable, file, names.getFirst()),
                        null);
            }
            return file;
        }
        return Stream.concat(onPath(settings, names), places.stream().map(Path::of))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ToolUnavailableException(
                                        "showing pages needs %s, which is not on the PATH; install it (Debian and Ubuntu: apt-get install chromium chromium-driver), or name its file by %s"
                                                .formatted(String.join(" or ", names), variable),
                                        null));
    }

    private static Stream<Path> onPath(Settings settings, List<String> names) {
        List<Path> found = new ArrayList<>();
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        String path = settings.get("PATH").orElse("");
        for (String name : names) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                if (!folder.isBlank()) {
                    found.add(Path.of(folder, windows ? name + ".exe" : name));
                }
            }
        }
        return found.stream();
    }
}
