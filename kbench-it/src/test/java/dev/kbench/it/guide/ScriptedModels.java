package dev.kbench.it.guide;

import dev.kbench.Kbench;
import dev.kbench.chat.FinishReason;
import dev.kbench.config.Settings;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Models with answers of a test's own behind `llm()`, `judgeLlm()` and `llms()`, as a user's
/// settings would name them.
final class ScriptedModels implements ModelProvider {
    static final String SUBJECT = "google/gemini-2.5-flash";
    static final String JUDGE = "meta/llama-3.1-70b";

    private final Function<ModelRequest, ModelResponse> answers;
    private final List<ModelRequest> asked = Collections.synchronizedList(new ArrayList<>());

    private ScriptedModels(Function<ModelRequest, ModelResponse> answers) {
        this.answers = answers;
    }

    static ScriptedModels responding(Function<ModelRequest, ModelResponse> answers) {
        return new ScriptedModels(answers);
    }

    static ScriptedModels answering(Function<ModelRequest, String> answers) {
        return new ScriptedModels(
                request ->
                        ModelResponse.builder()
                                .text(answers.apply(request))
                                .finishReason(FinishReason.STOP)
                                .build());
    }

    /// Always the same answer.
    static ScriptedModels saying(String answer) {
        return answering(_ -> answer);
    }

    /// What was asked, in order.
    List<ModelRequest> asked() {
        return List.copyOf(asked);
    }

    /// The last thing that a model was told.
    String lastAsked() {
        return last(asked.getLast());
    }

    static String last(ModelRequest request) {
        return request.messages().getLast().text();
    }

    /// Calls a body as a benchmark file's `main`, with files in a folder.
    <T> T in(Path folder, Callable<T> body) throws Exception {
        Settings settings =
                Settings.of(
                        Map.of(
                                "PATH",
                                Settings.ofProcess().get("PATH").orElse(""),
                                "LLM_DEFAULT",
                                SUBJECT,
                                "LLM_DEFAULT_EVAL",
                                JUDGE,
                                "LLMS_AVAILABLE",
                                SUBJECT + "," + JUDGE));
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(this), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        Optional.empty())) {
            return workspace.call(body);
        }
    }

    /// What a task's body does.
    interface Body {
        /// Does it.
        void ask(Llm llm) throws Exception;
    }

    /// Runs a body as a task's. What a test finds wrong in it is the test's failure, and no failed
    /// assertion of the task.
    Run<Boolean> inTask(Path folder, Body body) throws Exception {
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        Run<Boolean> run = in(folder, () -> guided(body, wrong).attempt(Kbench.llm()));
        if (wrong.get() instanceof AssertionError error) {
            throw error;
        }
        if (wrong.get() instanceof Exception exception) {
            throw exception;
        }
        return run;
    }

    private static Task<Boolean> guided(Body body, AtomicReference<Throwable> wrong) {
        return Task.named("guide")
                .returning(boolean.class)
                .body(
                        (llm, _) -> {
                            try {
                                body.ask(llm);
                                return true;
                            } catch (AssertionError | Exception e) {
                                wrong.set(e);
                                throw e;
                            }
                        });
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return true;
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        return new Connection(ModelRef.of(modelId, "scripted"), modelId, new Client(), "");
    }

    private final class Client implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.ALL;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            FittedRequest fitted = Capabilities.ALL.fit("scripted", call.request());
            asked.add(fitted.request());
            ModelResponse response = answers.apply(fitted.request());
            if (fitted.request().streaming()) {
                response.text().lines().forEach(chunks::accept);
            }
            return response.toBuilder()
                    .sent(fitted.request().options())
                    .leftOut(fitted.leftOut())
                    .build();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
