package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps.Moment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Kills a process that journals, again and again, at every step of its work on the disk, and reads
/// what it left.
class JournalCrashIT {
    private static final long RUNS = 60;
    private static final String THREADS = "8";

    /// What only happens where a torn tail was left.
    private static final Set<DiskStep> MENDING =
            EnumSet.of(
                    DiskStep.TORN_WRITE,
                    DiskStep.TORN_FORCE,
                    DiskStep.TORN_TRUNCATE,
                    DiskStep.TRUNCATE_FORCE);

    private static final List<String> ALWAYS =
            List.of(
                    "FOLDER_CREATE:AFTER",
                    "FILE_RENAME:BEFORE",
                    "HEAD_WRITE:HALFWAY",
                    "BLOB_FORCE:AFTER",
                    "JOURNAL_WRITE:HALFWAY",
                    "JOURNAL_FORCE:BEFORE",
                    "JOURNAL_FORCE:AFTER",
                    "TORN_TRUNCATE:BEFORE",
                    "TRUNCATE_FORCE:BEFORE");

    private final Random random = new Random(20_260_101);
    private final Map<String, Integer> hits = new TreeMap<>();
    private int journals;

    @TempDir Path folder;

    @Test
    void whatWasDurableOutlivesAKillAtEveryStep() throws IOException, InterruptedException {
        Map<String, Integer> points = points();
        for (DiskStep step : DiskStep.values()) {
            assertThat(points).containsKeys(step + ":BEFORE", step + ":AFTER");
        }
        boolean all = !System.getProperty("kbench.tier", "verify").equals("verify");
        Set<String> kinds = all ? new TreeSet<>(points.keySet()) : new TreeSet<>(ALWAYS);
        int rounds = System.getProperty("kbench.tier", "").equals("soak") ? 6 : 1;
        for (int round = 0; round < rounds; round++) {
            for (String kind : kinds) {
                killAt(kind, round == 0 ? 1 : points.get(kind));
            }
        }
        System.out.println("kills of a journal: " + hits);
        assertThat(hits.keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    }

    /// Which kinds of points there are, and how often each is passed.
    private Map<String, Integer> points() throws IOException, InterruptedException {
        Map<String, Integer> points = new TreeMap<>();
        Path root = folder.resolve("j" + journals++);
        JournalWitness witness = new JournalWitness(root, RUNS);
        leaveTornTail(root, witness);
        finish(root, witness).after(HaltingSteps.PASSED).forEach(line -> put(points, line));
        root = folder.resolve("j" + journals++);
        witness = new JournalWitness(root, RUNS);
        finish(root, witness).after(HaltingSteps.PASSED).forEach(line -> put(points, line));
        return points;
    }

    private static void put(Map<String, Integer> points, String line) {
        KillPoint point = KillPoint.parse(line);
        points.put(point.kind(), point.nth());
    }

    private void killAt(String kind, int most) throws IOException, InterruptedException {
        Path root = folder.resolve("j" + journals++);
        JournalWitness witness = new JournalWitness(root, RUNS);
        KillPoint point = KillPoint.parse(kind + ":1");
        boolean reached = false;
        for (int tries = 0; !reached; tries++) {
            assertThat(tries).as("tries to reach %s", kind).isLessThan(10);
            if (MENDING.contains(point.step())) {
                leaveTornTail(root, witness);
            }
            int nth = tries == 0 ? 1 + random.nextInt(most) : 1;
            reached = run(root, witness, kind + ":" + nth).killed();
        }
        hits.merge(kind, 1, Integer::sum);
        finish(root, witness);
        assertThat(witness.durable()).isLessThanOrEqualTo((int) RUNS);
    }

    /// Half of what is written may happen to be whole records.
    private void leaveTornTail(Path root, JournalWitness witness)
            throws IOException, InterruptedException {
        for (int tries = 0; !witness.torn(); tries++) {
            assertThat(tries).as("tries to leave a torn tail").isLessThan(10);
            run(
                    root,
                    witness,
                    new KillPoint(DiskStep.JOURNAL_WRITE, Moment.HALFWAY, 2 + tries).toString());
        }
    }

    private Victim.End finish(Path root, JournalWitness witness)
            throws IOException, InterruptedException {
        Victim.End end = run(root, witness, HaltingSteps.NOWHERE);
        assertThat(end.killed()).isFalse();
        assertThat(end.lines()).as(end.text()).endsWith(JournalProgram.END);
        return end;
    }

    private Victim.End run(Path root, JournalWitness witness, String point)
            throws IOException, InterruptedException {
        Victim.End end =
                Victim.start(
                                JournalProgram.class,
                                root.toString(),
                                point,
                                String.valueOf(RUNS),
                                THREADS)
                        .await(line -> line.startsWith(HaltingSteps.REACHED));
        assertThat(end.killed() || end.lines().contains(JournalProgram.END))
                .as(end.text())
                .isTrue();
        witness.hear(end);
        witness.check();
        return end;
    }
}
