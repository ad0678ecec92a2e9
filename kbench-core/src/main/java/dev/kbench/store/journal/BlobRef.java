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

    /// Reads a place.
    ///
    /// @param text what {@link #toString} gives
    /// @return the place
    /// @throws IllegalArgumentException if it is none
    public static BlobRef parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected a place such as 1:0:69, got " + text);
        }
        return new BlobRef(
                Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    /// Such as `1:0:69`.
    @Override
    public String toString() {
        return segment + ":" + offset + ":" + length;
    }
}
