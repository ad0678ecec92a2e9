package dev.kbench.store.journal;

/// Where a blob lies, in the segments beside a journal.
///
/// @param segment the segment's number, from 1; `blobs-1` is the first
/// @param offset where its frame starts in there, in bytes
/// @param length how long the blob is, in bytes, without its frame
public record BlobRef(int segment, long offset, int length) {
    /// Refuses what cannot be a place.
    public BlobRef {
        if (segment < 1 || offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "expected a segment from 1, an offset and a length from 0, got %d, %d and %d"
                            .formatted(segment, offset, length));
        }
    }
}
