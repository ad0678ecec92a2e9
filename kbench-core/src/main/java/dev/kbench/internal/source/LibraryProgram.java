package dev.kbench.internal.source;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program that finds libraries. It has Maven's resolver, and so a class path of its own.
///
/// @param folder where its jars lie
public record LibraryProgram(Path folder) {
    private static final String MAIN = "dev.kbench.libraries.Main";
    private static final String JAR = "jar ";
    private static final String FETCHING = "fetching ";
    private static final String REFUSED = "refused ";

    /// Finds libraries, and all that they need.
    ///
    /// @param wanted at least one
    /// @param notice is told what is fetched
    /// @return their jars, in the order of the class path
    /// @throws LibraryException if one cannot be had; of the library at fault where the reason
    ///   tells which it is, else of the first
    /// @throws IllegalStateException if the program is not there
    public List<Path> find(List<WantedLibrary> wanted, Consumer<String> notice)
            throws LibraryException {
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
        throw refused(wanted, said.toString());
    }

    private static LibraryException refused(List<WantedLibrary> wanted, String reason) {
        WantedLibrary fault =
                wanted.stream()
                        .filter(one -> reason.contains(one.artifact()))
                        .findFirst()
                        .orElse(wanted.getFirst());
        return new LibraryException(
                fault.line(),
                fault.text(),
                "it cannot be had: %s. Check its name and version, the network, and ~/.m2/settings.xml, which names mirrors, proxies and repositories"
                        .formatted(reason.isEmpty() ? "the search ended without a word" : reason));
    }

    private List<String> command(List<WantedLibrary> wanted) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-classpath",
                                classPath(),
                                MAIN),
                        wanted.stream().map(WantedLibrary::coordinates).distinct())
                .toList();
    }

    private String classPath() {
        List<Path> jars = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                jars = files.sorted().toList();
            } catch (IOException e) {
                jars = List.of();
            }
        }
        if (jars.isEmpty()) {
            throw new IllegalStateException(
                    "kbench's own program for libraries is not there: expected its jars in %s; build kbench anew, or take the //DEPS lines out"
                            .formatted(folder));
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
