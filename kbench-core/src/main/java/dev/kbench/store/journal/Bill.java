package dev.kbench.store.journal;

import dev.kbench.event.Usage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What was spent. Both a run's calls and its end tell of the same calls, and either may lack some:
/// a call whose answer nobody waited for any more, a record that was lost. So an attempt counts,
/// figure by figure, with the larger of the two: the sum of its calls up to its end, and what its
/// end says. A call that is recorded after its attempt's end, or after the next attempt's start, is
/// in no other sum and is added.
///
/// Of a position only that is held which its last finished run does not say by itself, for most
/// nothing.
///
/// One thread at a time.
final class Bill {
    private final Map<Long, Attempt> open = new HashMap<>();
    private final Map<Long, Usage> beside = new HashMap<>();
    private Usage settled = Usage.NONE;

    private record Attempt(int number, KeyDigest key, Usage calls) {}

    void started(long position, int attempt, KeyDigest key) {
        Attempt before = open.put(position, new Attempt(attempt, key, Usage.NONE));
        if (before != null) {
            settled = settled.plus(before.calls());
            addBeside(position, before.calls());
        }
    }

    void called(long position, int attempt, Usage usage) {
        Attempt now = open.get(position);
        if (now != null && now.number() == attempt) {
            open.put(position, new Attempt(attempt, now.key(), now.calls().plus(usage)));
        } else {
            settled = settled.plus(usage);
            addBeside(position, usage);
        }
    }

    /// @param replaced what the position's run that finished before says that it used
    void finished(long position, int attempt, Usage usage, Usage replaced) {
        addBeside(position, replaced);
        Attempt now = open.get(position);
        Usage cost = usage;
        if (now != null && now.number() == attempt) {
            open.remove(position);
            cost = larger(now.calls(), usage);
            addBeside(position, beyond(cost, usage));
        }
        settled = settled.plus(cost);
    }

    private void addBeside(long position, Usage usage) {
        if (!usage.equals(Usage.NONE)) {
            beside.merge(position, usage, Usage::plus);
        }
    }

    /// The attempt that is started and not finished at a position; 0 where there is none.
    int active(long position) {
        Attempt now = open.get(position);
        return now == null ? 0 : now.number();
    }

    Optional<KeyDigest> activeKey(long position) {
        return Optional.ofNullable(open.get(position)).map(Attempt::key);
    }

    long[] active() {
        return open.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /// What a position cost beside what its last finished run says.
    Usage beside(long position) {
        Usage usage = beside.getOrDefault(position, Usage.NONE);
        Attempt now = open.get(position);
        return now == null ? usage : usage.plus(now.calls());
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
                larger(a.backendLatencyMs(), b.backendLatencyMs()),
                Optional.empty(),
                OptionalDouble.empty(),
                larger(a.unpricedCalls(), b.unpricedCalls()));
    }

    private static OptionalLong larger(OptionalLong a, OptionalLong b) {
        long most = Math.max(a.orElse(Long.MIN_VALUE), b.orElse(Long.MIN_VALUE));
        return a.isEmpty() && b.isEmpty() ? a : OptionalLong.of(most);
    }

    /// By how much a usage is larger than a part of it; a figure that is not is left out.
    private static Usage beyond(Usage whole, Usage part) {
        return new Usage(
                beyond(whole.inputTokens(), part.inputTokens()),
                beyond(whole.outputTokens(), part.outputTokens()),
                beyond(whole.cachedTokens(), part.cachedTokens()),
                beyond(whole.reasoningTokens(), part.reasoningTokens()),
                beyond(whole.inputCostNanodollars(), part.inputCostNanodollars()),
                beyond(whole.outputCostNanodollars(), part.outputCostNanodollars()),
                beyond(whole.backendLatencyMs(), part.backendLatencyMs()));
    }

    private static OptionalLong beyond(OptionalLong whole, OptionalLong part) {
        return whole.equals(part)
                ? OptionalLong.empty()
                : OptionalLong.of(whole.orElseThrow() - part.orElse(0));
    }
}
