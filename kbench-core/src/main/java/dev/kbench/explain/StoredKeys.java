package dev.kbench.explain;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.RunKey;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalSweep;
import dev.kbench.store.journal.KeyDigest;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Supplier;

/// The keys of all runs that are kept, each with its latest run: in about 80 bytes each, whatever
/// the runs hold. Found by digest, and by what they are about.
///
/// One thread.
final class StoredKeys implements JournalSweep.Visitor {
    static final int NONE = LongIndex.NONE;

    /// How many keys with one content are looked at, the latest first.
    private static final int LOOKED_AT = 4096;

    private final Frames frames;
    private final LongIndex byDigest = new LongIndex();
    private final LongIndex byContent = new LongIndex();
    private final BitSet wanted = new BitSet();
    private long[] high = new long[64];
    private long[] low = new long[64];
    private int[] journal = new int[64];
    private int[] frame = new int[64];
    private int[] content = new int[64];
    private int[] before = new int[64];
    private @Nullable Stored[] state = new Stored[64];
    private int[] latest = new int[64];
    private int keys;
    private int contents;

    StoredKeys(Frames frames) {
        this.frames = frames;
    }

    @Override
    public void started(int from, KeyDigest digest) {
        put(from, digest, Stored.CUT_SHORT);
    }

    @Override
    public void finished(int from, long at, FinishedRun run, Supplier<String> document) {
        int key = put(from, run.digest(), state(run));
        if (key != NONE && frame[key] == Frames.NONE && run.reason() != FinishedRun.NOT_READABLE) {
            try {
                know(key, RunDocument.readKey(document.get()));
            } catch (UnreadableValueException unknown) {
                // it is found by its digest alone
            }
        }
    }

    private static Stored state(FinishedRun run) {
        return switch (run.outcome()) {
            case COMPLETED -> run.stands() ? Stored.COMPLETED : Stored.UNREADABLE;
            case FAILED -> Stored.FAILED;
            case UNMEASURED, OTHER -> Stored.UNMEASURED;
        };
    }

    /// Takes in a run; gives its key's number, {@link #NONE} where an earlier run stays.
    private int put(int from, KeyDigest digest, Stored now) {
        int key = find(digest);
        if (key == NONE) {
            key = keys++;
            if (key == high.length) {
                grow();
            }
            high[key] = digest.high();
            low[key] = digest.low();
            frame[key] = Frames.NONE;
            content[key] = NONE;
            before[key] = NONE;
            byDigest.put(digest.low(), key);
        } else if (state(key).outlasts(now)) {
            return NONE;
        }
        state[key] = now;
        journal[key] = from;
        return key;
    }

    /// Notes what a key is, once: equal digests are equal keys.
    private void know(int key, RunKey known) {
        frame[key] = frames.of(known);
        if (frame[key] == Frames.NONE) {
            return;
        }
        long whole = KeyContent.of(known).whole();
        int number = byContent.get(whole);
        if (number == NONE) {
            number = contents++;
            if (number == latest.length) {
                latest = Arrays.copyOf(latest, Math.multiplyExact(2, latest.length));
            }
            latest[number] = NONE;
            byContent.put(whole, number);
        }
        content[key] = number;
        before[key] = latest[number];
        latest[number] = key;
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, high.length);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        journal = Arrays.copyOf(journal, capacity);
        frame = Arrays.copyOf(frame, capacity);
        content = Arrays.copyOf(content, capacity);
        before = Arrays.copyOf(before, capacity);
        state = Arrays.copyOf(state, capacity);
    }

    /// The number of a key, {@link #NONE} where no run of it is kept.
    int find(KeyDigest digest) {
        int key = byDigest.get(digest.low());
        return key == NONE || high[key] != digest.high() ? NONE : key;
    }

    Stored state(int key) {
        return requireNonNull(state[key]);
    }

    int journal(int key) {
        return journal[key];
    }

    int frame(int key) {
        return frame[key];
    }

    /// Notes that what a run is about is still wanted: it is not what something else was before.
    ///
    /// @return whether a run about it is kept
    boolean want(long whole) {
        int number = byContent.get(whole);
        if (number != NONE) {
            wanted.set(number);
        }
        return number != NONE;
    }

    /// Whether what a run was about is known, and wanted no more.
    boolean isGone(KeyDigest digest) {
        int key = find(digest);
        return key != NONE && content[key] != NONE && !wanted.get(content[key]);
    }

    /// The key about the same whose frame is nearest, of several the latest; {@link #NONE} where
    /// there is none.
    int nearest(long whole, int now) {
        int number = byContent.get(whole);
        int best = NONE;
        int distance = Frames.FAR;
        int left = LOOKED_AT;
        for (int key = number == NONE ? NONE : latest[number];
                key != NONE && left > 0 && distance > 0;
                key = before[key], left--) {
            int next = frames.distance(frame[key], now);
            if (next < distance) {
                best = key;
                distance = next;
            }
        }
        return best;
    }
}
