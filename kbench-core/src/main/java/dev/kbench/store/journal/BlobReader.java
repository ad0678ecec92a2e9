package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;

/// Reads blobs, with a few segments open at a time.
///
/// Thread-safe.
final class BlobReader implements AutoCloseable {
    private static final int OPEN = 8;

    private final Path folder;
    private final LinkedHashMap<Integer, SharedFile> open = new LinkedHashMap<>(OPEN, 0.75f, true);

    BlobReader(Path folder) {
        this.folder = folder;
    }

    synchronized byte[] read(BlobRef place) {
        Path path = BlobSegments.path(folder, place.segment());
        try {
            SharedFile file = open(place.segment(), path);
            long there = file.size() - place.offset() - BlobSegments.FRAME;
            if (place.length() > there) {
                throw damaged(path, place);
            }
            byte[] frame = new byte[BlobSegments.FRAME + place.length()];
            file.read(place.offset(), frame, 0, frame.length);
            ByteBuffer head = ByteBuffer.wrap(frame);
            if (!BlobSegments.isMagic(head.getInt(0))
                    || head.getInt(4) != place.length()
                    || head.getInt(8) != BlobSegments.crc(frame, place.length())) {
                throw damaged(path, place);
            }
            return Arrays.copyOfRange(frame, BlobSegments.FRAME, frame.length);
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    private SharedFile open(int segment, Path path) throws IOException {
        SharedFile file = open.get(segment);
        if (file == null) {
            if (open.size() == OPEN) {
                open.pollFirstEntry().getValue().close();
            }
            file = new SharedFile(path);
            open.put(segment, file);
        }
        return file;
    }

    private static StoreException damaged(Path path, BlobRef place) {
        return new StoreException(
                "%s: the %d bytes at offset %d are damaged: another program or the disk changed them; the run's value and assertions are kept in the journal, its transcript is lost"
                        .formatted(path, place.length(), place.offset()),
                null);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(SharedFile::close);
        open.clear();
    }
}
