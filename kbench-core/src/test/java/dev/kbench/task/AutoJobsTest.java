package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.evaluate.Jobs;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class AutoJobsTest extends EvaluationScenario {
    private record Narrow(int atATime) implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC.withAtATime(atATime);
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of("yes", Usage.NONE);
        }

        @Override
        public void close() {}
    }

    private static Llm narrow(int atATime) {
        return new Llm(
                new Connection(ModelRef.of("n" + atATime, ""), "n", new Narrow(atATime), ""),
                List.of());
    }

    private static String chosen(List<Llm> models, long runs, boolean nested, long files) {
        AutoJobs jobs =
                AutoJobs.choose(
                        models, runs, nested, files == 0 ? Optional.empty() : Optional.of(files));
        return jobs.jobs() + ": " + jobs.reason();
    }

    @Test
    void aNumberThatIsGivenIsSaidToBeTooManyForTheFiles() {
        assertThat(AutoJobs.tooMany(60, Optional.of(256L))).isEmpty();
        assertThat(AutoJobs.tooMany(60, Optional.empty())).isEmpty();
        assertThat(AutoJobs.tooMany(65, Optional.of(256L)))
                .contains(
                        "65 runs at a time, and the process may open 256 files, which is enough for"
                                + " about 64: runs may fail for want of files; ulimit -n raises the"
                                + " limit");
        assertThat(AutoJobs.tooMany(2, Optional.of(70L))).isPresent();
    }

    @Test
    void whateverAllowsLeastDecides() {
        assertThat(chosen(List.of(a), 10_000, false, 20_000))
                .isEqualTo("256: the most unless a number is given");
        assertThat(chosen(List.of(a), 10_000, false, 0))
                .isEqualTo("256: the most unless a number is given");
        assertThat(chosen(List.of(a), 10_000, false, 256))
                .isEqualTo("64: the process may open 256 files");
        assertThat(chosen(List.of(a), 10_000, false, 3))
                .isEqualTo("1: the process may open 3 files");
        assertThat(chosen(List.of(narrow(2), narrow(4)), 10_000, false, 0))
                .isEqualTo("4: what the model answers at a time");
        assertThat(chosen(List.of(narrow(2), a), 10_000, false, 0))
                .isEqualTo("256: the most unless a number is given");
        assertThat(chosen(List.of(a), 10_000, true, 20_000)).isEqualTo("8: the most within a run");
        assertThat(chosen(List.of(), 7, false, 20_000)).isEqualTo("7: there are no more runs");
    }

    @Test
    void whatWasChosenIsTold() {
        evaluate(echo, with -> with.llms(narrow(3)).data(words(5)).jobs(Jobs.AUTO));
        assertThat(arena.notices())
                .containsExactly("echo: 3 runs at a time: what the model answers at a time");
        assertThat(arena.events)
                .filteredOn(RunEvent.EvaluationStarted.class::isInstance)
                .extracting(event -> ((RunEvent.EvaluationStarted) event).jobs())
                .containsExactly(3);
    }
}
