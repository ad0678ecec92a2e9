package dev.kbench.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a data set's rows come from.
///
/// Immutable.
interface RowSource {
    Optional<Path> file();

    Optional<DataFrame> table();

    RowSource withTypes(Map<String, Class<?>> types);

    /// The same with columns that are private.
    RowSource withPrivate(List<String> names);

    /// Reads the first rows for the first time.
    Facts learn(long limit, Consumer<Row> visitor);

    /// Opens the rows that were learned.
    RowCursor open(Facts facts);
}
