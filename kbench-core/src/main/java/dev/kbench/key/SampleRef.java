package dev.kbench.key;

import java.util.Map;
import java.util.SequencedMap;

/// Which row of a data set, known by its content. Identical rows differ by their occurrence only.
///
/// @param label the row's label; shown, and part of file names, never of a key
/// @param columnSha256 column name to the digest of the row's value in it, in column order; empty
///   where there is no data
/// @param occurrence how many rows before it have the same content, from 0
public record SampleRef(String label, SequencedMap<String, String> columnSha256, int occurrence) {
    /// The sample of a run that was given no data.
    public static final SampleRef NONE = new SampleRef("", Ordered.copy(Map.of()), 0);

    /// Copies the digests and refuses a negative occurrence.
    public SampleRef {
        if (occurrence < 0) {
            throw new IllegalArgumentException("occurrence must be 0 or more, got " + occurrence);
        }
        columnSha256 = Ordered.copy(columnSha256);
    }
}
