package dev.kbench.bench;

import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.OutcomeKind;

import java.util.Set;

/// Opens the journal in a folder as an evaluation does that goes on with it.
final class Opening {
    private Opening() {}

    /// Opens, looks, and closes. Gives how many runs were found, less those found missing.
    static long run(Work work, Flushes flushes) {
        JournalFolder folder = Evaluation.journals(work.folder(), flushes);
        try (EvaluationJournal journal = folder.open(folder.list().getFirst().id())) {
            long missing =
                    journal.index().missing(work.samples(), Set.of(OutcomeKind.COMPLETED)).count();
            return journal.index().finished() - missing;
        }
    }
}
