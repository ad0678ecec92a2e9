package dev.kbench.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which files a folder shows to the platform: one task's, and those of one run of it. Others are
/// set aside, never deleted.
///
/// @param task the task's name
/// @param kept the files that stay, the task's first; empty in a store without files
/// @param aside the files that are, or would be, set aside, in order
/// @param folder where they are set aside; empty where nothing is
/// @param warnings what the platform will show that its user may not expect, such as that the run
///   failed
public record Choice(
        String task,
        List<String> kept,
        List<String> aside,
        Optional<Path> folder,
        List<String> warnings) {
    /// Copies the lists.
    public Choice {
        kept = List.copyOf(kept);
        aside = List.copyOf(aside);
        warnings = List.copyOf(warnings);
    }

    /// Nothing to choose from: no files are kept.
    ///
    /// @param task the task's name
    /// @return a choice that keeps and moves nothing
    public static Choice ofNoFiles(String task) {
        return new Choice(task, List.of(), List.of(), Optional.empty(), List.of());
    }

    /// What was, or would be, done.
    ///
    /// @return a line without its end
    @Override
    public String toString() {
        return "%s: keeps %s%s"
                .formatted(
                        task,
                        kept.isEmpty() ? "no file" : String.join(" and ", kept),
                        folder.map(
                                        to ->
                                                "; %s set aside in %s"
                                                        .formatted(
                                                                aside.size() == 1
                                                                        ? "1 other file is"
                                                                        : aside.size()
                                                                                + " other files"
                                                                                + " are",
                                                                to))
                                .orElse(""));
    }
}
