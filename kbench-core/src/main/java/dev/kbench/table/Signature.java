package dev.kbench.table;

import java.nio.file.Path;

/// The first bytes of files that are often taken for text in UTF-8, and what to do about each.
enum Signature {
    UTF_32(
            "UTF-32 text",
            "convert it, for example with iconv -f UTF-32 -t UTF-8",
            "\u00FF\u00FE\0\0"),
    UTF_16_LE(
            "UTF-16 text", "convert it, for example with iconv -f UTF-16 -t UTF-8", "\u00FF\u00FE"),
    UTF_16_BE(
            "UTF-16 text", "convert it, for example with iconv -f UTF-16 -t UTF-8", "\u00FE\u00FF"),
    GZIP("compressed with gzip", "unpack it with gunzip", "\u001F\u008B"),
    ZIP("a ZIP archive or a spreadsheet", "unpack it, or save it as CSV", "PK\3\4"),
    PARQUET("a Parquet file", "read it with parquet(…)", "PAR1");

    private final String what;
    private final String remedy;
    private final String bytes;

    /// @param bytes a character for each byte
    Signature(String what, String remedy, String bytes) {
        this.what = what;
        this.remedy = remedy;
        this.bytes = bytes;
    }

    /// @param end how many bytes of the block are the file's
    static void refuseOthers(Path file, byte[] block, int end) {
        for (Signature signature : values()) {
            if (signature.begins(block, end)) {
                throw new TableException(
                        "%s is %s; expected text in UTF-8: %s"
                                .formatted(file, signature.what, signature.remedy),
                        null);
            }
        }
    }

    private boolean begins(byte[] block, int end) {
        for (int i = 0; i < bytes.length(); i++) {
            if (i >= end || (block[i] & 0xFF) != bytes.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
