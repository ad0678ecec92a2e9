package dev.kbench.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class RemovalTest {
    @TempDir Path around;

    private Path folder(String path) throws IOException {
        return Files.createDirectories(around.resolve(path));
    }

    @Test
    void aFolderGoesWithAllInIt() throws IOException {
        Files.writeString(folder("a/b/c").resolve("file"), "text");
        folder("a/removed-0/inner");
        folder("a/b/removed-1");
        Files.writeString(around.resolve("a/.hidden"), "text");

        Removal.of(around.resolve("a"));

        assertThat(around).isEmptyDirectory();
        Removal.of(around.resolve("a"));
    }

    @Test
    void aFileGoesToo() throws IOException {
        Path file = Files.writeString(around.resolve("file"), "text");
        Removal.of(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatLinksLeadToStays() throws IOException {
        Path kept = Files.writeString(folder("kept").resolve("file"), "text");
        Files.createSymbolicLink(folder("a/b").resolve("folder"), kept.getParent());
        Files.createSymbolicLink(around.resolve("a/file"), kept);
        Files.createSymbolicLink(around.resolve("a/nowhere"), around.resolve("none"));
        Path link = Files.createSymbolicLink(around.resolve("link"), kept.getParent());

        Removal.of(around.resolve("a"));
        Removal.of(link);

        assertThat(around.resolve("a")).doesNotExist();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(kept).hasContent("text");
    }

    /// Its owner may do so, whoever that is; the system's administrator may anyway.
    @Test
    void aFolderThatNobodyMayEnterIsOpened() throws IOException {
        Files.writeString(folder("a/b/c").resolve("file"), "text");
        for (String one : new String[] {"a/b/c", "a/b", "a"}) {
            Files.setPosixFilePermissions(
                    around.resolve(one), PosixFilePermissions.fromString("---------"));
        }

        Removal.of(around.resolve("a"));

        assertThat(around).isEmptyDirectory();
    }

    @Test
    void aFolderDeeperThanAPathCanNameGoesToo() throws Exception {
        folder("a");
        Process made =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "n=0; while [ $n -lt 60 ]; do mkdir $0 && cd -P $0 || exit 1;"
                                        + " n=$((n+1)); done; echo text > file",
                                "x".repeat(200))
                        .directory(around.resolve("a").toFile())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor()).isZero();
        assertThatThrownBy(
                        () -> {
                            try (var all = Files.walk(around.resolve("a"))) {
                                assertThat(all.count()).isZero();
                            }
                        })
                .as("no path leads there")
                .hasMessageContaining("too long");

        Removal.of(around.resolve("a"));

        assertThat(around).isEmptyDirectory();
    }
}
