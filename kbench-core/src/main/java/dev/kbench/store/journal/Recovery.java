package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Reads a journal that may be damaged, and makes one fit for writing again.
final class Recovery {
    private final Path file;
    private final List<Damage> damages = new ArrayList<>();
    private long end;
    private boolean headWhole;

    private Recovery(Path file) {
        this.file = file;
    }

    /// Reads all whole records.
    ///
    /// @throws StoreException if a newer version wrote it
    static Recovery read(SharedFile file, Consumer<RecordView> records) throws IOException {
        Recovery recovery = new Recovery(file.path());
        recovery.scan(file, records);
        return recovery;
    }

    List<Damage> damages() {
        return List.copyOf(damages);
    }

    /// Where the last whole record ends.
    long end() {
        return end;
    }

    private void scan(SharedFile file, Consumer<RecordView> records) throws IOException {
        long size = file.size();
        headWhole = headIsWhole(file);
        end = Math.min(size, RecordFormat.FILE_HEAD);
        List<RecordScan.Gap> gaps =
                size <= RecordFormat.FILE_HEAD
                        ? List.of()
                        : RecordScan.scan(
                                file,
                                RecordFormat.FILE_HEAD,
                                size,
                                record -> {
                                    end = record.offset() + record.length();
                                    records.accept(record);
                                });
        if (!headWhole && size > 0) {
            damages.add(new Damage(this.file, Damage.Kind.HEAD, 0, end, ""));
        }
        for (RecordScan.Gap gap : gaps) {
            Damage.Kind kind = gap.to() == size ? Damage.Kind.TAIL : Damage.Kind.MIDDLE;
            damages.add(new Damage(this.file, kind, gap.from(), gap.to() - gap.from(), ""));
        }
    }

    /// Whether a journal begins as it should.
    ///
    /// @throws StoreException if a newer version wrote it
    static boolean headIsWhole(SharedFile file) throws IOException {
        byte[] head = new byte[RecordFormat.FILE_HEAD];
        int got = file.read(0, head, 0, head.length);
        if (got < head.length
                || !Arrays.equals(head, 0, 8, RecordFormat.FILE_MAGIC, 0, 8)
                || ByteBuffer.wrap(head).getInt(12) != RecordFormat.crc(head, 0, 12)) {
            return false;
        }
        int version = ByteBuffer.wrap(head).getInt(8);
        if (version > RecordFormat.VERSION) {
            throw new StoreException(
                    "%s was written by a newer kbench (format %d, this one reads up to %d): use that version, or start over with --fresh"
                            .formatted(file.path(), version, RecordFormat.VERSION),
                    null);
        }
        return true;
    }

    /// Cuts off a torn tail, having copied it, and writes a head where there is none. After that
    /// the journal ends at {@link #end}.
    void repair(FileChannel channel, Disk disk) throws IOException {
        if (!damages.isEmpty() && damages.getLast().kind() == Damage.Kind.TAIL) {
            Damage tail = damages.removeLast();
            Path copy = copy(channel, tail, disk);
            disk.step(DiskStep.TORN_TRUNCATE, () -> channel.truncate(tail.offset()));
            disk.force(DiskStep.TRUNCATE_FORCE, channel);
            damages.add(
                    new Damage(file, tail.kind(), tail.offset(), tail.bytes(), copy.toString()));
        }
        if (!headWhole) {
            byte[] head = RecordFormat.fileHead();
            disk.write(DiskStep.HEAD_WRITE, channel, 0, head, head.length);
            disk.force(DiskStep.HEAD_FORCE, channel);
            disk.forceFolderOf(file);
            end = Math.max(end, RecordFormat.FILE_HEAD);
        }
    }

    private Path copy(FileChannel journal, Damage tail, Disk disk) throws IOException {
        for (int n = 1; ; n++) {
            Path copy = file.resolveSibling(file.getFileName() + ".torn-" + n);
            try (FileChannel out =
                    disk.open(
                            DiskStep.TORN_CREATE,
                            copy,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                disk.step(
                        DiskStep.TORN_WRITE,
                        () -> {
                            for (long done = 0; done < tail.bytes(); ) {
                                done +=
                                        journal.transferTo(
                                                tail.offset() + done, tail.bytes() - done, out);
                            }
                        });
                disk.force(DiskStep.TORN_FORCE, out);
                return copy;
            } catch (FileAlreadyExistsException next) {
                // an earlier tail has that name
            }
        }
    }
}
