package dev.kbench.cli.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes classes of benchmark files: from the cache where a file was compiled before, else with the
/// compiler, whose classes are not even loaded otherwise.
public final class BenchmarkFiles {
    private final CompileCache cache;
    private final LibraryFiles libraries;
    private final List<Path> modules;

    /// A file's classes, and the libraries that they need.
    ///
    /// @param file what the compiler made of it
    /// @param libraries jars, in the order of the class path
    public record Compiled(CompiledFile file, List<Path> libraries) {
        /// Copies the list.
        public Compiled {
            libraries = List.copyOf(libraries);
        }
    }

    /// Makes one.
    ///
    /// @param cache the user's cache folder
    /// @param notice is told what is fetched
    public BenchmarkFiles(Path cache, Consumer<String> notice) {
        this.cache = new CompileCache(cache.resolve("classes"));
        this.libraries = new LibraryFiles(cache.resolve("libraries"), notice);
        this.modules = modulePath();
    }

    /// The classes of a file.
    ///
    /// @param source the file
    /// @return what the compiler made of it
    /// @throws dev.kbench.cli.shell.MisuseException if it does not compile, or asks for libraries
    ///   that cannot be had
    public Compiled compile(SourceText source) {
        List<Path> jars = libraries.of(source);
        String digest = source.digest(versions(jars));
        Optional<CompiledFile> known = cache.find(digest);
        if (known.isPresent()) {
            return new Compiled(known.get(), jars);
        }
        CompiledFile compiled = SourceCompiler.compile(source, modules, jars);
        cache.keep(digest, compiled);
        return new Compiled(compiled, jars);
    }

    /// What this process was started with: the module path, or the class path.
    private static List<Path> modulePath() {
        String path = System.getProperty("jdk.module.path", "");
        String entries = path.isEmpty() ? System.getProperty("java.class.path", "") : path;
        return Arrays.stream(entries.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    /// The JDK, and kbench's own files and the libraries by size and time: a snapshot changes under
    /// one version.
    private String versions(List<Path> jars) {
        StringBuilder versions = new StringBuilder(Runtime.version().toString());
        for (Path entry : modules) {
            if (Files.isDirectory(entry)) {
                try (var files = Files.list(entry)) {
                    files.sorted().forEach(file -> stamp(file, versions));
                } catch (IOException e) {
                    versions.append('\n').append(entry);
                }
            } else {
                stamp(entry, versions);
            }
        }
        jars.forEach(jar -> stamp(jar, versions));
        return versions.toString();
    }

    private static void stamp(Path file, StringBuilder versions) {
        versions.append('\n').append(file.getFileName());
        try {
            versions.append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            versions.append(" ?");
        }
    }
}
