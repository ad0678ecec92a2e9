package dev.kbench.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Scripts in Python's place, and wheels for them to bring.
///
/// @param folder where they lie
record FakePython(Path folder) {
    /// A script that notes its run and then does something; `$dest` is where a wheel belongs.
    String doing(String what) throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("python"),
                        """
                        #!/bin/sh
                        echo "$*" >> '%s'
                        while [ $# -gt 0 ]; do [ "$1" = --dest ] && dest=$2; shift; done
                        %s
                        """
                                .formatted(runs(), what));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    /// A script that brings a wheel.
    String bringing(Path wheel) throws IOException {
        return doing("cp '%s' \"$dest/x.whl\"".formatted(wheel));
    }

    /// A script that says something and fails.
    String failing(String words) throws IOException {
        return doing("echo '%s' >&2; exit 1".formatted(words));
    }

    /// The file with one line a run: its arguments.
    Path runs() {
        return folder.resolve("runs");
    }

    Path wheel(String entry, byte[] bytes) throws IOException {
        Path wheel = folder.resolve("wheel.zip");
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(bytes);
            zip.closeEntry();
        }
        return wheel;
    }
}
