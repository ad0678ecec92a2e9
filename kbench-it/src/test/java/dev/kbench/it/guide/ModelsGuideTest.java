package dev.kbench.it.guide;

import static dev.kbench.Kbench.choose;
import static dev.kbench.Kbench.client;
import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.llm;
import static dev.kbench.Kbench.llms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.kbench.config.Settings;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.Api;
import dev.kbench.models.ModelProxy;
import dev.kbench.models.OpenAiCompatible;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.CacheScope;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the guide says of models, data and tests (section 8 of the quick reference).
class ModelsGuideTest {
    @TempDir Path folder;

    @Test
    void modelsByName() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Hello.");
        models.in(
                folder,
                () -> {
                    Llm subject = llm(); // the model to evaluate
                    Llm judge = judgeLlm(); // the judge
                    Llm named = llm("google/gemini-2.5-flash"); // any, by its id
                    Llm listed = llms().get("meta/llama-3.1-70b"); // of those that are configured

                    for (Llm each : List.of(subject, judge, named, listed)) {
                        each.prompt("Hello?");
                    }
                    return subject;
                });
        assertThat(models.asked())
                .extracting(ModelRequest::model)
                .containsExactly(
                        ScriptedModels.SUBJECT,
                        ScriptedModels.JUDGE,
                        "google/gemini-2.5-flash",
                        "meta/llama-3.1-70b");
    }

    private static final String CHAT =
            "{\"choices\": [{\"message\": {\"content\": \"Hello.\"}, \"finish_reason\":"
                    + " \"stop\"}]}";
    private static final String GENAI =
            "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hello.\"}]},"
                    + " \"finishReason\": \"STOP\"}]}";

    @Test
    void modelsOfAServer() throws Exception {
        List<String> paths = Collections.synchronizedList(new ArrayList<>());
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    paths.add(path);
                    byte[] body =
                            (path.contains("generateContent") ? GENAI : CHAT)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Settings settings =
                Settings.of(Map.of("MODEL_PROXY_URL", address, "MODEL_PROXY_API_KEY", "key"));
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        Optional.empty())) {
            workspace.call(
                    () -> {
                        Llm genai =
                                ModelProxy.model(
                                        "google/gemini-2.5-flash", with -> with.api(Api.GENAI));
                        Llm openai =
                                ModelProxy.model(
                                        "google/gemini-2.5-flash", with -> with.api(Api.OPENAI));
                        Llm local =
                                OpenAiCompatible.model(
                                        "qwen3", with -> with.baseUrl(address + "/v1"));

                        for (Llm each : List.of(genai, openai, local)) {
                            assertThat(each.prompt("Hello?")).isEqualTo("Hello.");
                        }
                        return genai;
                    });
        } finally {
            server.stop(0);
        }
        assertThat(paths).hasSize(3);
        assertThat(paths.get(0)).contains("gemini-2.5-flash").contains("generateContent");
        assertThat(paths.get(1)).endsWith("/chat/completions");
        assertThat(paths.get(2)).isEqualTo("/v1/chat/completions");
    }

    @Benchmark
    boolean qaTask(Llm llm, String question, String answer) {
        String response = llm.prompt(question);
        return response.toLowerCase(Locale.ROOT).contains(answer.toLowerCase(Locale.ROOT));
    }

    @Test
    void rowsOfData() throws Exception {
        ScriptedModels models = ScriptedModels.saying("It is Paris.");
        models.in(
                folder,
                () -> {
                    StringBuilder out = new StringBuilder();

                    DataFrame rows =
                            DataFrame.ofRows(
                                    Map.of("question", "What is 2+2?", "answer", "4"),
                                    Map.of("question", "Capital of France?", "answer", "Paris"));

                    // the task's parameters are found by the names of the columns
                    Runs<Boolean> results =
                            Task.of(this::qaTask).evaluate(with -> with.llms(llm()).data(rows));
                    out.append(results.asDataFrame());

                    assertThat(out).contains("Capital of France?");
                    assertThat(results.stream().map(run -> run.result()))
                            .containsExactly(false, true);
                    return results;
                });
        assertThat(models.asked())
                .extracting(ScriptedModels::last)
                .containsExactly("What is 2+2?", "Capital of France?");
    }

    @Test
    void aCache() throws Exception {
        ScriptedModels models = ScriptedModels.saying("It is Paris.");
        models.in(
                folder,
                () -> {
                    DataFrame rows =
                            DataFrame.ofRows(
                                    Map.of("question", "Capital of France?", "answer", "Paris"));
                    try (CacheScope _ = client().enableCache()) {
                        Task.of(this::qaTask).evaluate(with -> with.llms(llm()).data(rows));
                    }
                    return rows;
                });
        assertThat(models.asked()).hasSize(1);
    }

    @Benchmark
    void warmUp(Llm llm) {
        llm.prompt("Hello?");
    }

    @Test
    void theTaskOfTheLeaderboard() throws Exception {
        ScriptedModels.saying("It is Paris.")
                .in(
                        folder,
                        () -> {
                            Task.of(this::warmUp).run(llm());
                            Task<Boolean> mainTask = Task.of(this::qaTask);
                            mainTask.run(llm(), "Capital of France?", "Paris");
                            choose(mainTask);
                            return mainTask;
                        });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".json"))
                    .hasSize(2)
                    .allMatch(name -> name.startsWith("Qa_Task"));
        }
    }

    @Test
    void aTestWithoutAModel() {
        MockLlm mock = MockLlm.replying("Paris", "42");
        String capital = mock.prompt("Capital of France?"); // "Paris"
        String product = mock.prompt("What is 6*7?"); // "42"
        String asked = mock.invocations().getFirst().messages().getFirst().text();

        assertThat(capital).isEqualTo("Paris");
        assertThat(product).isEqualTo("42");
        assertThat(asked).isEqualTo("Capital of France?");
    }
}
