package dev.kbench.tools.sandbox.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// What becomes of programs when looking after one of them fails.
class WardenTest {
    private static final SandboxLimits LIMITS = SandboxLimits.DEFAULT.withTime(Duration.ofHours(1));

    /// A box that cannot be looked at, and does not end its program either.
    private static class Broken implements Holding {
        final AtomicInteger looks = new AtomicInteger();
        private final Throwable trouble;

        Broken(Throwable trouble) {
            this.trouble = trouble;
        }

        @Override
        public void kill() {
            throw new IllegalStateException("cannot be ended");
        }

        @Override
        public OptionalLong memoryBytes(long bound) {
            looks.incrementAndGet();
            if (trouble instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) trouble;
        }

        @Override
        public OptionalLong cpuNanos() {
            return OptionalLong.empty();
        }

        @Override
        public boolean ranOutOfMemory() {
            return false;
        }

        @Override
        public boolean interrupt(long pid) {
            return false;
        }

        @Override
        public void release() {}
    }

    private static final class Sound extends Broken {
        private final Process process;

        Sound(Process process) {
            super(new IllegalStateException());
            this.process = process;
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public OptionalLong memoryBytes(long bound) {
            return OptionalLong.of(bound + 1);
        }
    }

    private static Process sleeping() throws IOException {
        assumeFalse(
                System.getProperty("os.name").startsWith("Windows"), "sleep is no program there");
        return Starter.start(new ProcessBuilder("sleep", "3600"));
    }

    @Test
    void aProgramThatCannotBeWatchedIsEndedAndNoOtherLeftUnwatched() throws Exception {
        for (Throwable trouble :
                new Throwable[] {
                    new NumberFormatException("not a number"), new OutOfMemoryError("no heap")
                }) {
            Process process = sleeping();
            Broken broken = new Broken(trouble);
            Child child = Child.of(process, broken, LIMITS);

            assertThat(child.waitFor(Duration.ofSeconds(60))).isTrue();
            assertThat(broken.looks).hasPositiveValue();
            assertThat(child.ending()).isEqualTo(Ending.UNWATCHED);
            assertThat(child.exitCode()).isEqualTo(137);

            Process other = sleeping();
            try (Child watched = Child.of(other, new Sound(other), LIMITS)) {
                assertThat(watched.waitFor(Duration.ofSeconds(60))).isTrue();
                assertThat(watched.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
            }
        }
    }
}
