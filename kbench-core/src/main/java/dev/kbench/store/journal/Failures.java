package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// What to say where the disk refuses: which file, why, and what to do.
final class Failures {
    private Failures() {}

    static StoreException writing(Path file, Throwable cause) {
        return failed(file, "written", cause);
    }

    static StoreException reading(Path file, Throwable cause) {
        return failed(file, "read", cause);
    }

    /// The same for another thread: each has a stack trace of its own.
    static StoreException again(StoreException failure) {
        return new StoreException(String.valueOf(failure.getMessage()), failure.getCause());
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
        return "expected a folder on a disk that works and that this user may write to; what was"
                + " reported is kept";
    }
}
