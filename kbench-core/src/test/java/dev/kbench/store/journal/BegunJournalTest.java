package dev.kbench.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A process may end after it has written its plan, and before there is a journal.
class BegunJournalTest {
    @TempDir Path root;

    @Test
    void aPlanWithoutAJournalHoldsNothingAndGoesOn() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        folder.create(new JournalPlan("e", "d", "t", List.of(), 3, Instant.EPOCH, "{}")).close();
        Files.delete(root.resolve("e/journal"));

        try (JournalReader journal = folder.read("e")) {
            assertThat(journal.index().finished()).isZero();
            assertThat(journal.damages()).isEmpty();
            assertThat(journal.read(0)).isEmpty();
        }
        assertThat(folder.list())
                .singleElement()
                .returns(JournalState.UNFINISHED, JournalSummary::state);
        try (EvaluationJournal journal = folder.open("e")) {
            assertThat(journal.damages()).isEmpty();
        }
    }
}
