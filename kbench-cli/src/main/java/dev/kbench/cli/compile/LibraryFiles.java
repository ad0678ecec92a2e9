package dev.kbench.cli.compile;

import dev.kbench.cli.compile.Libraries.Library;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.key.CanonicalJson;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The jars of the libraries that a file asks for. They are found by a program of its own, which
/// has Maven's resolver: it lies beside the command's own jars, in `libraries`, and is started once
/// for each set of libraries; what it found is noted in the user's cache.
final class LibraryFiles {
    private static final String PROGRAM = "dev.kbench.libraries.Main";
    private static final String JAR = "jar ";
    private static final String FETCHING = "fetching ";
    private static final String REFUSED = "refused ";

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
        List<Library> libraries = Libraries.of(source);
        if (libraries.isEmpty()) {
            return List.of();
        }
        List<String> wanted = libraries.stream().map(Library::coordinates).distinct().toList();
        Path note = cache.resolve(CanonicalJson.sha256(wanted) + ".txt");
        List<Path> known = noted(note);
        if (!known.isEmpty()) {
            return known;
        }
        List<Path> found = find(source, libraries, wanted);
        if (wanted.stream().noneMatch(library -> library.endsWith("-SNAPSHOT"))) {
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

    private List<Path> find(SourceText source, List<Library> libraries, List<String> wanted) {
        List<Path> jars = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        try {
            Process process = new ProcessBuilder(command(wanted)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(JAR)) {
                        jars.add(Path.of(line.substring(JAR.length())));
                    } else if (line.startsWith(FETCHING)) {
                        notice.accept(line);
                    } else {
                        said.append(
                                line.startsWith(REFUSED) ? line.substring(REFUSED.length()) : line);
                    }
                }
            }
            if (process.waitFor() == 0) {
                return List.copyOf(jars);
            }
        } catch (IOException e) {
            said.append(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said.append("the search was interrupted");
        }
        throw refused(source, libraries, said.toString());
    }

    /// Names the line of the library that is at fault, where the reason tells which.
    private static MisuseException refused(
            SourceText source, List<Library> libraries, String reason) {
        Library fault =
                libraries.stream()
                        .filter(one -> reason.contains(artifact(one)))
                        .findFirst()
                        .orElse(libraries.getFirst());
        return Libraries.refused(
                source.path(),
                fault.line(),
                fault.text(),
                "it cannot be had: %s. Check its name and version, the network, and ~/.m2/settings.xml, which names mirrors, proxies and repositories"
                        .formatted(reason.isEmpty() ? "the search ended without a word" : reason));
    }

    private static String artifact(Library library) {
        String whole = library.coordinates();
        return whole.substring(0, whole.indexOf(':', whole.indexOf(':') + 1) + 1);
    }

    private static List<String> command(List<String> wanted) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-classpath"));
        command.add(classPath());
        command.add(PROGRAM);
        command.addAll(wanted);
        return command;
    }

    private static String classPath() {
        Path folder = beside();
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.sorted().forEach(jars::add);
            } catch (IOException e) {
                jars.clear();
            }
        }
        if (jars.isEmpty()) {
            throw new MisuseException(
                    "kbench's own program for libraries is not there: expected its jars in %s; build kbench anew, or take the //DEPS lines out"
                            .formatted(folder));
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
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
