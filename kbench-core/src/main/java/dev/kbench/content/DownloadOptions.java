package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Options of a download: `image.download(with -> with.timeout(Duration.ofSeconds(5)))`. Each is
/// set at most once.
///
/// One thread.
public final class DownloadOptions {
    private static final long MOST = 256L << 20;

    private @Nullable Duration timeout;
    private @Nullable Long maxBytes;
    private boolean privateAddresses;

    DownloadOptions() {}

    /// How long the whole of it may take, redirects included; 30 seconds by default.
    ///
    /// @param limit more than nothing, at most an hour
    /// @return this
    public DownloadOptions timeout(Duration limit) {
        requireNonNull(
                limit, "limit: expected a duration such as Duration.ofSeconds(30), got null");
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be more than 0 and at most an hour, got " + limit);
        }
        if (timeout != null) {
            throw new IllegalArgumentException("timeout was already set to " + timeout);
        }
        timeout = limit;
        return this;
    }

    /// How many bytes are taken at most; 50 MiB by default. A longer file is refused, not cut.
    ///
    /// @param bytes 1 to 256 MiB
    /// @return this
    public DownloadOptions maxBytes(long bytes) {
        if (bytes < 1 || bytes > MOST) {
            throw new IllegalArgumentException(
                    "maxBytes must be between 1 and %d, got %d".formatted(MOST, bytes));
        }
        if (maxBytes != null) {
            throw new IllegalArgumentException("maxBytes was already set to " + maxBytes);
        }
        maxBytes = bytes;
        return this;
    }

    /// Takes files from this machine and the networks around it too: loopback, private and
    /// link-local addresses. Refused by default, since a row of data could name any of them.
    ///
    /// @return this
    public DownloadOptions allowPrivateAddresses() {
        privateAddresses = true;
        return this;
    }

    Duration timeout() {
        return timeout == null ? Duration.ofSeconds(30) : timeout;
    }

    int maxBytes() {
        return maxBytes == null ? 50 << 20 : (int) (long) maxBytes;
    }

    boolean allowsPrivateAddresses() {
        return privateAddresses;
    }
}
