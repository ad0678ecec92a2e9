package dev.kbench.store.journal;

import java.nio.file.Path;

/// Bytes of a journal that are no records.
///
/// @param file the journal
/// @param kind where they lie
/// @param offset where they begin
/// @param bytes how many there are
/// @param movedTo where they lie now, for a torn tail that was cut off; empty otherwise
public record Damage(Path file, Kind kind, long offset, long bytes, String movedTo) {
    /// Where damage lies.
    public enum Kind {
        /// The file's own head, which was written anew where the journal was opened for writing.
        HEAD,
        /// Between records.
        MIDDLE,
        /// At the end.
        TAIL
    }

    /// What happened and what it means, in one sentence or two.
    ///
    /// @return the text
    public String text() {
        return switch (kind) {
            case HEAD ->
                    "%s: its head is damaged; the records behind it are read as they stand"
                            .formatted(file);
            case MIDDLE ->
                    ("%s: %d bytes from offset %d on are damaged, which an interrupted write cannot"
                         + " do: another program or the disk changed them. The records before and"
                         + " after are kept; runs whose record was there run again")
                            .formatted(file, bytes, offset);
            case TAIL ->
                    movedTo.isEmpty()
                            ? ("%s: the last %d bytes, from offset %d on, are half a record: a"
                                   + " process writes it, or ended while it wrote. No run in there"
                                   + " was reported")
                                    .formatted(file, bytes, offset)
                            : ("%s: the last %d bytes, from offset %d on, are half a record: the"
                                   + " process ended while it wrote. No run in there was reported;"
                                   + " they were moved to %s")
                                    .formatted(file, bytes, offset, movedTo);
        };
    }
}
