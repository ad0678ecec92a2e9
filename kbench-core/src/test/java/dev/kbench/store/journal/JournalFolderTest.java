package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.bytes;
import static dev.kbench.store.journal.Journals.digest;
import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.run;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.storeAll;
import static dev.kbench.store.journal.Journals.text;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.store.StoreException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

class JournalFolderTest {
    @TempDir Path root;
    private JournalFolder folder;

    @BeforeEach
    void folder() {
        folder = new JournalFolder(root);
    }

    private void finished(String id, int runs) {
        try (EvaluationJournal journal = folder.create(plan(id))) {
            for (int position = 0; position < runs; position++) {
                store(journal, position);
            }
            journal.ended(true, "");
        }
    }

    @Nested
    class Create {
        @Test
        void writesAPlanThatPeopleCanRead() throws IOException {
            finished("one", 1);
            assertThat(root.resolve("one/plan.json"))
                    .hasContent(
                            """
                            {
                              "format" : 1,
                              "number" : 1,
                              "id" : "one",
                              "created" : "2020-01-01T00:00:00Z",
                              "digest" : "digest-of-the-plan",
                              "task" : "quiz",
                              "models" : [ "demo/a" ],
                              "runs" : 100,
                              "plan" : {
                                "trials" : 2
                              },
                              "crc32c" : "b2b312e4"
                            }
                            """);
            try (EvaluationJournal journal = folder.open("one")) {
                assertThat(journal.plan().task()).isEqualTo("quiz");
                assertThat(journal.plan().details()).containsIgnoringWhitespaces("{\"trials\":2}");
            }
        }

        @Test
        void refusesAnIdThatIsThere() {
            finished("one", 1);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> folder.create(plan("one")))
                    .withMessage(
                            "there is an evaluation %s already: choose another id",
                            root.resolve("one"));
        }

