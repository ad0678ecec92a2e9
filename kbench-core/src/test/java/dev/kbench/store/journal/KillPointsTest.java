package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.text;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.StoreException;
import dev.kbench.store.journal.DiskSteps.Moment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class KillPointsTest {
    private static final boolean SOAK = System.getProperty("kbench.tier", "").equals("soak");
    private static final int RUNS = SOAK ? 6 : 3;

    /// How often a step may have come before death; each time is another state of the disk.
    private static final int TIMES = SOAK ? Integer.MAX_VALUE : 3;

    /// What a process that stores runs in a new journal never does.
    private static final Set<DiskStep> ONLY_AFTER_A_CRASH =
            EnumSet.of(
                    DiskStep.TORN_CREATE,
                    DiskStep.TORN_WRITE,
                    DiskStep.TORN_FORCE,
                    DiskStep.TORN_TRUNCATE,
                    DiskStep.TRUNCATE_FORCE,
                    DiskStep.FILE_DELETE,
                    DiskStep.FOLDER_DELETE);

    /// What it does again and again; the rest may come once.
    private static final Set<DiskStep> OFTEN =
            EnumSet.of(
                    DiskStep.SEGMENT_CREATE,
                    DiskStep.BLOB_WRITE,
                    DiskStep.BLOB_FORCE,
                    DiskStep.JOURNAL_WRITE,
                    DiskStep.JOURNAL_FORCE);

    private static final PruneRule OLD = new PruneRule(Optional.empty(), false, 1);

    @TempDir Path root;

    @Test
    void nothingDurableIsLostWhateverTheMoment() throws IOException {
        int n = 0;
        Map<String, Integer> hits = new LinkedHashMap<>();
        for (DiskStep step : DiskStep.values()) {
            for (Moment moment : Moment.values()) {
                if (moment == Moment.HALFWAY && !Death.WRITES.contains(step)) {
                    continue;
                }
                int times = 1;
                while (times <= TIMES
                        && dies(root.resolve("case-" + n++), new Death(step, moment, times))) {
                    times++;
                }
                hits.put(step + " " + moment, times - 1);
            }
        }
        System.out.println("deaths: " + hits);
        assertThat(hits).allSatisfy((point, times) -> assertThat(times).as(point).isPositive());
    }

    /// Removes an old journal, stores runs in one with a torn tail and in a new one, until death;
    /// then looks.
    private boolean dies(Path folder, Death death) throws IOException {
        JournalFolder plain = new JournalFolder(folder, DiskSteps.NONE, 100);
        try (EvaluationJournal journal = plain.create(plan("old"))) {
            store(journal, 0);
        }
        try (EvaluationJournal journal = plain.create(plan("torn"))) {
            store(journal, 0);
        }
        Files.write(
                folder.resolve("torn/journal"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        Set<Long> durableTorn = new HashSet<>(Set.of(0L));
        Set<Long> durableNew = new HashSet<>();
        JournalFolder mortal = new JournalFolder(folder, death, 100);
        try {
            mortal.openCommands().begin(Set.of("command"));
            mortal.prune(OLD, false);
            try (EvaluationJournal journal = mortal.open("torn")) {
                storeAll(journal, durableTorn);
            }
            try (EvaluationJournal journal = mortal.create(plan("new"))) {
                storeAll(journal, durableNew);
            }
            mortal.openCommands().end(Set.of("command"));
        } catch (StoreException e) {
            assertThat(death.happened()).as(e.getMessage()).isTrue();
        }
        assertGoesOn(plain, "torn", durableTorn);
        if (Files.exists(folder.resolve("new/plan.json"))) {
            assertGoesOn(plain, "new", durableNew);
        } else {
            assertThat(durableNew).isEmpty();
        }
        assertThat(plain.list()).noneMatch(one -> one.state() == JournalState.RUNNING);
        assertRemoved(plain);
        return death.happened();
    }

    /// What was removed in part is no evaluation to go on with, and can be removed for good.
    private static void assertRemoved(JournalFolder folder) {
        boolean whole = Files.exists(folder.root().resolve("old/plan.json"));
        for (JournalSummary one : folder.list()) {
            if (one.id().equals("old") && !whole) {
                assertThat(one.state()).isEqualTo(JournalState.UNREADABLE);
                assertThat(one.canGoOn()).isFalse();
            }
        }
        if (whole) {
            assertGoesOn(folder, "old", Set.of(0L));
        }
        folder.prune(new PruneRule(Optional.empty(), false, 0), false);
        assertThat(folder.root()).isEmptyDirectory();
    }

    private static void storeAll(EvaluationJournal journal, Set<Long> durable) {
        for (long position = 1; position < RUNS; position++) {
            store(journal, position);
            durable.add(position);
        }
        journal.ended(true, "");
    }

    private static void assertGoesOn(JournalFolder folder, String id, Set<Long> durable) {
        try (EvaluationJournal journal = folder.open(id)) {
            assertThat(journal.damages()).noneMatch(damage -> damage.kind() == Damage.Kind.MIDDLE);
            for (long position : durable) {
                assertStored(journal, position);
            }
            for (long position = 0; position < RUNS; position++) {
                if (journal.read(position).isEmpty()) {
                    store(journal, position);
                }
                assertStored(journal, position);
            }
        }
    }

    private static void assertStored(EvaluationJournal journal, long position) {
        StoredRun stored = journal.read(position).orElseThrow();
        assertThat(stored.document()).isEqualTo(document(position));
        assertThat(text(journal.blob(stored.transcript().orElseThrow())))
                .isEqualTo(transcript(position));
    }

    /// A process that is killed in earnest: at every step in the long build, at the two most
    /// delicate moments otherwise.
    @Test
    void aKilledProcessLosesNothingDurable() throws Exception {
        List<DiskStep> steps =
                SOAK
                        ? Arrays.stream(DiskStep.values())
                                .filter(step -> !ONLY_AFTER_A_CRASH.contains(step))
                                .toList()
                        : List.of(DiskStep.JOURNAL_WRITE);
        int n = 0;
        for (DiskStep step : steps) {
            for (Moment moment : Moment.values()) {
                boolean delicate = moment == Moment.HALFWAY;
                if (delicate ? Death.WRITES.contains(step) : SOAK) {
                    assertKilledLosesNothing(root.resolve("killed-" + n++), step, moment);
                }
            }
        }
    }

    private static void assertKilledLosesNothing(Path folder, DiskStep step, Moment moment)
            throws Exception {
        int times = OFTEN.contains(step) ? 2 : 1;
        Process child =
                JournalChild.start(
                        "", JournalChild.Job.STORE_UNTIL_KILLED, folder, step, moment, times);
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isEqualTo(137);
        Set<Long> durable =
                Pattern.compile("durable (\\d+)")
                        .matcher(output)
                        .results()
                        .map(match -> Long.valueOf(match.group(1)))
                        .collect(Collectors.toSet());
        JournalFolder after = new JournalFolder(folder);
        if (Files.exists(folder.resolve("killed/plan.json"))) {
            assertGoesOn(after, "killed", durable);
        } else {
            assertThat(durable).isEmpty();
        }
    }
}
