package dev.kbench.cli.show;

import dev.kbench.event.CallRetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts the requests to models that came to nothing and were sent again. One thread at a time.
final class SentAgain {
    private final Map<String, Long> byReason = new TreeMap<>();

    void add(CallRetry retry) {
        byReason.merge(why(retry), 1L, Long::sum);
    }

    /// Why a request came to nothing, such as `rate limited, 429` or `unavailable`.
    static String why(CallRetry retry) {
        String trouble = retry.trouble().toLowerCase(Locale.ROOT).replace('_', ' ');
        return retry.status() == 0 ? trouble : trouble + ", " + retry.status();
    }

    /// Such as `3 requests were sent again: 2 rate limited, 429; 1 unavailable, 503`; empty where
    /// there was none.
    Optional<String> text() {
        if (byReason.isEmpty()) {
            return Optional.empty();
        }
        long all = byReason.values().stream().mapToLong(Long::longValue).sum();
        List<String> parts = new ArrayList<>();
        byReason.forEach((reason, count) -> parts.add(Figures.count(count) + " " + reason));
        return Optional.of(
                "%s %s sent again: %s"
                        .formatted(
                                Figures.counted(all, "request"),
                                all == 1 ? "was" : "were",
                                String.join("; ", parts)));
    }
}
