package dev.kbench.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The segments that blobs are appended to. A blob stands in a frame: a magic of 4 bytes, its
/// length, and the CRC32C of both length and blob. Places are given out in order, by one thread at
/// a time; the writer's thread writes in that order.
final class BlobSegments implements AutoCloseable {
    static final int FRAME = 12;
    static final int MAGIC = 0xFF4B42FD;

    /// Of a blob that several runs share.
    static final int SHARED_MAGIC = 0xFF4B42FC;

    private static final Pattern NAME = Pattern.compile("blobs-([1-9]\\d{0,8})");

    private final Path folder;
    private final Disk disk;
    private final long largest;

    private int nextSegment;
    private long nextOffset;

    private int openSegment;
    private @Nullable FileChannel open;
    private boolean dirty;

    BlobSegments(Path folder, Disk disk, long largest) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.largest = largest;
        this.nextSegment = last(folder);
        Path file = path(folder, nextSegment);
        this.nextOffset = Files.exists(file) ? Files.size(file) : 0;
    }

    static Path path(Path folder, int segment) {
        return folder.resolve("blobs-" + segment);
    }

    /// The highest number there is, gaps or not: nothing may be written over.
    private static int last(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElse(1);
        }
    }

    static byte[] frame(int magic, ByteBuffer blob) {
        int length = blob.remaining();
        RecordFormat.checkLength(length);
        ByteBuffer frame = ByteBuffer.allocate(FRAME + length).putInt(magic);
        frame.putInt(length).putInt(0).put(blob);
        return frame.putInt(8, crc(frame.array(), length)).array();
    }

    static boolean isMagic(int magic) {
        return magic == MAGIC || magic == SHARED_MAGIC;
    }

    /// How many segments there are before anything is written.
    int segments() {
        return nextSegment;
    }

    /// Of a frame's length and blob.
    static int crc(byte[] frame, int length) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 4, 4);
        crc.update(frame, FRAME, length);
        return (int) crc.getValue();
    }

    /// Gives the next place to a blob; the caller holds the writer's lock.
    BlobRef place(int length) {
        if (nextOffset > 0 && nextOffset + FRAME + length > largest) {
            nextSegment++;
            nextOffset = 0;
        }
        BlobRef ref = new BlobRef(nextSegment, nextOffset, length);
        nextOffset += FRAME + (long) length;
        return ref;
    }

    void write(Group.Part part) throws IOException {
        FileChannel channel = channel(part.segment());
        dirty = true;
        disk.write(
                DiskStep.BLOB_WRITE,
                channel,
                part.offset(),
                part.bytes().array(),
                part.bytes().size());
    }

    void force() throws IOException {
        if (open != null && dirty) {
            disk.force(DiskStep.BLOB_FORCE, open);
            dirty = false;
        }
    }

    Path path(int segment) {
        return path(folder, segment);
    }

    private FileChannel channel(int segment) throws IOException {
        if (open != null && openSegment == segment) {
            return open;
        }
        force();
        close();
        openSegment = segment;
        Path file = path(folder, segment);
        boolean isNew = Files.notExists(file);
        open =
                disk.open(
                        DiskStep.SEGMENT_CREATE,
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (isNew) {
            disk.forceFolder(folder);
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
