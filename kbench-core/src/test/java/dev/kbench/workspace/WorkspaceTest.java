package dev.kbench.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.config.Settings;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.store.NoFiles;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class WorkspaceTest {
    private static Workspace of(Map<String, String> values) {
        Settings settings = Settings.of(values);
        return new Workspace(
                settings,
                new Models(settings, List.of(), List.of(), Progress.NONE),
                new MemoryRunStore(),
                Overrides.NONE);
    }

    @Test
    void anUnconfiguredModelSaysWhatIsMissingOnceItIsAsked() {
        assertThatThrownBy(() -> of(Map.of()).llm().prompt("hello"))
                .isInstanceOf(ModelProviderException.class)
                .hasMessage(
                        "no model is configured: MODEL_PROXY_URL, MODEL_PROXY_API_KEY, LLM_DEFAULT"
                            + " are not set; run kbench init, set them in the environment or a .env"
                            + " file, or name a model with --model (such as local/smollm2)");
        assertThatThrownBy(
                        () ->
                                of(Map.of("OPENAI_BASE_URL", "http://localhost:1"))
                                        .judgeLlm()
                                        .prompt("hello"))
                .hasMessage(
                        "no model is configured: LLM_DEFAULT_EVAL is not set; run kbench init, set"
                                + " them in the environment or a .env file, or name a model with"
                                + " --model (such as local/smollm2)");
    }

    @Test
    void testingAndDocWriteNothing(@TempDir Path folder) {
        for (String mode : List.of("Testing", "DOC")) {
            Settings settings = Settings.of(Map.of("KBENCH_EXECUTION_MODE", mode));
            try (Workspace opened =
                    Workspace.open(settings, folder, Overrides.NONE, Progress.NONE)) {
                assertThat(opened.store()).isInstanceOf(NoFiles.class);
            }
        }
        try (Workspace opened =
                Workspace.open(Settings.of(Map.of()), folder, Overrides.NONE, Progress.NONE)) {
            assertThat(opened.store()).isInstanceOf(KaggleRunStore.class);
        }
    }

    @Test
    void aRunKeepsTheWorkspaceItWasStartedIn() throws Exception {
        Workspace outer = of(Map.of());
        Workspace other = of(Map.of());
        Task<Boolean> task =
                Task.named("t")
                        .returning(boolean.class)
                        .body((_, _) -> other.call(Workspace::current) == outer);
        Run<Boolean> run = outer.call(() -> task.run(MockLlm.replying("x")));
        assertThat(run.result()).isTrue();
        assertThat(other.call(Workspace::current)).isSameAs(other);
    }

    @Test
    void overridesBelowOneAreRefused() {
        assertThatThrownBy(
                        () ->
                                new Overrides(
                                        List.of(),
                                        OptionalInt.of(-1),
                                        OptionalInt.empty(),
                                        Reuse.CONTINUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jobs must be 1 or more, got -1");
        assertThatThrownBy(
                        () ->
                                new Overrides(
                                        List.of(),
                                        OptionalInt.empty(),
                                        OptionalInt.of(-3),
                                        Reuse.CONTINUE))
                .hasMessage("limit must be 1 or more, got -3");
    }

    @Test
    void cacheScopesMayOverlapAndCloseTwice() {
        Workspace workspace = of(Map.of());
        Client client = new Client(workspace);
        assertThat(workspace.reuse()).isEqualTo(Reuse.CONTINUE);
        CacheScope first = client.enableCache();
        try (var _ = client.enableCache()) {
            first.close();
            first.close();
            assertThat(workspace.reuse()).isEqualTo(Reuse.CACHED);
        }
        assertThat(workspace.reuse()).isEqualTo(Reuse.CONTINUE);
    }
}
