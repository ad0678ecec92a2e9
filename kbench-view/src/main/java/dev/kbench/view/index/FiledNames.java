package dev.kbench.view.index;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The run files that an index has.
final class FiledNames {
    private FiledNames() {}

    /// Their names, with what tells whether they were written anew.
    static Map<String, Long> in(DirectoryReader reader) throws IOException {
        Map<String, Long> known = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues names = leaf.reader().getBinaryDocValues(Fields.FILE);
            NumericDocValues stamps = leaf.reader().getNumericDocValues(Fields.PLACE);
            Bits live = leaf.reader().getLiveDocs();
            if (names == null || stamps == null) {
                continue;
            }
            for (int doc = names.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = names.nextDoc()) {
                if ((live == null || live.get(doc)) && stamps.advanceExact(doc)) {
                    known.put(names.binaryValue().utf8ToString(), stamps.longValue());
                }
            }
        }
        return known;
    }
}
