package dev.kbench.cli.files;

import dev.kbench.event.AssertionResult;
import dev.kbench.store.FiledRun;
import dev.kbench.store.StoreException;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// A row a run, as a data frame writes it. What is not known is missing.
final class RowsExport implements Export {
    private final boolean jsonl;
    private final SequencedMap<String, List<@Nullable Object>> columns = new LinkedHashMap<>();

    RowsExport(boolean jsonl) {
        this.jsonl = jsonl;
    }

    @Override
    public void add(FiledRun run) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("task", run.task());
        row.put("model", run.model());
        row.put("run", run.number());
        row.put("row", run.row());
        row.put("outcome", run.outcome());
        row.put("reason", run.reason());
        row.put("passed", run.passed());
        row.put("result", run.result());
        row.put("score", number(run.numericResult()));
        row.put("assertions", (long) run.checks().size());
        row.put("assertions_passed", run.checks().stream().filter(AssertionResult::passed).count());
        row.put("input_tokens", number(run.usage().inputTokens()));
        row.put("output_tokens", number(run.usage().outputTokens()));
        row.put("cached_tokens", number(run.usage().cachedTokens()));
        row.put("reasoning_tokens", number(run.usage().reasoningTokens()));
        row.put("cost_nanodollars", number(run.usage().costNanodollars()));
        row.put("start", run.start().map(Object::toString).orElse(""));
        row.put("seconds", run.duration().map(time -> time.toNanos() / 1e9).orElse(null));
        row.put("error", run.error());
        row.put("file", String.valueOf(run.file().getFileName()));
        row.forEach(
                (name, value) -> columns.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }

    private static @Nullable Object number(OptionalLong figure) {
        return figure.isEmpty() ? null : (Object) figure.getAsLong();
    }

    private static @Nullable Object number(OptionalDouble figure) {
        return figure.isEmpty() ? null : (Object) figure.getAsDouble();
    }

    @Override
    public void print(PrintStream out) {
        Path file = null;
        try {
            file = Files.createTempFile("kbench-", ".export");
            DataFrame table = DataFrame.ofColumns(columns);
            if (jsonl) {
                table.writeJsonl(file);
            } else {
                table.writeCsv(file);
            }
            Files.copy(file, out);
        } catch (IOException e) {
            throw StoreException.writing(file == null ? Path.of("kbench-.export") : file, e);
        } finally {
            if (file != null && !file.toFile().delete()) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
