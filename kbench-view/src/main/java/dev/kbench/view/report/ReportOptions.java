package dev.kbench.view.report;

import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;

import java.time.Instant;
import java.util.List;

/// What a report is about, and how much of it.
///
/// @param title its title
/// @param source where its runs are from, for its first line; may be empty
/// @param made when it is made
/// @param query which runs it is about
/// @param lines how many of the runs that did not pass, and of those without a verdict, it lists at
///   most, 0 or more
/// @param transcripts of how many runs that did not pass it shows the conversations, 0 or more: one
///   of each task and model before a second of any
/// @param chosen runs whose conversations it shows before those
public record ReportOptions(
        String title,
        String source,
        Instant made,
        RunQuery query,
        int lines,
        int transcripts,
        List<RunId> chosen) {
    /// Copies the list, and refuses a negative number.
    public ReportOptions {
        chosen = List.copyOf(chosen);
        if (lines < 0 || transcripts < 0) {
            throw new IllegalArgumentException(
                    "lines and transcripts: expected 0 or more, got %d and %d"
                            .formatted(lines, transcripts));
        }
    }
}
