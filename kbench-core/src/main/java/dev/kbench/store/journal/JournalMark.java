package dev.kbench.store.journal;

/// How far a journal was read, and by what that is known again.
///
/// @param end where the next record begins, in bytes
/// @param last where the last record that was read starts; 0 where none was
/// @param crc that record's checksum
public record JournalMark(long end, long last, int crc) {
    /// Nothing was read yet.
    public static final JournalMark START = new JournalMark(RecordFormat.FILE_HEAD, 0, 0);

    /// Reads a mark.
    ///
    /// @param text what {@link #toString} gives
    /// @return the mark
    /// @throws IllegalArgumentException if it is none
    public static JournalMark parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("expected a mark such as 512:16:-7, got " + text);
        }
        return new JournalMark(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    /// Such as `512:16:-7`.
    @Override
    public String toString() {
        return end + ":" + last + ":" + crc;
    }
}
