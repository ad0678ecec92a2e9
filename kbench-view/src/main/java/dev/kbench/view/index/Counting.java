package dev.kbench.view.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Counts what was found by the values that runs have. One thread.
final class Counting {
    private static final int MOST_GROUPS = 1_000;

    private final Snapshot snapshot;

    Counting(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Facets facets(RunQuery query) throws IOException {
        SequencedMap<RunColumn, SequencedMap<String, Long>> counts = new LinkedHashMap<>();
        FixedBitSet all = snapshot.find(query);
        for (RunColumn column : Facets.COLUMNS) {
            boolean own = query.values().containsKey(column);
            counts.put(column, counts(column, own ? snapshot.find(query.without(column)) : all));
        }
        TreeSet<String> params = new TreeSet<>();
        for (LeafReaderContext leaf : snapshot.leaves()) {
            for (FieldInfo field : leaf.reader().getFieldInfos()) {
                if (field.name.startsWith(Fields.PARAM)) {
                    params.add(field.name.substring(Fields.PARAM.length()));
                }
            }
        }
        return new Facets(counts, List.copyOf(params));
    }

    private SequencedMap<String, Long> counts(RunColumn column, FixedBitSet found)
            throws IOException {
        String field = column.key();
        Ordinals ordinals = snapshot.ordinals();
        long[] counts = new long[ordinals.count(field)];
        snapshot.each(
                found,
                leaf -> {
                    Ordinals.OfPart texts = ordinals.of(field, leaf);
                    return here -> {
                        int ordinal = texts.of(here);
                        if (ordinal >= 0) {
                            counts[ordinal]++;
                        }
                    };
                });
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingLong((Integer i) -> -counts[i]));
        SequencedMap<String, Long> named = new LinkedHashMap<>();
        for (int ordinal : order) {
            named.put(ordinals.text(field, ordinal), counts[ordinal]);
        }
        return named;
    }

    /// What is known of a group so far.
    private static final class Sums {
        private long total;
        private long passed;
        private long failed;
        private long unmeasured;

        void add(boolean pass, String outcome) {
            total++;
            if (pass) {
                passed++;
            } else if (outcome.equals("completed") || outcome.equals("failed")) {
                failed++;
            } else {
                unmeasured++;
            }
        }

        RunGroup group(String value) {
            return new RunGroup(value, total, passed, failed, unmeasured);
        }
    }

    /// The largest groups.
    List<RunGroup> groups(RunQuery query) throws IOException {
        boolean param = query.group().startsWith(RunSort.PARAM);
        boolean number = !param && RunColumn.named(query.group()).orElseThrow().isNumber();
        String field =
                param
                        ? Fields.PARAM + query.group().substring(RunSort.PARAM.length())
                        : query.group();
        Map<Long, Sums> sums = sums(field, number, snapshot.find(query));
        List<Map.Entry<Long, Sums>> largest =
                sums.entrySet().stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (Map.Entry<Long, Sums> e) -> -e.getValue().total)
                                        .thenComparing(Map.Entry::getKey))
                        .limit(MOST_GROUPS)
                        .toList();
        List<RunGroup> groups = new ArrayList<>();
        for (Map.Entry<Long, Sums> each : largest) {
            groups.add(each.getValue().group(text(field, number, each.getKey())));
        }
        return groups;
    }

    private String text(String field, boolean number, long key) throws IOException {
        if (key == Long.MIN_VALUE) {
            return "";
        }
        if (!number) {
            return snapshot.ordinals().text(field, (int) key);
        }
        double value = NumericUtils.sortableLongToDouble(key);
        return new NumberRange(value, value).toString();
    }

    private Map<Long, Sums> sums(String field, boolean number, FixedBitSet found)
            throws IOException {
        Map<Long, Sums> sums = new HashMap<>();
        Ordinals ordinals = snapshot.ordinals();
        List<String> outcomes = ordinals.texts(RunColumn.OUTCOME.key());
        List<String> verdicts = ordinals.texts(RunColumn.PASSED.key());
        snapshot.each(
                found,
                leaf -> {
                    GroupOf group = group(field, number, leaf);
                    Ordinals.OfPart outcome = ordinals.of(RunColumn.OUTCOME.key(), leaf);
                    Ordinals.OfPart passed = ordinals.of(RunColumn.PASSED.key(), leaf);
                    return here ->
                            sums.computeIfAbsent(group.key(here), _ -> new Sums())
                                    .add(
                                            verdicts.get(passed.of(here)).equals("true"),
                                            outcomes.get(outcome.of(here)));
                });
        return sums;
    }

    /// Tells a document's group; the smallest number of those that have none.
    private interface GroupOf {
        long key(int here) throws IOException;
    }

    private GroupOf group(String field, boolean number, LeafReaderContext leaf) throws IOException {
        if (number) {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), field);
            return here -> numbers.advanceExact(here) ? numbers.longValue() : Long.MIN_VALUE;
        }
        Ordinals.OfPart texts = snapshot.ordinals().of(field, leaf);
        return here -> {
            int ordinal = texts.of(here);
            return ordinal < 0 ? Long.MIN_VALUE : ordinal;
        };
    }
}
