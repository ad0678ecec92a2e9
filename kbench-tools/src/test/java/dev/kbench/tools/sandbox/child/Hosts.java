package dev.kbench.tools.sandbox.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Machines as tests need them.
public final class Hosts {
    private Hosts() {}

    /// A machine of another kind, with nothing on it.
    public static Host of(String os) {
        return new Host(os, "amd64", Path.of("/nowhere"), List.of());
    }

    /// A Linux machine with the programs of a folder and the kernel's files of another.
    public static Host linux(Path programs, Path root) {
        return new Host("Linux", "amd64", root, List.of(programs));
    }

    /// A program that is a script of the shell.
    public static Path script(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(folder);
            Files.writeString(file, "#!/bin/sh\n" + text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file with its folders.
    public static void file(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
