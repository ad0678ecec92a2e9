package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// An interrupt closes the channel that its thread writes to.
class InterruptedOwnerTest {
    @TempDir Path root;

    @BeforeEach
    void interrupt() {
        Thread.currentThread().interrupt();
    }

    @AfterEach
    void stillInterrupted() {
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadMayCreateOpenAndClose() {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("e"))) {
            store(journal, 0);
        }
        try (EvaluationJournal journal = folder.open("e")) {
            assertThat(journal.damages()).isEmpty();
            store(journal, 1);
            journal.ended(true, "");
        }
        assertThat(folder.list())
                .singleElement()
                .returns(JournalState.FINISHED, JournalSummary::state)
                .returns(2L, JournalSummary::finished);
    }
}
