package dev.kbench.store.document;

import dev.kbench.content.MediaBytes;

/// Where the bytes of pictures, sounds and films are kept beside a transcript, which holds their
/// places and digests instead.
public interface MediaPlaces {
    /// Keeps nothing: the bytes stand in the transcript itself, as base64.
    MediaPlaces NONE =
            new MediaPlaces() {
                @Override
                public String keep(MediaBytes bytes) {
                    return "";
                }

                @Override
                public MediaBytes read(String place) {
                    throw new UnreadableValueException(
                            "a file that lies elsewhere, at '%s'".formatted(place));
                }
            };

    /// Keeps bytes; the same bytes once, however often they are given.
    ///
    /// @param bytes the bytes
    /// @return their place, empty where they are not kept
    String keep(MediaBytes bytes);

    /// Reads bytes that were kept.
    ///
    /// @param place what {@link #keep} gave
    /// @return the bytes
    /// @throws UnreadableValueException if there is no such place
    MediaBytes read(String place);
}
