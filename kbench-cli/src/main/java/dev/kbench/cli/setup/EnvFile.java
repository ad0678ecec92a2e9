package dev.kbench.cli.setup;

import dev.kbench.cli.shell.MisuseException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `.env` file, which holds keys: written whole or not at all, and readable by its owner alone
/// from the first byte on.
public final class EnvFile {
    private static final Pattern NAME =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=.*");

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
        List<String> lines = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    Matcher matcher = NAME.matcher(line);
                    if (!matcher.matches() || !values.containsKey(matcher.group(1))) {
                        lines.add(line);
                    }
                }
            }
            values.forEach((name, value) -> lines.add(name + "=" + quoted(name, value)));
            replace(String.join("\n", lines) + "\n");
            return file;
        } catch (IOException e) {
            throw new MisuseException(
                    "%s cannot be written: %s; run kbench init in a folder that can be written to"
                            .formatted(
                                    file,
                                    e instanceof FileSystemException f && f.getReason() != null
                                            ? f.getReason()
                                            : e.getClass().getSimpleName()));
        }
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
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
