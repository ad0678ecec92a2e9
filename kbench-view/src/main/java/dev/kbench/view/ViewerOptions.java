package dev.kbench.view;

import dev.kbench.store.Redaction;

import java.nio.file.Path;
import java.util.List;

/// What a viewer shows, and where it listens.
///
/// @param folders folders that runs were written to, folders of journals, or run files
/// @param indexFolder where its indexes lie; can be deleted at any time
/// @param redaction what is taken out of all texts
/// @param host the name or address to listen at, such as {@link #LOOPBACK}
/// @param port the port; 0 for any that is free
public record ViewerOptions(
        List<Path> folders, Path indexFolder, Redaction redaction, String host, int port) {
    /// The address that only this machine reaches.
    public static final String LOOPBACK = "127.0.0.1";

    /// Copies the folders, and refuses a port out of range.
    public ViewerOptions {
        folders = List.copyOf(folders);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, got " + port);
        }
    }
}
