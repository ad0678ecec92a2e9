package dev.kbench.cli.setup;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.config.DotEnv;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A `.env` file, which holds keys: written whole or not at all, and readable by its owner alone
/// from the first byte on.
public final class EnvFile {
    private final Path file;

    /// A file in a folder.
    ///
    /// @param folder the folder
    public EnvFile(Path folder) {
        this.file = folder.resolve(".env");
    }

    /// Writes values.
    ///
    /// @param values names and values
    /// @param force whether a file that is there may be changed: then the lines of other names stay
    /// @return the file written
    /// @throws MisuseException if there is one already, or it cannot be written
    public Path write(SequencedMap<String, String> values, boolean force) {
        if (Files.exists(file) && !force) {
            throw new MisuseException(
                    "%s is there already; to change these settings in it, add --force"
                            .formatted(file));
        }
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        values.forEach((name, value) -> settings.put(name, name + "=" + quoted(name, value)));
        try {
            List<String> lines = changed(old(), settings);
            replace(String.join("\n", lines) + "\n");
            return file;
        } catch (IOException e) {
            throw new MisuseException(
                    "%s cannot be written: %s; run kbench init in a folder that can be written to"
                            .formatted(file, reason(e)));
        }
    }

    private String old() throws IOException {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (CharacterCodingException e) {
            throw new MisuseException(
                    "%s is not UTF-8 text; save it as UTF-8 or remove it".formatted(file));
        }
    }

    private static String reason(IOException e) {
        String known = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return known == null ? e.getClass().getSimpleName() : known;
    }

    /// The lines of a file with settings in the places that they had, new ones at its end.
    private static List<String> changed(String old, SequencedMap<String, String> settings) {
        List<String> lines = new ArrayList<>();
        SequencedMap<String, String> left = new LinkedHashMap<>(settings);
        List<String> before = old.lines().toList();
        int next = 0;
        for (DotEnv.Place place : DotEnv.places(old)) {
            if (settings.containsKey(place.name())) {
                lines.addAll(before.subList(next, place.first() - 1));
                next = place.last();
                if (left.containsKey(place.name())) {
                    lines.add(left.remove(place.name()));
                }
            }
        }
        lines.addAll(before.subList(next, before.size()));
        lines.addAll(left.values());
        return lines;
    }

    private void replace(String text) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path temp = Files.createTempFile(file.toAbsolutePath().getParent(), ".env-", "", ownerOnly);
        try {
            Files.writeString(temp, text, StandardCharsets.UTF_8);
            Files.move(
                    temp,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// A value as the file's reader takes it back.
    private static String quoted(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new MisuseException(
                    "%s must be one line without control characters".formatted(name));
        }
        if (value.matches("[A-Za-z0-9_./:@%+,=~-]*")) {
            return value;
        }
        return "\""
                + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${")
                + "\"";
    }
}
