package dev.kbench.cli.compile;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.internal.source.LibraryException;
import dev.kbench.internal.source.LibraryProgram;
import dev.kbench.internal.source.WantedLibrary;
import dev.kbench.key.CanonicalJson;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The jars of the libraries that a file asks for. The program that finds them lies beside the
/// command's own jars, in `libraries`, and is started once for each set of libraries; what it found
/// is noted in the user's cache.
final class LibraryFiles {
    private final Path cache;
    private final Consumer<String> notice;

    /// @param cache where what was found is noted
    /// @param notice is told what is fetched
    LibraryFiles(Path cache, Consumer<String> notice) {
        this.cache = cache;
        this.notice = notice;
    }

    /// The jars, in the order of the class path.
    ///
    /// @param source whose libraries
    /// @return none for a file that asks for none
    /// @throws MisuseException if one cannot be had
    List<Path> of(SourceText source) {
        try {
            List<WantedLibrary> wanted = WantedLibrary.of(source.text());
            return wanted.isEmpty() ? List.of() : of(wanted);
        } catch (LibraryException e) {
            throw new MisuseException(e.said(source.path() + ":" + e.line()));
        } catch (IllegalStateException e) {
            throw new MisuseException(String.valueOf(e.getMessage()));
        }
    }

    private List<Path> of(List<WantedLibrary> wanted) throws LibraryException {
        List<String> coordinates =
                wanted.stream().map(WantedLibrary::coordinates).distinct().toList();
        Path note = cache.resolve(CanonicalJson.sha256(coordinates) + ".txt");
        List<Path> known = noted(note);
        if (!known.isEmpty()) {
            return known;
        }
        List<Path> found = new LibraryProgram(beside()).find(wanted, notice);
        if (coordinates.stream().noneMatch(library -> library.endsWith("-SNAPSHOT"))) {
            note(note, found);
        }
        return found;
    }

    /// What was found before, where all of it is still there.
    private static List<Path> noted(Path note) {
        try {
            List<Path> jars = Files.readAllLines(note).stream().map(Path::of).toList();
            return jars.stream().allMatch(Files::isRegularFile) ? jars : List.of();
        } catch (IOException | IllegalArgumentException none) {
            return List.of();
        }
    }

    private static void note(Path note, List<Path> jars) {
        try {
            String lines = jars.stream().map(jar -> jar + "\n").collect(Collectors.joining());
            WholeFile.write(note, lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A cache that cannot be written only costs the next run its time.
        }
    }

    /// The folder beside the jar that this class was loaded from.
    private static Path beside() {
        try {
            Path own =
                    Path.of(
                            LibraryFiles.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return own.resolveSibling("libraries");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
