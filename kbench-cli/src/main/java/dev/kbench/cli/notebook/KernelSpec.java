package dev.kbench.cli.notebook;

import dev.kbench.cli.compile.WholeFile;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.KbenchException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What tells Jupyter how to start kbench's kernel: a file in a folder of the user's.
///
/// @param folder the kernel's folder
public record KernelSpec(Path folder) {
    /// The name by which notebooks ask for the kernel.
    static final String NAME = "kbench";

    /// The name that people choose it by.
    static final String SHOWN = "kbench (Java 25)";

    private static final String FILE = "kernel.json";

    /// The user's, where Jupyter looks for it.
    ///
    /// @param environment the environment variables
    /// @param home the user's home
    /// @param system the system's name, as `os.name` has it
    /// @return the file, there or not
    public static KernelSpec ofUser(Map<String, String> environment, Path home, String system) {
        return new KernelSpec(
                data(environment, home, system.toLowerCase(Locale.ROOT))
                        .resolve("kernels")
                        .resolve(NAME));
    }

    private static Path data(Map<String, String> environment, Path home, String system) {
        Optional<Path> named = path(environment, "JUPYTER_DATA_DIR");
        if (named.isPresent()) {
            return named.get();
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        if (system.startsWith("windows")) {
            return path(environment, "APPDATA").orElse(home).resolve("jupyter");
        }
        return path(environment, "XDG_DATA_HOME")
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("jupyter");
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /// Whether it is there.
    ///
    /// @return true if Jupyter finds the kernel
    public boolean isThere() {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// The program that it starts, as Jupyter reads it.
    ///
    /// @return empty where it names none that is there
    public Optional<Path> program() {
        try {
            String name =
                    JsonMapper.shared()
                            .readTree(Files.readString(folder.resolve(FILE)))
                            .path("argv")
                            .path(0)
                            .asString("");
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(name)).filter(Files::isExecutable);
        } catch (IOException | JacksonException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Writes it.
    ///
    /// @param command what starts the kernel; the file in which Jupyter says where it listens is
    ///   put behind it
    /// @return the file
    public Path install(List<String> command) {
        Map<String, Object> spec = new LinkedHashMap<>();
        List<String> argv = new ArrayList<>(command);
        argv.add("{connection_file}");
        spec.put("argv", argv);
        spec.put("display_name", SHOWN);
        spec.put("interrupt_mode", "message");
        spec.put("language", "java");
        Path file = folder.resolve(FILE);
        try {
            WholeFile.write(file, CanonicalJson.of(spec).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KbenchException(
                    "%s cannot be written (%s); name another folder of Jupyter's by JUPYTER_DATA_DIR"
                            .formatted(file, e));
        }
        return file;
    }

    /// Removes it.
    ///
    /// @return whether it was there
    public boolean uninstall() {
        try {
            boolean there = Files.deleteIfExists(folder.resolve(FILE));
            if (there && isEmpty(folder)) {
                Files.delete(folder);
            }
            return there;
        } catch (IOException e) {
            throw new KbenchException("%s cannot be removed: %s".formatted(folder, e));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
