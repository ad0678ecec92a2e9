package dev.kbench.cli.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class WholeFileTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void othersMayReadItAsAnyFileOfItsUser() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path file = folder.resolve("file");
        WholeFile.write(file, CONTENT);
        assertThat(file).hasBinaryContent(CONTENT);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(Files.getPosixFilePermissions(usual));
        }
        assertThat(names()).containsExactlyInAnyOrder("usual", "file");
    }

    @Test
    void whatCannotBeReplacedStays() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("file")).resolve("inside");
        Files.createFile(inside);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> WholeFile.write(folder.resolve("file"), CONTENT));
        assertThat(inside).exists();
        assertThat(names()).containsExactly("file");
    }
}
