package dev.kbench.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class MainTest {
    @TempDir Path folder;

    private int code;

    @BeforeEach
    void aRepositoryInAFolder() throws IOException {
        publish("one", "1.0", dependency("two", "2.0", "") + dependency("three", "3.0", "test"));
        publish("two", "2.0", "");
        settings("");
    }

    private static String dependency(String name, String version, String scope) {
        return "<dependency><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
                .formatted(name, version, scope.isEmpty() ? "" : "<scope>" + scope + "</scope>");
    }

    private void publish(String name, String version, String dependencies) throws IOException {
        Path target =
                Files.createDirectories(folder.resolve("repo/g/%s/%s".formatted(name, version)));
        Files.writeString(target.resolve("%s-%s.jar".formatted(name, version)), name);
        Files.writeString(
                target.resolve("%s-%s.pom".formatted(name, version)),
                "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>%s</artifactId><version>%s</version><dependencies>%s</dependencies></project>"
                        .formatted(name, version, dependencies));
    }

    private void settings(String more) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/.m2"));
        Files.writeString(
                home.resolve("settings.xml"),
                "<settings><localRepository>%s</localRepository><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>%s</settings>"
                        .formatted(folder.resolve("local"), folder.resolve("repo").toUri(), more));
    }

    private List<String> lines(String... libraries) {
        return lines(Map.of(), libraries);
    }

    private List<String> lines(Map<String, String> environment, String... libraries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        code =
                Main.run(
                        List.of(libraries),
                        environment,
                        folder.resolve("home"),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String jar(String path) {
        return "jar " + folder.resolve("local/g/" + path);
    }

    @Test
    void givesALibraryAndWhatItNeedsAtRunTime() {
        assertThat(lines("g:one:jar:1.0"))
                .filteredOn(line -> !line.startsWith("fetching "))
                .containsExactly(jar("one/1.0/one-1.0.jar"), jar("two/2.0/two-2.0.jar"));
        assertThat(code).isZero();
    }

    @Test
    void saysWhatItFetchesAndFetchesItOnce() {
        assertThat(lines("g:one:jar:1.0"))
                .filteredOn(line -> line.startsWith("fetching "))
                .containsExactlyInAnyOrder(
                        "fetching one-1.0.jar " + folder.resolve("repo").toUri(),
                        "fetching two-2.0.jar " + folder.resolve("repo").toUri());
        assertThat(lines("g:one:jar:1.0")).noneMatch(line -> line.startsWith("fetching "));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(lines("g:one:jar:9.0"))
                .singleElement()
                .asString()
                .startsWith("refused ")
                .contains("g:one:jar:9.0", "m (" + folder.resolve("repo").toUri());
        assertThat(code).isEqualTo(2);
    }

    @Test
    void worksOfflineWhereTheSettingsSaySo() throws IOException {
        settings("<offline>true</offline>");
        assertThat(lines("g:two:jar:2.0"))
                .singleElement()
                .asString()
                .startsWith("refused ")
                .contains("offline");
    }

    @Test
    void takesRepositoriesOfActiveProfilesAndTheInstallationsSettings() throws IOException {
        Path other = Files.move(folder.resolve("repo"), folder.resolve("other"));
        Files.delete(folder.resolve("home/.m2/settings.xml"));
        Path maven = Files.createDirectories(folder.resolve("maven/conf"));
        Files.writeString(
                maven.resolve("settings.xml"),
                "<settings><localRepository>%s</localRepository><profiles><profile><id>p</id><repositories><repository><id>central</id><url>%s</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>p</activeProfile></activeProfiles></settings>"
                        .formatted(folder.resolve("local"), other.toUri()));

        assertThat(lines(Map.of("MAVEN_HOME", maven.getParent().toString()), "g:two:jar:2.0"))
                .endsWith(jar("two/2.0/two-2.0.jar"));
    }

    @Test
    void settingsThatCannotBeReadAreNamed() throws IOException {
        Files.writeString(folder.resolve("home/.m2/settings.xml"), "<settings><mirrors>");
        assertThat(lines("g:two:jar:2.0"))
                .singleElement()
                .asString()
                .startsWith("refused Maven's settings cannot be read: ")
                .contains("settings.xml");
    }
}
