package dev.kbench.cli.project;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A new project: a folder with a benchmark that runs as it is, its data, and, with Maven, its
/// tests.
public final class NewProject {
    private final ProjectName name;
    private final boolean maven;
    private final String version;

    /// Plans one.
    ///
    /// @param name its name, which its folder has
    /// @param maven whether it is built with Maven
    /// @param version which kbench it needs
    /// @throws MisuseException if nothing can have this name
    public NewProject(String name, boolean maven, String version) {
        this.name = ProjectName.of(name);
        this.maven = maven;
        this.version = version;
    }

    /// The file that `kbench run` takes, relative to the project's folder.
    ///
    /// @return the file
    public String file() {
        return (maven ? "src/main/java/benchmarks/" : "") + name.className() + ".java";
    }

    /// Writes it.
    ///
    /// @param parent where its folder goes
    /// @return the files, relative to the project's folder
    /// @throws MisuseException if there is something already, or nothing can be written there
    public Iterable<String> write(Path parent) {
        Path folder = parent.resolve(name.name());
        refuseOther(folder);
        Map<String, String> files = files();
        files.forEach((file, template) -> write(folder.resolve(file), template));
        return files.keySet();
    }

    /// Each file and its template, in the order in which they are read.
    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", "README.md");
        files.put(file(), maven ? "Class.java" : "File.java");
        if (maven) {
            files.put(
                    "src/test/java/benchmarks/%sTest.java".formatted(name.className()),
                    "ClassTest.java");
            files.put("pom.xml", "pom.xml");
        }
        files.put("questions.csv", "questions.csv");
        files.put(".gitignore", "gitignore");
        return files;
    }

    private void write(Path file, String template) {
        String text =
                Resource.text(NewProject.class, template + ".template")
                        .replace("@name@", name.name())
                        .replace("@class@", name.className())
                        .replace("@method@", name.methodName())
                        .replace("@task@", name.taskName())
                        .replace("@file@", file())
                        .replace("@version@", version)
                        .replace(
                                "@maven@",
                                maven
                                        ? "\n"
                                                + "| test it | `mvn test` |\n"
                                                + "| run it with its libraries | `mvn compile"
                                                + " exec:exec` |"
                                        : "");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new MisuseException(
                    "%s cannot be written: %s; give yourself the right to, or go to another folder"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private static void refuseOther(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new MisuseException(
                        "%s is there already, with something in it; expected a name that is free, or an empty folder"
                                .formatted(folder));
            }
        } catch (IOException e) {
            throw new MisuseException(
                    "%s is there already, and no folder; expected a name that is free"
                            .formatted(folder));
        }
    }
}
