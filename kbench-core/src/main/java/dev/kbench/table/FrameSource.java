package dev.kbench.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Rows of a table in memory.
record FrameSource(DataFrame frame) implements RowSource {
    @Override
    public Optional<Path> file() {
        return frame.file();
    }

    @Override
    public Optional<DataFrame> table() {
        return Optional.of(frame);
    }

    @Override
    public RowSource withTypes(Map<String, Class<?>> types) {
        return this;
    }

    @Override
    public RowSource withPrivate(List<String> names) {
        return new FrameSource(frame.withPrivate(names.toArray(String[]::new)));
    }

    @Override
    public Facts learn(long limit, Consumer<Row> visitor) {
        int rows = (int) Math.min(limit, frame.height());
        ContentDigest digest = new ContentDigest();
        for (int i = 0; i < rows; i++) {
            Row row = frame.row(i);
            visitor.accept(row);
            digest.add(row);
        }
        Header header = new Header(frame.columns(), Set.copyOf(frame.privateColumns()));
        return new Facts(header, null, rows, digest.of(header.names()), Fingerprints.NONE, 0);
    }

    @Override
    public RowCursor open(Facts facts) {
        return new RowCursor(facts.rows(), index -> frame.row((int) index), () -> {});
    }
}
