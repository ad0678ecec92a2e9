package dev.kbench.store.journal;

import dev.kbench.event.Usage;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What was spent. Both a run's calls and its end tell of the same calls, and either may lack some:
/// a call whose answer nobody waited for any more, a record that was lost. So an attempt counts,
/// figure by figure, with the larger of the two: the sum of its calls up to its end, and what its
/// end says. A call that is recorded after its attempt's end, or after the next attempt's start, is
/// in no other sum and is added.
///
/// One thread at a time.
final class Bill {
    private final Map<Long, Attempt> open = new HashMap<>();
    private Usage settled = Usage.NONE;

    private record Attempt(int number, Usage calls) {}

    void started(long position, int attempt) {
        Attempt before = open.put(position, new Attempt(attempt, Usage.NONE));
        if (before != null) {
            settled = settled.plus(before.calls());
        }
    }

    void called(long position, int attempt, Usage usage) {
        Attempt now = open.get(position);
        if (now != null && now.number() == attempt) {
            open.put(position, new Attempt(attempt, now.calls().plus(usage)));
        } else {
            settled = settled.plus(usage);
        }
    }

    void finished(long position, int attempt, Usage usage) {
        Attempt now = open.get(position);
        if (now != null && now.number() == attempt) {
            open.remove(position);
            settled = settled.plus(larger(now.calls(), usage));
        } else {
            settled = settled.plus(usage);
        }
    }

    /// The attempt that is started and not finished at a position; 0 where there is none.
    int active(long position) {
        Attempt now = open.get(position);
        return now == null ? 0 : now.number();
    }

    long[] active() {
        return open.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    Usage sum() {
        Usage sum = settled;
        for (Attempt attempt : open.values()) {
            sum = sum.plus(attempt.calls());
        }
        return sum;
    }

    private static Usage larger(Usage a, Usage b) {
        return new Usage(
                larger(a.inputTokens(), b.inputTokens()),
                larger(a.outputTokens(), b.outputTokens()),
                larger(a.cachedTokens(), b.cachedTokens()),
                larger(a.reasoningTokens(), b.reasoningTokens()),
                larger(a.inputCostNanodollars(), b.inputCostNanodollars()),
                larger(a.outputCostNanodollars(), b.outputCostNanodollars()),
                larger(a.backendLatencyMs(), b.backendLatencyMs()));
    }

    private static OptionalLong larger(OptionalLong a, OptionalLong b) {
        long most = Math.max(a.orElse(Long.MIN_VALUE), b.orElse(Long.MIN_VALUE));
        return a.isEmpty() && b.isEmpty() ? a : OptionalLong.of(most);
    }
}
