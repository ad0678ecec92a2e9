package dev.kbench.notebook;

import dev.kbench.internal.source.LibraryList;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Libraries that cells ask for by `//DEPS group:artifact:version` lines, as files do. They are
/// found by kbench's program for that, all that were asked for so far together, and are part of the
/// digest of every task's code from then on.
///
/// One thread.
final class CellLibraries {
    private static final String PROGRAM = "dev.kbench.libraries.Main";
    private static final String JAR = "jar ";
    private static final String REFUSED = "refused ";
    private static final String PART = "[A-Za-z0-9_.-]+";
    private static final Pattern LINE = Pattern.compile("(?m)^//DEPS[ \\t]+(.*)$");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern FORM =
            Pattern.compile(
                    "(%1$s):(%1$s):((?!(?i:latest|release)\\b)[A-Za-z0-9_.-]+)(?::(%1$s))?(?:@(%1$s))?"
                            .formatted(PART));

    private final Path program;
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<Path> jars = new LinkedHashSet<>();
    private final Path list;

    /// @param program the folder of the program's jars
    CellLibraries(Path program) {
        this.program = program;
        try {
            this.list = Files.createTempDirectory("kbench-libraries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the class path needs for a cell.
    ///
    /// @param cell the cell's name
    /// @return what is new; none for a cell that asks for nothing new
    /// @throws CellException if something cannot be had
    List<Path> of(String cell, String code) {
        Set<String> all = new LinkedHashSet<>(wanted);
        Matcher line = LINE.matcher(code);
        while (line.find()) {
            BETWEEN.splitAsStream(line.group(1).strip())
                    .forEach(word -> all.add(coordinates(cell, word)));
        }
        if (all.size() == wanted.size()) {
            return List.of();
        }
        List<Path> found = find(cell, all);
        wanted.addAll(all);
        List<Path> fresh = new ArrayList<>();
        if (jars.isEmpty()) {
            fresh.add(list);
        }
        found.stream().filter(jars::add).forEach(fresh::add);
        note();
        return fresh;
    }

    private static String coordinates(String cell, String word) {
        Matcher form = FORM.matcher(word);
        if (!form.matches()) {
            throw CellException.library(
                    cell,
                    word,
                    "expected group:artifact:version with one version, such as"
                            + " org.apache.commons:commons-text:1.14.0");
        }
        String type = form.group(5) == null ? "jar" : form.group(5);
        String classifier = form.group(4) == null ? "" : form.group(4) + ":";
        return "%s:%s:%s:%s%s"
                .formatted(form.group(1), form.group(2), type, classifier, form.group(3));
    }

    /// Other versions of them are other code.
    private void note() {
        try {
            Path file = list.resolve(LibraryList.RESOURCE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, LibraryList.text(List.copyOf(jars)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> find(String cell, Set<String> all) {
        List<Path> found = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        String asked = String.join(", ", all);
        try {
            Process process = new ProcessBuilder(command(all)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(JAR)) {
                        found.add(Path.of(line.substring(JAR.length())));
                    } else if (line.startsWith(REFUSED)) {
                        said.append(line.substring(REFUSED.length()));
                    }
                }
            }
            if (process.waitFor() == 0) {
                return found;
            }
        } catch (IOException e) {
            said.append(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said.append("the search was interrupted");
        }
        throw CellException.library(cell, asked, "it cannot be had: " + said);
    }

    private List<String> command(Set<String> all) throws IOException {
        try (Stream<Path> files = Files.list(program)) {
            return Stream.concat(
                            Stream.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-classpath",
                                    files.map(Path::toString)
                                            .sorted()
                                            .collect(Collectors.joining(File.pathSeparator)),
                                    PROGRAM),
                            all.stream())
                    .toList();
        }
    }
}
