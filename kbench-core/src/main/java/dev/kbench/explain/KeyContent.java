package dev.kbench.explain;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.RunKey;

import java.util.Map;

/// What a run is about, as hashes: a field for each column of its row; for each parameter where it
/// has no row. The order of fields does not count, so that the hash of all but one takes no time.
///
/// Immutable.
final class KeyContent {
    /// A wider one is looked for by its label alone.
    static final int WIDEST = 64;

    private final long[] fields;
    private final long sum;
    private final long whole;
    private final long label;
    private final boolean row;

    private KeyContent(RunKey key, long[] fields) {
        this.fields = fields;
        long all = fields.length;
        for (long field : fields) {
            all += field;
        }
        this.sum = all;
        this.whole = Hashes.of(all, key.sample().occurrence());
        String name = key.sample().label();
        this.label = name.isEmpty() ? 0 : Hashes.of(name);
        this.row = hasRow(key);
    }

    static KeyContent of(RunKey key) {
        return new KeyContent(key, hasRow(key) ? columns(key) : params(key));
    }

    static boolean hasRow(RunKey key) {
        return !key.sample().columnSha256().isEmpty();
    }

    private static long[] columns(RunKey key) {
        Map<String, String> columns = key.sample().columnSha256();
        long[] fields = new long[columns.size()];
        int n = 0;
        for (Map.Entry<String, String> column : columns.entrySet()) {
            fields[n++] = Hashes.of(Hashes.of(column.getKey()), Hashes.of(column.getValue()));
        }
        return fields;
    }

    private static long[] params(RunKey key) {
        Map<String, Object> params = key.params().asMap();
        long[] fields = new long[params.size()];
        int n = 0;
        for (Map.Entry<String, Object> param : params.entrySet()) {
            String value = CanonicalJson.of(param.getValue());
            fields[n++] = Hashes.of(Hashes.of(param.getKey()), Hashes.of(value));
        }
        return fields;
    }

    /// Of all fields, and of which of several rows alike it is.
    long whole() {
        return whole;
    }

    /// Of its row's label, 0 where it has none.
    long label() {
        return label;
    }

    /// How many fields there are.
    int size() {
        return fields.length;
    }

    /// Whether all fields but one tell it from others: of a row with a single column nothing is
    /// left.
    boolean isToldByTheRest() {
        return fields.length <= WIDEST && !(row && fields.length == 1);
    }

    /// One field.
    long field(int n) {
        return fields[n];
    }

    /// The hash of all fields but one.
    long without(int n) {
        return sum - fields[n];
    }

    /// How many of these fields are among others.
    int shared(long[] others, int from, int to) {
        int shared = 0;
        for (long field : fields) {
            for (int i = from; i < to; i++) {
                if (others[i] == field) {
                    shared++;
                    break;
                }
            }
        }
        return shared;
    }
}
