package dev.kbench.task;

import dev.kbench.content.MediaBytes;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.BlobRef;

import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The bytes of pictures, sounds and films in a journal's segments.
///
/// @param read gives the bytes at a place
/// @param keep takes a digest and bytes, and gives their place
record JournalMedia(Function<BlobRef, byte[]> read, BiFunction<String, ByteBuffer, BlobRef> keep)
        implements MediaPlaces {
    @Override
    public String keep(MediaBytes bytes) {
        return keep.apply(bytes.sha256(), bytes.buffer()).toString();
    }

    @Override
    public MediaBytes read(String place) {
        BlobRef ref;
        try {
            ref = BlobRef.parse(place);
        } catch (IllegalArgumentException e) {
            throw new UnreadableValueException("a file at the unknown place '%s'".formatted(place));
        }
        return MediaBytes.of(read.apply(ref));
    }
}
