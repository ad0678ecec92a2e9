package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class WorkerLogTest {
    private static final String CALL =
            """
            slot launch_slot_: id  0 | task 9 | processing task
            slot update_slots: id  0 | task 9 | new prompt, n_ctx_slot = 4096, n_keep = 0, n_prompt_tokens = 40
            slot      release: id  0 | task 9 | stop processing: n_past = 46, truncated = 0
            slot print_timing: id  0 | task 9 |\s
            prompt eval time =     196.27 ms /    39 tokens (   10.33 ms per token,    96.81 tokens per second)
                   eval time =     142.98 ms /     8 tokens (   17.87 ms per token,    55.95 tokens per second)
                  total time =     339.25 ms /    47 tokens
            """;

    @Test
    void countsAreThoseOfTheTask() throws InterruptedException {
        WorkerLog log = read(CALL);
        assertThat(log.counts(9, Duration.ZERO)).contains(new WorkerLog.Counts(9, 40, 8));
        assertThat(log.counts(8, Duration.ZERO)).isEmpty();
    }

    @Test
    void stoppedTaskHasNoCounts() throws InterruptedException {
        WorkerLog log =
                read(
                        CALL
                                + "slot update_slots: id  0 | task 18 | new prompt, n_ctx_slot ="
                                + " 4096, n_keep = 0, n_prompt_tokens = 7\n");
        assertThat(log.counts(18, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void lastWordsAreFewAndShort() {
        WorkerLog log = read("x\n".repeat(100) + "\n\n" + "y".repeat(1000) + "\n");
        assertThat(log.lastWords()).hasSize(12).endsWith("y".repeat(300) + "…");
    }

    @Test
    void waitEndsWithTheLog() throws InterruptedException {
        WorkerLog log = read("");
        log.awaitEnd(Duration.ofMinutes(1));
        assertThat(log.lastWords()).isEmpty();
    }

    private static WorkerLog read(String text) {
        WorkerLog log = new WorkerLog();
        log.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return log;
    }
}
