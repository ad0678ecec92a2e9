package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// A server that never answers sees its connections close when the runs that ask it time out or are
/// cancelled.
@Timeout(120)
class EndedOnTheWireTest {
    private final ScriptedServer server = ScriptedServer.start(ScriptedServer.silent());

    private final Settings settings = Settings.of(Map.of());
    private final Workspace workspace =
            new Workspace(
                    settings,
                    new Models(settings, List.of(), List.of(), Progress.NONE),
                    new MemoryRunStore(),
                    Overrides.NONE);

    private final Task<Boolean> ask =
            Task.named("ask")
                    .returning(boolean.class)
                    .body((llm, _) -> llm.prompt("anyone there?").isEmpty());

    @AfterEach
    void stop() {
        workspace.close();
        server.close();
    }

    private Runs<Boolean> evaluate(int jobs, Duration timeout) throws Exception {
        return workspace.call(
                () -> {
                    Llm llm = OpenAiCompatible.model("silent", with -> with.baseUrl(server.url()));
                    return ask.evaluate(
                            with ->
                                    with.llms(llm)
                                            .trials(jobs)
                                            .jobs(jobs)
                                            .timeout(timeout)
                                            .onFailure(OnFailure.CONTINUE));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void atATimeout(int jobs) throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        Runs<Boolean> runs = evaluate(jobs, timeout);
        // a machine may be so slow that no run has asked by then
        while (server.connections() == 0 && timeout.compareTo(Duration.ofMinutes(1)) < 0) {
            timeout = timeout.multipliedBy(2);
            runs = evaluate(jobs, timeout);
        }
        assertThat(server.connections()).isPositive();
        for (int i = 0; i < server.connections(); i++) {
            server.awaitEnd();
        }
        assertThat(runs.asList())
                .hasSize(jobs)
                .extracting(Run::formatResult)
                .containsOnly("⚠️ TIMED_OUT");
        assertThat(runs.get(0).errorMessage())
                .contains("TimeoutException: timed out after %d s".formatted(timeout.toSeconds()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void atACancel(int jobs) throws Exception {
        AtomicReference<EvaluationFailedException> thrown = new AtomicReference<>();
        Thread evaluating =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        evaluate(jobs, Duration.ofDays(1));
                                    } catch (EvaluationFailedException e) {
                                        thrown.set(e);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        for (int i = 0; i < jobs; i++) {
            server.awaitRequest();
        }
        evaluating.interrupt();
        evaluating.join();
        for (int i = 0; i < jobs; i++) {
            server.awaitEnd();
        }
        assertThat(thrown.get().runs().asList())
                .hasSize(jobs)
                .extracting(Run::formatResult)
                .containsOnly("⚠️ CANCELLED");
    }
}
