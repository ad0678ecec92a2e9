package dev.kbench.store.journal;

import dev.kbench.event.Usage;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What is known of 1024 positions, in 85 bytes each. A usage whose tokens or latency fit no `int`
/// lies elsewhere ({@link JournalIndex}).
final class IndexPage {
    static final int BITS = 10;
    static final int SIZE = 1 << BITS;

    private static final int UNKNOWN = -1;

    private final long[] offset = new long[SIZE];
    private final long[] digestHigh = new long[SIZE];
    private final long[] digestLow = new long[SIZE];
    private final long[] duration = new long[SIZE];
    private final double[] number = new double[SIZE];
    private final long[] inputCost = new long[SIZE];
    private final long[] outputCost = new long[SIZE];
    private final int[] input = new int[SIZE];
    private final int[] output = new int[SIZE];
    private final int[] cached = new int[SIZE];
    private final int[] reasoning = new int[SIZE];
    private final int[] latency = new int[SIZE];
    private final char[] unpriced = new char[SIZE];
    private final int[] attempt = new int[SIZE];
    private final byte[] outcome = new byte[SIZE];
    private final byte[] reason = new byte[SIZE];
    private final boolean[] passed = new boolean[SIZE];

    /// Where the last finished record starts, 0 where there is none.
    long offset(int slot) {
        return offset[slot];
    }

    OutcomeKind outcome(int slot) {
        return OutcomeKind.of(outcome[slot]);
    }

    /// The attempt that finished last, 0 where there is none.
    int attempt(int slot) {
        return attempt[slot];
    }

    /// Takes in a finished record; false where its usage does not fit.
    boolean put(int slot, RecordView record) {
        offset[slot] = record.offset();
        digestHigh[slot] = record.digestHigh();
        digestLow[slot] = record.digestLow();
        duration[slot] = record.durationNanos();
        number[slot] = record.number();
        inputCost[slot] = record.usage(4);
        outputCost[slot] = record.usage(5);
        input[slot] = small(record.usage(0));
        output[slot] = small(record.usage(1));
        cached[slot] = small(record.usage(2));
        reasoning[slot] = small(record.usage(3));
        latency[slot] = small(record.usage(6));
        unpriced[slot] = record.unpriced();
        attempt[slot] = record.attempt();
        outcome[slot] = record.outcome();
        reason[slot] = (byte) record.reason();
        passed[slot] = record.flag();
        return fits(record.usage(0))
                && fits(record.usage(1))
                && fits(record.usage(2))
                && fits(record.usage(3))
                && fits(record.usage(6));
    }

    FinishedRun get(int slot, long position) {
        return new FinishedRun(
                position,
                attempt[slot],
                new KeyDigest(digestHigh[slot], digestLow[slot]),
                outcome(slot),
                reason[slot] & 0xFF,
                passed[slot],
                Double.isNaN(number[slot])
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(number[slot]),
                usage(slot),
                Duration.ofNanos(duration[slot]));
    }

    private Usage usage(int slot) {
        return new Usage(
                        figure(input[slot]),
                        figure(output[slot]),
                        figure(cached[slot]),
                        figure(reasoning[slot]),
                        RecordFormat.figure(inputCost[slot]),
                        RecordFormat.figure(outputCost[slot]),
                        figure(latency[slot]))
                .unpriced(unpriced[slot]);
    }

    private static boolean fits(long figure) {
        return figure == Long.MIN_VALUE || (figure >= 0 && figure <= Integer.MAX_VALUE);
    }

    private static int small(long figure) {
        return figure == Long.MIN_VALUE ? UNKNOWN : (int) figure;
    }

    private static OptionalLong figure(int stored) {
        return stored == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(stored);
    }
}
