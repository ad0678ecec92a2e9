package dev.kbench.data.parquet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/// A page's values, one after the other.
interface Values {
    Object next() throws IOException;

    /// Opens the values of a page.
    ///
    /// @param encoding its code
    /// @param dictionary the column's; null where it has none
    static Values open(
            Node.Leaf column,
            int encoding,
            byte[] in,
            int from,
            int to,
            Object @Nullable [] dictionary)
            throws IOException {
        Meaning meaning = column.meaning();
        Physical physical = meaning.physical();
        boolean whole = physical == Physical.INT32 || physical == Physical.INT64;
        boolean bytes =
                physical == Physical.BYTE_ARRAY || physical == Physical.FIXED_LEN_BYTE_ARRAY;
        Values values =
                switch (encoding) {
                    case 0 -> new Plain(column, in, from, to);
                    case 2, 8 -> places(meaning, in, from, to, dictionary);
                    case 3 -> physical == Physical.BOOLEAN ? truths(meaning, in, from, to) : null;
                    case 5 -> whole ? deltas(meaning, in, from, to) : null;
                    case 6 -> bytes ? lengths(meaning, in, from, to) : null;
                    case 7 -> bytes ? fronts(meaning, in, from, to) : null;
                    case 9 -> column.width() > 0 ? scattered(column, in, from, to) : null;
                    default -> null;
                };
        if (values == null) {
            throw new IOException(
                    "column '%s' is encoded in a way that is not read (%d for %s); write it with the writer's default encodings"
                            .formatted(meaning.column(), encoding, physical));
        }
        return values;
    }

    /// With their length before them, which the page's end tells too.
    private static Values truths(Meaning meaning, byte[] in, int from, int to)
            throws DamagedException {
        Runs runs = new Runs(in, Math.min(to, from + 4), to, 1);
        return () -> meaning.of(runs.next() != 0);
    }

    private static Values deltas(Meaning meaning, byte[] in, int from, int to)
            throws DamagedException {
        Deltas deltas = new Deltas(in, from, to);
        if (meaning.physical() == Physical.INT64) {
            return () -> meaning.of(deltas.next());
        }
        return () -> {
            int wrapped = (int) deltas.next();
            return meaning.of(wrapped);
        };
    }

    private static Values places(
            Meaning meaning, byte[] in, int from, int to, Object @Nullable [] dictionary)
            throws DamagedException {
        if (dictionary == null || from == to) {
            throw new DamagedException("column '%s' has no dictionary".formatted(meaning.column()));
        }
        Runs runs = new Runs(in, from + 1, to, in[from] & 0xFF);
        return () -> {
            int place = runs.next();
            if (place < 0 || place >= dictionary.length) {
                throw new DamagedException(
                        "column '%s' has a value that is not in its dictionary"
                                .formatted(meaning.column()));
            }
            return dictionary[place];
        };
    }

    /// All lengths, then all bytes.
    private static Values lengths(Meaning meaning, byte[] in, int from, int to) throws IOException {
        Deltas lengths = new Deltas(in, from, to);
        int[] at = {new Deltas(in, from, to).finish()};
        return () -> {
            int begin = at[0];
            long end = begin + lengths.next();
            at[0] = end(meaning, begin, end, to);
            return meaning.of(in, begin, at[0]);
        };
    }

    /// How many bytes each value has of the one before it, then the others as above.
    private static Values fronts(Meaning meaning, byte[] in, int from, int to) throws IOException {
        Deltas fronts = new Deltas(in, from, to);
        int suffixes = new Deltas(in, from, to).finish();
        Deltas lengths = new Deltas(in, suffixes, to);
        var state =
                new Object() {
                    int at = new Deltas(in, suffixes, to).finish();
                    byte[] value = {};
                };
        return () -> {
            long front = fronts.next();
            int end = end(meaning, state.at, state.at + lengths.next(), to);
            if (front < 0 || front > state.value.length) {
                throw new DamagedException(
                        "column '%s' has values of no length".formatted(meaning.column()));
            }
            int more = end - state.at;
            byte[] value = Arrays.copyOf(state.value, (int) front + more);
            System.arraycopy(in, state.at, value, (int) front, more);
            state.at = end;
            state.value = value;
            return meaning.of(value, 0, value.length);
        };
    }

    private static int end(Meaning meaning, int begin, long end, int to) throws DamagedException {
        if (end < begin || end > to) {
            throw new DamagedException(
                    "column '%s' has a value that is longer than its page"
                            .formatted(meaning.column()));
        }
        return (int) end;
    }

    /// The first bytes of all values, then the second ones, and so on.
    private static Values scattered(Node.Leaf column, byte[] in, int from, int to)
            throws DamagedException {
        int width = column.width();
        int count = (to - from) / width;
        byte[] gathered = new byte[count * width];
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < width; b++) {
                gathered[i * width + b] = in[from + b * count + i];
            }
        }
        return new Plain(column, gathered, 0, gathered.length);
    }
}
