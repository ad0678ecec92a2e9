package dev.kbench.tools.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A file that lies in a program's working folder when it starts. The program may change it; the
/// change is gone at the end. Immutable.
public final class SandboxFile {
    private static final int LONGEST = 1024;

    private final String path;
    private final byte[] content;

    private SandboxFile(String path, byte[] content) {
        this.path = checked(path);
        this.content = content;
    }

    private static String checked(String path) {
        requireNonNull(path, "path: expected a path such as data/rows.csv, got null");
        List<String> parts = List.of(path.split("/", -1));
        if (path.isEmpty()
                || path.length() > LONGEST
                || path.indexOf('\0') >= 0
                || path.indexOf('\\') >= 0
                || parts.stream()
                        .anyMatch(
                                part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw new IllegalArgumentException(
                    "a file's path must lead into the working folder, such as data/rows.csv, of at most %d characters, got '%s'"
                            .formatted(
                                    LONGEST,
                                    path.length() > 80 ? path.substring(0, 80) + "…" : path));
        }
        return path;
    }

    /// A file of text, as UTF-8.
    ///
    /// @param path where it lies in the working folder, such as `data/rows.csv`; never absolute,
    ///   never `..`
    /// @param text what it holds
    /// @return the file
    public static SandboxFile of(String path, String text) {
        return new SandboxFile(
                path,
                requireNonNull(text, "text: expected the file's content, got null")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// A file of bytes.
    ///
    /// @param path where it lies in the working folder, such as `data/rows.csv`; never absolute,
    ///   never `..`
    /// @param bytes what it holds; copied
    /// @return the file
    public static SandboxFile of(String path, byte[] bytes) {
        return new SandboxFile(
                path,
                requireNonNull(bytes, "bytes: expected the file's content, got null").clone());
    }

    /// Where it lies.
    ///
    /// @return the path in the working folder
    public String path() {
        return path;
    }

    /// What it holds.
    ///
    /// @return a copy
    public byte[] bytes() {
        return content.clone();
    }

    /// How much it holds.
    ///
    /// @return bytes
    public int size() {
        return content.length;
    }

    @Override
    public String toString() {
        return "%s (%d bytes)".formatted(path, content.length);
    }
}
