package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.util.concurrent.TimeUnit;

class WorkerProcessTest {
    @Test
    void workerEndsWhenItsParentIsKilled() throws Exception {
        Process parent = Jvm.start(Orphan.class);
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle worker = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(worker.isAlive()).isTrue();
            parent.destroyForcibly();
            assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
            worker.onExit().get(60, TimeUnit.SECONDS);
            assertThat(worker.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }
}
