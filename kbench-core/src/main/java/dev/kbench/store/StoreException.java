package dev.kbench.store;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// A file of runs, tasks or evaluations cannot be written or read.
public final class StoreException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message which file or folder, what is wrong, and what to do
    /// @param cause what it came from, if anything
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The disk refuses to write: the message says why, in the system's words, and what to do.
    ///
    /// @param file the file or folder
    /// @param cause what was thrown
    /// @return the exception
    public static StoreException writing(Path file, Throwable cause) {
        return failed(file, "written", cause);
    }

    /// The disk refuses to read: the message says why, in the system's words, and what to do.
    ///
    /// @param file the file or folder
    /// @param cause what was thrown
    /// @return the exception
    public static StoreException reading(Path file, Throwable cause) {
        return failed(file, "read", cause);
    }

    /// The disk refuses to remove: the message says why, in the system's words, and what to do.
    ///
    /// @param file the file or folder
    /// @param cause what was thrown
    /// @return the exception
    public static StoreException removing(Path file, Throwable cause) {
        return failed(file, "removed", cause);
    }

    /// The same for another thread: each has a stack trace of its own.
    ///
    /// @return the exception
    public StoreException again() {
        return new StoreException(String.valueOf(getMessage()), getCause());
    }

    private static StoreException failed(Path file, String what, Throwable cause) {
        String reason = reason(cause);
        return new StoreException(
                "%s cannot be %s: %s; %s".formatted(file, what, reason, advice(reason)), cause);
    }

    private static String reason(Throwable cause) {
        String said = cause.getMessage();
        return switch (cause) {
            case FileAlreadyExistsException _ -> "there is a file in the folder's place";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case ClosedByInterruptException _ -> "the thread was interrupted";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> "access is denied";
            // the path stands before the reason, in brackets
            case FileNotFoundException _ when said != null && said.endsWith(")") ->
                    said.substring(said.lastIndexOf('(') + 1, said.length() - 1);
            case IOException _ when said != null -> said;
            default -> cause.toString();
        };
    }

    private static String advice(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("quota")) {
            return "free some space and give the same command again, what was reported is kept";
        }
        if (lower.contains("too many open files")) {
            return "raise the limit of open files (ulimit -n) and give the same command again, what"
                    + " was reported is kept";
        }
        return "expected a folder on a disk that works and that this user may write to, choose"
                + " another with --out; what was reported is kept";
    }
}
