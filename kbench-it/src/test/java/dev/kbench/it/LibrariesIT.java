package dev.kbench.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `//DEPS` lines of a benchmark file, by the packaged command, with the settings of a user whose
/// mirror is a folder.
class LibrariesIT {
    private static final Path LIB = Path.of("..", "kbench-cli", "target", "lib");

    private static final String QUIZ =
            """
            //DEPS org.example:greeting:%s
            import static dev.kbench.Kbench.*;
            import module dev.kbench;
            import org.example.Greeting;

            @Benchmark("greets")
            boolean greets(Llm llm) {
                return llm.prompt(Greeting.TEXT.get()).contains(Greeting.TEXT.get());
            }

            void main() {
                Task<Boolean> task = Task.of(this::greets);
                IO.println("digest " + task.attempt(llm()).attempt().key().task().codeSha256());
                IO.println("result " + task.run(llm()).result() + " by " + Greeting.TEXT.get());
            }
            """;

    @TempDir Path folder;

    @BeforeEach
    void aMirrorWithTwoVersions() throws IOException, InterruptedException {
        Path settings = Files.createDirectories(folder.resolve("home/.m2"));
        Files.writeString(
                settings.resolve("settings.xml"),
                """
                <settings>
                  <localRepository>${env.LIBRARIES_LOCAL}</localRepository>
                  <mirrors><mirror>
                    <id>folder</id><mirrorOf>*</mirrorOf><url>%s</url>
                  </mirror></mirrors>
                </settings>
                """
                        .formatted(folder.resolve("mirror").toUri()));
        publish("word", "1.0", "class Word { public static String WORD = \"Hello\"; }", "");
        for (String version : List.of("1.0", "1.1")) {
            publish(
                    "greeting",
                    version,
                    "class Greeting { public static final java.util.function.Supplier<String> TEXT"
                            + " = () -> Word.WORD + \", version %s\"; }".formatted(version),
                    "<dependencies><dependency><groupId>org.example</groupId>"
                            + "<artifactId>word</artifactId><version>1.0</version></dependency>"
                            + "</dependencies>");
        }
    }

    private void publish(String name, String version, String type, String dependencies)
            throws IOException, InterruptedException {
        Path classes = Files.createDirectories(folder.resolve("classes/" + name));
        Path source = folder.resolve(type.substring(6, type.indexOf(' ', 6)) + ".java");
        Files.writeString(source, "package org.example;\npublic " + type);
        assertThat(
                        Child.run(
                                        folder,
                                        "javac",
                                        "-d",
                                        classes.toString(),
                                        "-cp",
                                        folder.resolve("classes/word").toString(),
                                        source.toString())
                                .output())
                .isEmpty();
        Path target =
                Files.createDirectories(
                        folder.resolve("mirror/org/example/%s/%s".formatted(name, version)));
        String file = name + "-" + version;
        assertThat(
                        Child.run(
                                        folder,
                                        "jar",
                                        "--create",
                                        "--file",
                                        target.resolve(file + ".jar").toString(),
                                        "-C",
                                        classes.toString(),
                                        ".")
                                .code())
                .isZero();
        Files.writeString(
                target.resolve(file + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>"
                        + "<artifactId>%s</artifactId><version>%s</version>%s</project>"
                                .formatted(name, version, dependencies));
    }

    private Child run(String version) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Quiz.java"), QUIZ.formatted(version));
        return Child.kbench(
                LIB,
                folder,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.home=" + folder.resolve("home"),
                        "LIBRARIES_LOCAL",
                        folder.resolve("local").toString(),
                        "KBENCH_CACHE",
                        folder.resolve("cache").toString()),
                "run",
                "Quiz.java",
                "--model",
                "demo/echo",
                "--out",
                "out");
    }

    private static String digest(Child child) {
        return child.output()
                .lines()
                .filter(line -> line.startsWith("digest "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLibraryIsFetchedOnceWithWhatItNeeds() throws IOException, InterruptedException {
        Child first = run("1.0");
        assertThat(first.output())
                .contains(
                        "fetching greeting-1.0.jar",
                        "fetching word-1.0.jar",
                        "result true by Hello, version 1.0");
        assertThat(first.code()).isZero();

        try (Stream<Path> mirror = Files.walk(folder.resolve("mirror"))) {
            for (Path file : mirror.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Child again = run("1.0");
        assertThat(again.output())
                .contains("result true by Hello, version 1.0")
                .doesNotContain("fetching");
        assertThat(digest(again)).isEqualTo(digest(first));
    }

    @Test
    void anotherVersionIsOtherCode() throws IOException, InterruptedException {
        assertThat(digest(run("1.0"))).isNotEqualTo(digest(run("1.1")));
    }

    @Test
    void whatCannotBeHadIsRefusedWithItsLineAndTheReason()
            throws IOException, InterruptedException {
        Child child = run("2.0");

        assertThat(child.code()).isEqualTo(2);
        assertThat(child.output())
                .contains(
                        "Quiz.java:1 asks for the library 'org.example:greeting:2.0': it cannot be"
                                + " had: ",
                        "org.example:greeting:",
                        "Check its name and version, the network, and ~/.m2/settings.xml");
    }
}
