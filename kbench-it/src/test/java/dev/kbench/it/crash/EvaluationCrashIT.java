package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps.Moment;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Kills evaluations and gives the same command again, until each has come to its end: then
/// everything is there, as if nothing had happened, and nothing that was finished was paid twice.
class EvaluationCrashIT {
    private static final int ROWS = 60;

    /// What is only done where a torn tail was left.
    private static final Set<DiskStep> MENDING =
            EnumSet.of(
                    DiskStep.TORN_CREATE,
                    DiskStep.TORN_WRITE,
                    DiskStep.TORN_FORCE,
                    DiskStep.TORN_TRUNCATE,
                    DiskStep.TRUNCATE_FORCE);

    private static final List<String> USUAL =
            List.of(
                    Kill.CALL,
                    "JOURNAL_WRITE:HALFWAY",
                    HaltingStore.BEFORE,
                    Kill.REPORT,
                    HaltingStore.AFTER,
                    Kill.TEMPORARY_FILE,
                    Kill.MOMENT);

    private final Random random = new Random(20_260_102);
    private final Map<String, Integer> hits = new TreeMap<>();
    private final Map<String, Integer> most = new TreeMap<>();
    private final Map<String, Integer> busy = new TreeMap<>();
    private int evaluations;
    private int kills;

    @TempDir Path folder;
    private CountingServer server;
    private List<String> undisturbed;
    private List<String> files;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = new CountingServer();
        long began = System.nanoTime();
        Path out = folder.resolve("undisturbed");
        Victim.End end = Kill.NEVER.run(server, out, ROWS);
        assertThat(end.lines()).as(end.text()).endsWith(EvaluationProgram.END);
        new EvaluationWitness(out, server, ROWS).check(end);
        undisturbed = end.after(EvaluationProgram.FINAL);
        files = files(out);
        assertThat(files).hasSize(ROWS + 1);
        for (String line : end.after(HaltingSteps.PASSED)) {
            int colon = line.lastIndexOf(':');
            most.put(line.substring(0, colon), Integer.valueOf(line.substring(colon + 1)));
        }
        most.put(Kill.CALL, server.callsOfLast().size());
        most.put(Kill.REPORT, ROWS);
        most.put(Kill.TEMPORARY_FILE, ROWS);
        most.put(Kill.MOMENT, (int) Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasCutShortComesToTheSameEnd() throws IOException, InterruptedException {
        String tier = System.getProperty("kbench.tier", "verify");
        int wanted = tier.equals("soak") ? 200 : tier.equals("ci") ? 21 : 7;
        List<String> kinds = new ArrayList<>(USUAL);
        if (tier.equals("soak")) {
            kinds.addAll(most.keySet());
            for (DiskStep step : MENDING) {
                kinds.add(step + ":" + Moment.BEFORE);
                kinds.add(step + ":" + Moment.AFTER);
            }
        }
        Set<String> left = new TreeSet<>(wanted < kinds.size() ? List.of() : kinds);
        for (int n = 0; kills < wanted || !left.isEmpty(); n++) {
            assertThat(n)
                    .as("evaluations for %d kills, and %s", wanted, left)
                    .isLessThan(3 * wanted);
            evaluate(kinds.get(n % kinds.size()));
            left.removeAll(hits.keySet());
        }
        System.out.printf(
                "%d kills in %d evaluations: %s%nof these with rows under way: %s%n",
                kills, evaluations, hits, busy);
        assertThat(busy.values().stream().mapToInt(Integer::intValue).sum())
                .as("kills with rows under way")
                .isGreaterThan(kills / 2);
    }

    /// One evaluation, killed at a point and perhaps once more.
    private void evaluate(String kind) throws IOException, InterruptedException {
        Path out = folder.resolve("e" + evaluations++);
        EvaluationWitness witness = new EvaluationWitness(out, server, ROWS);
        Victim.End end;
        if (MENDING.stream().anyMatch(step -> kind.startsWith(step + ":"))) {
            for (int nth = 2; !witness.torn() && !witness.finished() && nth < 12; nth++) {
                kill(witness, out, new Kill("JOURNAL_WRITE:HALFWAY", nth));
            }
        }
        int times = most.getOrDefault(kind, 1);
        end = kill(witness, out, Kill.random(kind, times - times / 4, random));
        if (end.killed() && !witness.finished()) {
            String again = USUAL.get(random.nextInt(USUAL.size()));
            end = kill(witness, out, Kill.random(again, most.getOrDefault(again, 1) / 2, random));
        }
        if (end.killed() && !witness.finished()) {
            end = kill(witness, out, Kill.NEVER);
        }
        if (!end.killed()) {
            assertThat(end.after(EvaluationProgram.FINAL)).containsExactlyElementsOf(undisturbed);
            assertThat(files(out)).isEqualTo(files);
        }
    }

    private Victim.End kill(EvaluationWitness witness, Path out, Kill kill)
            throws IOException, InterruptedException {
        Victim.End end = kill.run(server, out, ROWS);
        assertThat(end.killed() || end.lines().contains(EvaluationProgram.END))
                .as(end.text())
                .isTrue();
        witness.check(end);
        if (end.killed()) {
            kills++;
            hits.merge(kill.kind(), 1, Integer::sum);
            busy.merge(kill.kind(), witness.underWay() > 0 ? 1 : 0, Integer::sum);
        }
        return end;
    }

    static List<String> files(Path out) throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
