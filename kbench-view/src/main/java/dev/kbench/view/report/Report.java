package dev.kbench.view.report;

import dev.kbench.view.index.RunIndex;
import dev.kbench.view.page.IndexShelf;

/// Reports of the runs of an index.
public final class Report {
    private Report() {}

    /// As one HTML file, which needs nothing beside it and can be read without scripts.
    ///
    /// @param index the runs
    /// @param options what it is about
    /// @return the document, less than 2 MB in UTF-8
    /// @throws java.util.NoSuchElementException if a chosen run is not there
    /// @throws dev.kbench.key.KbenchException if the index cannot be read
    public static String html(RunIndex index, ReportOptions options) {
        return HtmlReport.of(new IndexShelf(index), options);
    }

    /// In Markdown, for a pull request: without conversations.
    ///
    /// @param index the runs
    /// @param options what it is about
    /// @return lines in the dialect that GitHub reads
    /// @throws java.util.NoSuchElementException if a chosen run is not there
    /// @throws dev.kbench.key.KbenchException if the index cannot be read
    public static String markdown(RunIndex index, ReportOptions options) {
        return MarkdownReport.of(new IndexShelf(index), options);
    }
}
