package dev.kbench.view.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.PackedInts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The texts of fields as numbers in the texts' order, over all parts of an index.
///
/// Thread-safe.
final class Ordinals {
    private static final int KEPT = 16;

    private final List<LeafReaderContext> leaves;
    private final Map<String, OrdinalMap> maps =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, OrdinalMap> eldest) {
                    return size() > KEPT;
                }
            };

    Ordinals(List<LeafReaderContext> leaves) {
        this.leaves = leaves;
    }

    /// The ordinals of one part. One thread, documents ascending.
    ///
    /// @param values of the part's documents
    /// @param global from the part's ordinals to those of all
    record OfPart(SortedDocValues values, LongValues global) {
        /// A document's ordinal, -1 where it has no text.
        ///
        /// @param doc its number within the part
        int of(int doc) throws IOException {
            return values.advanceExact(doc) ? (int) global.get(values.ordValue()) : -1;
        }
    }

    /// A field's ordinals in a part.
    OfPart of(String field, LeafReaderContext leaf) throws IOException {
        return new OfPart(
                DocValues.getSorted(leaf.reader(), field), map(field).getGlobalOrds(leaf.ord));
    }

    /// How many texts a field has.
    int count(String field) throws IOException {
        return (int) map(field).getValueCount();
    }

    /// A text by its ordinal.
    String text(String field, int ordinal) throws IOException {
        OrdinalMap map = map(field);
        LeafReaderContext leaf = leaves.get(map.getFirstSegmentNumber(ordinal));
        BytesRef text =
                DocValues.getSorted(leaf.reader(), field)
                        .lookupOrd((int) map.getFirstSegmentOrd(ordinal));
        return text.utf8ToString();
    }

    /// All texts of a field that has few, by their ordinals.
    List<String> texts(String field) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int ordinal = 0; ordinal < count(field); ordinal++) {
            texts.add(text(field, ordinal));
        }
        return texts;
    }

    private synchronized OrdinalMap map(String field) throws IOException {
        OrdinalMap map = maps.get(field);
        if (map == null) {
            SortedDocValues[] parts = new SortedDocValues[leaves.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = DocValues.getSorted(leaves.get(i).reader(), field);
            }
            map = OrdinalMap.build(null, parts, PackedInts.DEFAULT);
            maps.put(field, map);
        }
        return map;
    }
}
