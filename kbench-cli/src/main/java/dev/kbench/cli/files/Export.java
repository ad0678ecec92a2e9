package dev.kbench.cli.files;

import dev.kbench.cli.show.FiledResults;
import dev.kbench.store.FiledRun;

import java.io.PrintStream;

/// Runs in another format. One thread.
public interface Export {
    /// An export.
    ///
    /// @param format `csv`, `jsonl`, `junit` or `markdown`
    /// @return without runs as yet
    static Export of(String format) {
        return switch (format) {
            case "csv" -> new RowsExport(false);
            case "jsonl" -> new RowsExport(true);
            case "junit" -> new JUnitExport();
            case "markdown" -> new MarkdownExport(new FiledResults());
            default -> throw new IllegalArgumentException("there is no format " + format);
        };
    }

    /// Takes in a run.
    ///
    /// @param run what its file says
    void add(FiledRun run);

    /// Prints all that was taken in, in UTF-8 where the format has an encoding.
    ///
    /// @param out where to
    void print(PrintStream out);

    /// The figures as Markdown.
    ///
    /// @param results collects them
    record MarkdownExport(FiledResults results) implements Export {
        @Override
        public void add(FiledRun run) {
            results.add(run);
        }

        @Override
        public void print(PrintStream out) {
            results.markdown().forEach(out::println);
        }
    }
}
