package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A text file that is there whole, under its name, or not at all.
final class AtomicFile {
    private AtomicFile() {}

    interface Content {
        void write(Writer out) throws IOException;
    }

    static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = null;
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
            }
            temporary = Files.createTempFile(folder, ".kbench-", ".tmp");
            try (Writer out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    Files.newOutputStream(temporary, StandardOpenOption.WRITE),
                                    StandardCharsets.UTF_8
                                            .newEncoder()
                                            .onMalformedInput(CodingErrorAction.REPORT)
                                            .onUnmappableCharacter(CodingErrorAction.REPORT)),
                            1 << 16)) {
                content.write(out);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            temporary = null;
        } catch (CharacterCodingException e) {
            throw new TableException(
                    "%s cannot be written: a value holds half a character (a lone surrogate), which UTF-8 cannot carry"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            String reason =
                    e instanceof FileSystemException f && f.getReason() != null
                            ? "%s: %s".formatted(f.getFile(), f.getReason())
                            : e.toString();
            throw new TableException("%s cannot be written: %s".formatted(file, reason), e);
        } finally {
            discard(temporary);
        }
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                temporary.toFile().deleteOnExit();
            }
        }
    }
}
