package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The blobs that several runs share, each kept once: pictures, sounds, films. Their frames have a
/// magic of their own, so that a process that goes on with a journal finds those that are there: it
/// reads the heads of all frames, and the shared blobs whole, when the first is given.
///
/// Thread-safe.
final class SharedBlobs {
    private final Path folder;
    private final GroupWriter writer;
    private final Map<String, BlobRef> places = new HashMap<>();
    private final int segmentsBefore;
    private boolean known;

    /// @param segmentsBefore how many segments may hold blobs of an earlier process, 0 or more
    SharedBlobs(Path folder, GroupWriter writer, int segmentsBefore) {
        this.folder = folder;
        this.writer = writer;
        this.segmentsBefore = segmentsBefore;
    }

    /// The place of a blob; it is written where it is not there.
    ///
    /// @param sha256 its digest, as hex digits
    synchronized BlobRef place(String sha256, ByteBuffer blob) {
        if (!known) {
            findAll();
            known = true;
        }
        BlobRef there = places.get(sha256);
        if (there == null) {
            there = writer.shared(blob);
            places.put(sha256, there);
        }
        return there;
    }

    private void findAll() {
        for (int segment = 1; segment <= segmentsBefore; segment++) {
            Path path = BlobSegments.path(folder, segment);
            if (Files.notExists(path)) {
                continue;
            }
            try {
                find(path, segment);
            } catch (IOException e) {
                throw StoreException.reading(path, e);
            }
        }
    }

    /// Looks through a segment, up to its end or to what is no frame.
    private void find(Path path, int segment) throws IOException {
        SharedFile file = new SharedFile(path);
        try {
            long size = file.size();
            byte[] head = new byte[BlobSegments.FRAME];
            for (long at = 0; at + BlobSegments.FRAME <= size; ) {
                file.read(at, head, 0, head.length);
                ByteBuffer frame = ByteBuffer.wrap(head);
                int length = frame.getInt(4);
                long end = at + BlobSegments.FRAME + length;
                if (!BlobSegments.isMagic(frame.getInt(0)) || length < 0 || end > size) {
                    break;
                }
                if (frame.getInt(0) == BlobSegments.SHARED_MAGIC) {
                    add(file, new BlobRef(segment, at, length));
                }
                at = end;
            }
        } finally {
            file.close();
        }
    }

    private void add(SharedFile file, BlobRef place) throws IOException {
        byte[] frame = new byte[BlobSegments.FRAME + place.length()];
        file.read(place.offset(), frame, 0, frame.length);
        if (ByteBuffer.wrap(frame).getInt(8) == BlobSegments.crc(frame, place.length())) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(frame, BlobSegments.FRAME, place.length());
                places.putIfAbsent(HexFormat.of().formatHex(digest.digest()), place);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JVM has SHA-256", impossible);
            }
        }
    }
}
