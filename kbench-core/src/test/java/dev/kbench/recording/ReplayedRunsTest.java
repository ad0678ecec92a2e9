package dev.kbench.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.ShownRun;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// What runs cost whose calls are replayed: the recorded answers were paid once, when they were
/// recorded.
class ReplayedRunsTest {
    private static final Usage PAID =
            Usage.ofTokens(10, 5).costing(OptionalLong.of(1_500), OptionalLong.of(2_000));

    @TempDir Path folder;
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void record() throws InterruptedException {
        Connection connection =
                new Connection(
                        ModelRef.of("vendor/m", "proxy"),
                        "m",
                        MockLlm.replying("unused").connection().client(),
                        "");
        ModelRequest asked =
                ModelRequest.to("m").temperature(0).seed(0).user("Capital of France?").build();
        new CallRecorder(connection, new RecordingFolder(folder.resolve("calls"), List.of()))
                .intercept(
                        new ModelCall(asked, CallContext.outside()),
                        ChunkSink.NONE,
                        (_, _) -> ModelResponse.of("Paris", PAID));
    }

    private <T> T replaying(Callable<T> body) throws Exception {
        Settings settings = Settings.of(Map.of());
        try (Models models = Recordings.replay(folder.resolve("calls"), settings)) {
            Workspace workspace =
                    new Workspace(
                            settings,
                            models,
                            new KaggleRunStore(folder.resolve("out")),
                            Overrides.NONE);
            workspace.listeners().add(events::add);
            return workspace.call(body);
        }
    }

    @Benchmark("capital")
    boolean capital(Llm llm) {
        return llm.prompt("Capital of France?").equals("Paris");
    }

    private Run<Boolean> run() throws Exception {
        return replaying(() -> Task.<Boolean>of(this, "capital").run(model()));
    }

    private static Llm model() {
        return Workspace.current().models().model("vendor/m");
    }

    @Test
    void nothingIsPaidNow() throws Exception {
        Run<Boolean> run = run();

        assertThat(run.result()).isTrue();
        assertThat(run.usage()).isEqualTo(PAID);
        assertThat(events)
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .extracting(event -> ((RunEvent.RunFinished) event).spent())
                .containsExactly(new Spending(Usage.NONE, PAID, PAID));
    }

    @Test
    void anEvaluationTellsWhatWasOnlyReplayed() throws Exception {
        Runs<Boolean> runs =
                replaying(
                        () ->
                                Task.<Boolean>of(this, "capital")
                                        .evaluate(with -> with.llms(model())));

        assertThat(runs.usage()).isEqualTo(PAID);
        assertThat(runs.spent().inAll()).isEqualTo(PAID);
        assertThat(runs.spent().replayed()).isEqualTo(PAID);
        assertThat(runs.spent().now().costNanodollars()).hasValue(0);
        assertThat(runs.spent().now().inputTokens()).hasValue(0);
        assertThat(runs.completedRuns().spent().replayed()).isEqualTo(PAID);
    }

    @Test
    void aRunFileSaysSoOfEachAnswer() throws Exception {
        Run<Boolean> run = run();

        assertThat(run.chat().messages().getLast().details().replayed()).isTrue();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            Path file = files.filter(one -> one.toString().endsWith(".run.json")).findFirst().get();
            ShownRun.Talk talk = ShownRun.read(file).talks().getFirst();
            assertThat(Files.readString(file)).contains("\"replayed\":");
            assertThat(talk.replayed()).isEqualTo(1);
            assertThat(talk.usage()).isEqualTo(PAID);
        }
    }
}
