package dev.kbench.browser;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How a page is shown. For one call, on one thread.
public final class SnapshotOptions {
    static final int LARGEST_SIDE = 16_384;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    private Duration waitBefore = Duration.ZERO;
    private Duration timeout = Duration.ofSeconds(30);
    private boolean fullPage;
    private int width = 400;
    private int height = 600;
    private final List<String> hosts = new ArrayList<>();
    private boolean everything;
    private boolean visibleToLlm = true;

    SnapshotOptions() {}

    /// Waits after the page has loaded, before its picture is taken. Default: not at all.
    ///
    /// @param wait zero to one hour
    /// @return these options
    /// @throws IllegalArgumentException if it is out of range
    public SnapshotOptions waitBefore(Duration wait) {
        requireNonNull(wait, "waitBefore: expected a duration, got null");
        if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "waitBefore: expected zero to one hour, got %s".formatted(wait));
        }
        waitBefore = wait;
        return this;
    }

    /// How long the page may take to load, and how long each later step. Default: 30 seconds.
    ///
    /// @param limit more than zero, at most one hour
    /// @return these options
    /// @throws IllegalArgumentException if it is out of range
    public SnapshotOptions timeout(Duration limit) {
        requireNonNull(limit, "timeout: expected a duration, got null");
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout: expected more than zero and at most one hour, got %s"
                            .formatted(limit));
        }
        timeout = limit;
        return this;
    }

    /// Whether the picture shows the whole page or only its window. Default: the window. A page
    /// longer or wider than 16,384 pixels is cut there.
    ///
    /// @param full true for the whole page
    /// @return these options
    public SnapshotOptions fullPage(boolean full) {
        fullPage = full;
        return this;
    }

    /// The size of the page's window in pixels. Default: 400 × 600.
    ///
    /// @param wide 1 to 16,384
    /// @param high 1 to 16,384
    /// @return these options
    /// @throws IllegalArgumentException if either is out of range
    public SnapshotOptions size(int wide, int high) {
        if (wide < 1 || wide > LARGEST_SIDE || high < 1 || high > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "size: expected 1 to %d pixels each way, got %d × %d"
                            .formatted(LARGEST_SIDE, wide, high));
        }
        width = wide;
        height = high;
        return this;
    }

    /// Lets the page ask some hosts, directly, whatever proxy this machine has. Default: none.
    ///
    /// @param names such as `cdn.example.org`, or `*.example.org` for all hosts below one
    /// @return these options
    /// @throws IllegalArgumentException if one is no host's name
    public SnapshotOptions allow(String... names) {
        for (String name : requireNonNull(names, "allow: expected names of hosts, got null")) {
            String host = requireNonNull(name, "allow: expected a host's name, got null");
            String lower = host.toLowerCase(Locale.ROOT);
            if (!HOST.matcher(lower).matches()) {
                throw new IllegalArgumentException(
                        "allow: expected a host's name such as cdn.example.org or *.example.org,"
                                + " got \"%s\"".formatted(host));
            }
            hosts.add(lower);
        }
        return this;
    }

    /// Lets the page ask every host there is, those of this machine and its network among them, by
    /// this machine's proxy where it has one.
    ///
    /// @return these options
    public SnapshotOptions allowEverything() {
        everything = true;
        return this;
    }

    /// Whether models see the picture in the conversation. Default: they do.
    ///
    /// @param visible false to keep it from them
    /// @return these options
    public SnapshotOptions visibleToLlm(boolean visible) {
        visibleToLlm = visible;
        return this;
    }

    Duration pause() {
        return waitBefore;
    }

    Duration limit() {
        return timeout;
    }

    boolean isFullPage() {
        return fullPage;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean isVisibleToLlm() {
        return visibleToLlm;
    }

    AllowedHosts allowed() {
        return new AllowedHosts(hosts, everything);
    }
}
