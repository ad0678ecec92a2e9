package dev.kbench.table;

import org.jspecify.annotations.Nullable;

/// What a first reading learned. Nobody changes it afterwards.
///
/// @param types the types of a file's values; null for a table in memory
/// @param rows how many rows
/// @param sha256 the content's digest
/// @param fingerprints a hash of each row of a file; empty for a table in memory
/// @param bytes how long the file was
record Facts(
        Header header,
        @Nullable ColumnTypes types,
        long rows,
        String sha256,
        Fingerprints fingerprints,
        long bytes) {}
