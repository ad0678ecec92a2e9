package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.tools.sandbox.bubblewrap.Bubblewrap;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Hostile programs by the hundred, on several workers: what is left is counted.
class LeftoversTest {
    private static final int WORKERS = 8;
    private static final Duration TIME = Duration.ofMillis(300);

    /// Those that come to another end than that of their time, however slow the machine is.
    private static final Set<Hostile> ENDING =
            EnumSet.of(Hostile.DAEMON, Hostile.TEN_GIGABYTES, Hostile.ENDLESS_OUTPUT);

    private final String word = "kbench-hostile-" + UUID.randomUUID();

    @Test
    void nothingIsLeftOfHostileRuns() throws Exception {
        int runs = System.getProperty("kbench.tier", "").equals("verify") ? 64 : 1000;
        SandboxProvider box = Boxes.ordinary();
        SandboxSpec quiet = Hostile.spec("pass", word);
        Sandbox.run(box, quiet, new byte[0]);
        ((Bubblewrap) box).rest();
        List<String> open = open();
        List<Path> files = left();

        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        for (SandboxResult result : onWorkers(box, runs)) {
            endings.merge(result.ending(), 1, Integer::sum);
        }
        ((Bubblewrap) box).rest();

        assertThat(endings.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(runs);
        assertThat(endings)
                .containsKeys(Ending.EXITED, Ending.TIMED_OUT, Ending.TOO_MUCH_OUTPUT)
                .doesNotContainKey(Ending.CLOSED);
        Boxes.awaitEnd(word);
        assertThat(Boxes.processes(word)).as("processes").isEmpty();
        assertThat(left()).as("files, folders and control groups").isEqualTo(files);
        assertThat(awaitOpen(open)).as("open files").isEqualTo(open);
        assertThat(Sandbox.run(box, quiet, new byte[0]).exitCode()).isZero();
    }

    private List<SandboxResult> onWorkers(SandboxProvider box, int runs)
            throws InterruptedException, ExecutionException {
        List<SandboxResult> results = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<SandboxResult>> running = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                Hostile program = Hostile.values()[i % Hostile.values().length];
                SandboxSpec spec = program.spec(word);
                SandboxSpec brief =
                        ENDING.contains(program)
                                ? spec
                                : spec.withLimits(spec.limits().withTime(TIME));
                running.add(workers.submit(() -> Sandbox.run(box, brief, new byte[0])));
            }
            for (Future<SandboxResult> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }

    /// The files that are open for longer than a moment, such as the JVM takes to look at its own
    /// control group. Pipes have numbers, of which no two are the same.
    private static List<String> open() {
        List<String> before = List.of();
        while (true) {
            List<String> now =
                    Boxes.openFiles().stream()
                            .map(one -> one.replaceAll(":\\[\\d+]", ""))
                            .sorted()
                            .toList();
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    /// What is still open when as much as is expected was, or in the end.
    private static List<String> awaitOpen(List<String> expected) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<String> now = open();
        while (!now.equals(expected) && System.nanoTime() < until) {
            now = open();
        }
        return now;
    }

    private static List<Path> left() {
        return Boxes.left(ProcessHandle.current().pid());
    }
}
