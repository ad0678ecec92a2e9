package dev.kbench.tools.sandbox.child;

import dev.kbench.config.Settings;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a provider has to know of this machine.
///
/// @param os the operating system's name, as `os.name` has it
/// @param arch the processor's, as `os.arch` has it
/// @param root where `/proc` and `/sys` are looked for
/// @param path folders of programs, in order
public record Host(String os, String arch, Path root, List<Path> path) {
    private static final List<String> USUAL =
            List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /// Copies the folders.
    public Host {
        path = List.copyOf(path);
    }

    /// This machine.
    ///
    /// @return what there is
    public static Host real() {
        Stream<String> named =
                Settings.ofProcess().get("PATH").stream()
                        .flatMap(all -> Arrays.stream(all.split(File.pathSeparator, -1)))
                        .filter(folder -> !folder.isBlank());
        return new Host(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Path.of("/"),
                Stream.concat(named, USUAL.stream()).distinct().map(Path::of).toList());
    }

    /// Whether it runs Linux.
    ///
    /// @return true if so
    public boolean isLinux() {
        return os.toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /// A program of a name.
    ///
    /// @param name such as `bwrap`
    /// @return its absolute path, empty if there is none
    public Optional<Path> program(String name) {
        return programs(name).findFirst();
    }

    /// All programs of a name.
    ///
    /// @param name such as `bwrap`
    /// @return their absolute paths, in the order in which they are looked for
    public Stream<Path> programs(String name) {
        return path.stream()
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /// A small file of the kernel's.
    ///
    /// @param file its path without the first slash, such as `proc/self/cgroup`
    /// @return its text, empty where it cannot be read
    public Optional<String> kernel(String file) {
        try {
            return Optional.of(
                    new String(
                            Files.readAllBytes(root.resolve(file)), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The user that this JVM runs as.
    ///
    /// @return the id, -1 where users have none
    public long uid() {
        return kernel("proc/self/status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.strip().split("\\s+", -1)[2])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(-1);
    }
}
