package dev.kbench.cli.compile;

import dev.kbench.cli.shell.MisuseException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.lang.model.SourceVersion;

/// The text of a benchmark file.
///
/// @param path the file as the user named it
/// @param text what is in it, a byte order mark left out
public record SourceText(Path path, String text) {
    /// Reads a file.
    ///
    /// @param path the file as the user named it
    /// @return its text
    /// @throws MisuseException if it is no Java source file that can be read
    public static SourceText read(Path path) {
        if (Files.isDirectory(path)) {
            throw new MisuseException(
                    "%s is a folder; expected a benchmark file, such as %s"
                            .formatted(path, path.resolve("Quiz.java")));
        }
        if (Files.notExists(path)) {
            throw new MisuseException(
                    "there is no file %s (looked in %s); expected the path of a benchmark file"
                            .formatted(path, path.toAbsolutePath().getParent()));
        }
        if (!path.toString().endsWith(".java")) {
            throw new MisuseException(
                    "%s is no Java source file; expected a benchmark file whose name ends in .java"
                            .formatted(path));
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                            .toString();
            return new SourceText(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new MisuseException(
                    "%s is not UTF-8 text; save the file in UTF-8".formatted(path));
        } catch (IOException e) {
            throw new MisuseException(
                    "%s cannot be read: %s"
                            .formatted(
                                    path,
                                    e instanceof FileSystemException f && f.getReason() != null
                                            ? f.getReason()
                                            : e.getClass().getSimpleName()));
        }
    }

    /// The file's name without folders.
    ///
    /// @return such as `Quiz.java`
    public String fileName() {
        return String.valueOf(path.getFileName());
    }

    /// The name of the class that a file without one stands for: the file's, or a legal one made of
    /// it.
    ///
    /// @return such as `Quiz`, or `my_quiz` for `my-quiz.java`
    String className() {
        String name = fileName().substring(0, fileName().length() - ".java".length());
        StringBuilder legal = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) ? c : '_')
                .forEach(legal::appendCodePoint);
        if (legal.isEmpty() || !Character.isJavaIdentifierStart(legal.codePointAt(0))) {
            legal.insert(0, '_');
        }
        return SourceVersion.isName(legal) ? legal.toString() : legal.append('_').toString();
    }

    /// A digest of the name and the text, and of what else decides what the compiler makes of them.
    ///
    /// @param others such as versions
    /// @return 64 hex digits
    String digest(String others) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {fileName(), others, text}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