        @Test
        void refusesAnIdThatIsAPath() {
            for (String id : List.of("", ".", "..", "a/b", "a\\b", ".hidden", "a\0", "ı")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> plan(id))
                        .withMessage(
                                "an evaluation's id has up to 120 letters, digits, '.', '_' and '-'"
                                    + " and does not begin with '.', got %d characters that do not"
                                    + " fit",
                                id.length());
            }
        }
    }

    @Nested
    class Listing {
        @Test
        void isEmptyWhereThereIsNoFolder() {
            assertThat(new JournalFolder(root.resolve("none")).list()).isEmpty();
        }

        @Test
        void tellsHowFarEachIsTheNewestFirst() throws IOException {
            finished("b", 3);
            try (EvaluationJournal journal = folder.create(plan("a"))) {
                store(journal, 0);
                journal.ended(false, "Ctrl-C");
            }
            folder.create(plan("c")).close();
            Files.createDirectory(root.resolve("d"));
            try (EvaluationJournal journal = folder.create(plan("e"))) {
                store(journal, 0);
                List<JournalSummary> all = folder.list();
                assertThat(all)
                        .extracting(JournalSummary::id)
                        .containsExactly("e", "c", "a", "b", "d");
                assertThat(all)
                        .extracting(JournalSummary::state)
                        .containsExactly(
                                JournalState.RUNNING,
                                JournalState.UNFINISHED,
                                JournalState.STOPPED,
                                JournalState.FINISHED,
                                JournalState.UNREADABLE);
                assertThat(all)
                        .extracting(JournalSummary::finished)
                        .containsExactly(1L, 0L, 1L, 3L, 0L);
                assertThat(all.get(0).holder()).hasValue(ProcessHandle.current().pid());
                assertThat(all.get(2).note()).isEqualTo("Ctrl-C");
                assertThat(all.get(3).holder()).isEqualTo(OptionalLong.empty());
                assertThat(all.get(3).bytes()).isGreaterThan(1000);
                assertThat(all.get(3).canGoOn()).isFalse();
                assertThat(all.get(4).note())
                        .isEqualTo(
                                "%s cannot be read: it is not there; expected a folder on a disk"
                                        + " that works and that this user may write to, choose"
                                        + " another with --out; what was reported is kept",
                                root.resolve("d/plan.json"));
            }
        }

        @Test
        void believesNoStateThatIsOfAnotherJournal() throws IOException {
            finished("one", 3);
            byte[] state = Files.readAllBytes(root.resolve("one/state.json"));
            try (EvaluationJournal journal = folder.open("one")) {
                store(journal, 9);
            }
            Files.write(root.resolve("one/state.json"), state);
            assertThat(folder.list())
                    .extracting(JournalSummary::state, JournalSummary::finished)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(JournalState.UNFINISHED, 4L));
            Files.writeString(root.resolve("one/state.json"), "{");
            assertThat(folder.list()).extracting(JournalSummary::finished).containsExactly(4L);
        }

        @Test
        void thoseOfOnePlan() throws IOException {
            for (String id : List.of("a", "b", "c")) {
                finished(id, 1);
            }
            String digest = plan("a").digest();
            assertThat(folder.ofPlan(digest))
                    .extracting(JournalSummary::id)
                    .containsExactly("c", "b", "a");
            assertThat(folder.ofPlan("another")).isEmpty();
            Files.writeString(root.resolve("c/plan.json"), "{");
            JournalRemoval.remove(root.resolve("b"), new Disk(DiskSteps.NONE));
            assertThat(folder.ofPlan(digest)).extracting(JournalSummary::id).containsExactly("a");
        }

        @Test
        void tellsOfADamagedPlan() throws IOException {
            finished("one", 1);
            Files.writeString(root.resolve("one/plan.json"), "{\"format\":");
            assertThat(folder.list())
                    .extracting(JournalSummary::note)
                    .containsExactly(
                            "%s is damaged: expected what the evaluation wrote there when it began; remove the folder %s to forget the evaluation"
                                    .formatted(root.resolve("one/plan.json"), root.resolve("one")));
        }

        @Test
        void listsTheNewestFirstWhateverTheClock() {
            folder.create(plan("late", "x")).close();
            folder.create(plan("other", "y")).close();
            JournalPlan before = plan("early", "x");
            folder.create(
                            new JournalPlan(
                                    "early",
                                    "x",
                                    "quiz",
                                    before.models(),
                                    1,
                                    Instant.parse("1999-01-01T00:00:00Z"),
                                    "{}"))
                    .close();
            assertThat(folder.list())
                    .extracting(JournalSummary::id)
                    .containsExactly("early", "other", "late");
        }
    }

    @Nested
    class Prune {
        private static final PruneRule ALL = new PruneRule(Optional.empty(), false, 0);

        @Test
        void removesAllButWhatIsHeld() {
            finished("one", 1);
            try (EvaluationJournal journal = folder.create(plan("held"))) {
                assertThat(folder.prune(ALL, true))
                        .extracting(JournalSummary::id)
                        .containsExactly("one");
                assertThat(root.resolve("one")).exists();
                assertThat(folder.prune(ALL, false))
                        .extracting(JournalSummary::id)
                        .containsExactly("one");
                assertThat(root.resolve("one")).doesNotExist();
                store(journal, 1);
            }
            assertThat(folder.list()).extracting(JournalSummary::finished).containsExactly(1L);
        }

        @Test
        void keepsTheNewestTheUnfinishedAndTheYoung() {
            finished("a", 1);
            folder.create(plan("b")).close();
            finished("c", 1);
            finished("d", 1);
            assertThat(folder.prune(new PruneRule(Optional.empty(), true, 1), true))
                    .extracting(JournalSummary::id)
                    .containsExactly("c", "a");
            Instant created = Instant.parse("2020-01-01T00:00:00Z");
            assertThat(folder.prune(new PruneRule(Optional.of(created), false, 0), true)).isEmpty();
            assertThat(
                            folder.prune(
                                    new PruneRule(Optional.of(created.plusNanos(1)), false, 0),
                                    true))
                    .hasSize(4);
        }

        @Test
        void leavesFilesThatAreNotAJournals() throws IOException {
            finished("one", 1);
            Files.writeString(root.resolve("one/notes.txt"), "mine");
            folder.prune(ALL, false);
            assertThat(root.resolve("one")).isDirectoryContaining("glob:**notes.txt");
            assertThat(root.resolve("one/journal")).doesNotExist();
            assertThat(folder.list()).isEmpty();
        }

        @Test
        void forgetsTheCommandsOfAFolderWithoutEvaluations() {
            finished("one", 1);
            finished("two", 1);
            folder.openCommands().begin(Set.of("command"));
            folder.prune(new PruneRule(Optional.empty(), true, 1), false);
            assertThat(folder.openCommands().hasAny(Set.of("command"))).isTrue();
            folder.prune(ALL, false);
            assertThat(folder.openCommands().hasAny(Set.of("command"))).isFalse();
            assertThat(root).isEmptyDirectory();
        }

        @Test
        void refusesANegativeNumber() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PruneRule(Optional.empty(), false, -1))
                    .withMessage("keep must be 0 or more, got -1");
        }
    }

    @Nested
    class Catalog {
        @Test
        void findsTheLatestCompletedRun() throws IOException, InterruptedException {
            try (EvaluationJournal journal = folder.create(plan("one"))) {
                storeAll(journal, 200, 10);
            }
            try (EvaluationJournal journal = folder.create(plan("two"))) {
                BlobRef blob = journal.blob(bytes("second"));
                journal.finished(
                        run(5, OutcomeKind.COMPLETED), Optional.of(blob), bytes("{\"two\":1}"));
                journal.finished(run(5, OutcomeKind.FAILED), Optional.empty(), bytes("{}"));
                journal.finished(run(3000, OutcomeKind.FAILED), Optional.empty(), bytes("{}"));
            }
            Files.createDirectory(root.resolve("broken"));
            Files.createDirectory(root.resolve("broken/journal"));
            try (RunCatalog catalog = folder.catalog(Set.of())) {
                assertThat(catalog.size()).isEqualTo(2000);
                assertThat(catalog.unreadable()).hasSize(1);
                RunCatalog.Hit later = catalog.find(digest(5)).orElseThrow();
                assertThat(later.evaluation()).isEqualTo("two");
                assertThat(later.run().document()).isEqualTo("{\"two\":1}");
                assertThat(text(catalog.transcript(later).orElseThrow())).isEqualTo("second");
                for (long position = 6; position < 2000; position++) {
                    RunCatalog.Hit hit = catalog.find(digest(position)).orElseThrow();
                    assertThat(hit.run().document()).isEqualTo(document(position));
                    assertThat(hit.run().run().position()).isEqualTo(position);
                }
                assertThat(
                                text(
                                        catalog.transcript(catalog.find(digest(7)).orElseThrow())
                                                .orElseThrow()))
                        .isEqualTo(transcript(7));
                assertThat(catalog.find(digest(3000))).isEmpty();
            }
            try (RunCatalog catalog = folder.catalog(Set.of("one", "broken"))) {
                assertThat(catalog.size()).isEqualTo(1);
                assertThat(catalog.unreadable()).isEmpty();
            }
        }
    }
}
