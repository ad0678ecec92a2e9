package dev.kbench.explain;

import dev.kbench.key.RunKey;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalSweep;
import dev.kbench.store.journal.KeyDigest;

import java.util.Arrays;
import java.util.function.Supplier;

/// Planned runs about something that no kept run is about, such as an edited row. For each, a pass
/// over the journals looks for the kept run that it may have been: one that nothing planned is
/// about any more, and that has all fields but one in common, or stands under the same label. Of
/// several it is the one that differs in the fewest fields, then in the fewest other parts, then
/// the latest.
///
/// Takes as many at a time as have a place in memory. One thread.
final class Pending implements JournalSweep.Visitor {
    static final int NONE = -1;

    /// How many planned runs a kept one is compared with for one field.
    private static final int COMPARED = 16;

    private final Frames frames;
    private final StoredKeys stored;
    private final int room;

    private long[] position = new long[64];
    private int[] frame = new int[64];
    private long[] label = new long[64];
    private int[] journal = new int[64];
    private long[] place = new long[64];
    private long[] score = new long[64];
    private int[] firstField = new int[65];
    private int size;

    private int begin;
    private long[] fields = new long[64];
    private LongIndex heads = new LongIndex();
    private int[] entry = new int[64];
    private int[] nextEntry = new int[64];
    private int entries;

    /// @param room how many fields are held at a time, or those of one key
    Pending(Frames frames, StoredKeys stored, int room) {
        this.frames = frames;
        this.stored = stored;
        this.room = room;
    }

    /// Takes in a planned run, in the order of positions; false where there is no room.
    boolean add(long at, RunKey key, KeyContent content) {
        int count = content.size() > KeyContent.WIDEST ? 0 : content.size();
        int from = firstField[size];
        if (from > 0 && from + count > room) {
            return false;
        }
        if (size == position.length) {
            grow();
        }
        if (from + count > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(from + count, 2 * fields.length));
        }
        position[size] = at;
        frame[size] = frames.of(key);
        label[size] = content.label();
        journal[size] = NONE;
        score[size] = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            fields[from + i] = content.field(i);
            if (content.isToldByTheRest()) {
                enter(content.without(i), frame[size]);
            }
        }
        if (content.label() != 0) {
            enter(content.label(), frame[size]);
        }
        firstField[++size] = from + count;
        return true;
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, position.length);
        position = Arrays.copyOf(position, capacity);
        frame = Arrays.copyOf(frame, capacity);
        label = Arrays.copyOf(label, capacity);
        journal = Arrays.copyOf(journal, capacity);
        place = Arrays.copyOf(place, capacity);
        score = Arrays.copyOf(score, capacity);
        firstField = Arrays.copyOf(firstField, capacity + 1);
    }

    /// Enters the last one under a hash: for runs of the same frame, and for all.
    private void enter(long hash, int itsFrame) {
        enter(hash);
        enter(Hashes.of(hash, itsFrame));
    }

    private void enter(long hash) {
        if (entries == entry.length) {
            entry = Arrays.copyOf(entry, 2 * entries);
            nextEntry = Arrays.copyOf(nextEntry, 2 * entries);
        }
        entry[entries] = size;
        nextEntry[entries] = heads.get(hash);
        heads.put(hash, entries++);
    }

    /// Looks for what those taken in since the last time may have been, and makes room for more.
    void look(JournalSweep journals) {
        if (size > begin) {
            journals.each(this);
        }
        begin = size;
        firstField[size] = 0;
        heads = new LongIndex();
        entries = 0;
    }

    @Override
    public void started(int from, KeyDigest digest) {}

    @Override
    public void finished(int from, long at, FinishedRun run, Supplier<String> document) {
        if (!stored.isGone(run.digest())) {
            return;
        }
        RunKey key;
        try {
            key = RunDocument.readKey(document.get());
        } catch (UnreadableValueException unknown) {
            return;
        }
        KeyContent content = KeyContent.of(key);
        int itsFrame = frames.of(key);
        if (content.isToldByTheRest()) {
            for (int i = 0; i < content.size(); i++) {
                compare(content.without(i), content, itsFrame, from, at);
            }
        }
        if (content.label() != 0) {
            compare(content.label(), content, itsFrame, from, at);
        }
    }

    private void compare(long hash, KeyContent content, int itsFrame, int from, long at) {
        compareEntries(heads.get(Hashes.of(hash, itsFrame)), content, itsFrame, from, at);
        compareEntries(heads.get(hash), content, itsFrame, from, at);
    }

    private void compareEntries(int first, KeyContent content, int itsFrame, int from, long at) {
        int left = COMPARED;
        for (int e = first; e != LongIndex.NONE && left > 0; e = nextEntry[e], left--) {
            int one = entry[e];
            long next = score(one, content, itsFrame);
            if (next <= score[one] && next < Long.MAX_VALUE) {
                score[one] = next;
                journal[one] = from;
                place[one] = at;
            }
        }
    }

    /// How far a kept run is from a planned one; the largest number where its task is another.
    private long score(int one, KeyContent content, int itsFrame) {
        int distance = frames.distance(itsFrame, frame[one]);
        if (distance == Frames.FAR) {
            return Long.MAX_VALUE;
        }
        int count = firstField[one + 1] - firstField[one];
        int shared = content.shared(fields, firstField[one], firstField[one + 1]);
        int differing = Math.max(count, content.size()) - shared;
        return (differing * 1000L + distance) * 2 + (content.label() == label[one] ? 0 : 1);
    }

    /// The number of the planned run at a position, {@link #NONE} where nothing was found for it.
    int find(long at) {
        int one = Arrays.binarySearch(position, 0, size, at);
        return one < 0 || journal[one] == NONE ? NONE : one;
    }

    int journal(int one) {
        return journal[one];
    }

    long place(int one) {
        return place[one];
    }
}
