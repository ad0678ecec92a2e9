package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ModelListTest {
    private static final String KEY = "sk-very-secret";

    @TempDir Path folder;

    private Ran models(Map<String, String> environment) {
        return Ran.with(environment, folder, "", "models");
    }

    private static String list(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"id\":\"m%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    /// What is printed of the server, without the settings above and the other models below.
    private static String line(Ran ran) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("✓") || line.startsWith("✗"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aServerIsAskedForItsModels() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", list(2))) {
            Ran ran = models(Map.of("OPENAI_BASE_URL", server.url(), "OPENAI_API_KEY", KEY));

            assertThat(ran.code()).isZero();
            assertThat(ran.out())
                    .startsWith(
                            """
                            OPENAI_BASE_URL  %s  (environment)
                            OPENAI_API_KEY   set  (environment)
                            ✓ OpenAI-compatible server: offers 2 models: m0, m1; name one with LLM_DEFAULT or --model
                            Also there, not asked: \
                            """
                                    .formatted(server.url()));
        }
    }

    @Test
    void ofManyModelsSomeAreShown() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", list(1000))) {
            assertThat(line(models(Map.of("OPENAI_BASE_URL", server.url()))))
                    .startsWith("✓ OpenAI-compatible server: offers 1000 models: m0, m1, ")
                    .endsWith(", m49 and 950 more; name one with LLM_DEFAULT or --model");
        }
    }

    @Test
    void whatAServerSaysIsShownHarmlesslyAndShort() throws IOException {
        String body =
                "{\"data\":[{\"id\":\"a\\u001b[2J\\n\\u202e\"},{\"id\":\"%s\"}]}"
                        .formatted("x".repeat(1 << 20));
        try (CannedServer server = new CannedServer("200 OK", body)) {
            assertThat(line(models(Map.of("OPENAI_BASE_URL", server.url()))))
                    .isEqualTo(
                            "✓ OpenAI-compatible server: offers 2 models: a␛[2J↵<U+202E>, %s…; name one with LLM_DEFAULT or --model"
                                    .formatted("x".repeat(99)));
        }
    }

    @Test
    void aServerWithoutModelsIsTold() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", list(0))) {
            Ran ran = models(Map.of("OPENAI_BASE_URL", server.url()));
            assertThat(ran.code()).isZero();
            assertThat(line(ran))
                    .isEqualTo("✓ OpenAI-compatible server: answers, and offers no model");
        }
    }

    @Test
    void aRefusedKeyIsTold() throws IOException {
        try (CannedServer server = new CannedServer("401 Unauthorized", "")) {
            Ran ran = models(Map.of("MODEL_PROXY_URL", server.url(), "MODEL_PROXY_API_KEY", KEY));
            assertThat(ran.code()).isEqualTo(2);
            assertThat(line(ran))
                    .isEqualTo(
                            "✗ Kaggle Model Proxy at %s/openapi: expected a list of models, got 401, the key was refused; check MODEL_PROXY_API_KEY"
                                    .formatted(server.url()));
        }
    }

    @Test
    void aDeadServerIsTold() throws IOException {
        String url;
        try (CannedServer server = new CannedServer("200 OK", "")) {
            url = server.url();
        }
        Ran ran = models(Map.of("OPENAI_BASE_URL", url));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(line(ran))
                .isEqualTo(
                        "✗ OpenAI-compatible server at %s: expected a list of models, got no connection: refused; check that the server runs and the base URL is right"
                                .formatted(url));
    }

    @Test
    void aServerWithAConfiguredModelIsNotAskedForMore() throws IOException {
        String body = "{\"choices\":[{\"message\":{\"content\":\"OK\"}}]}";
        try (CannedServer server = new CannedServer("200 OK", body)) {
            Ran ran = models(Map.of("OPENAI_BASE_URL", server.url(), "LLM_DEFAULT", "m"));
            assertThat(ran.code()).isZero();
            assertThat(line(ran)).startsWith("✓ m: answers").doesNotContain("\n");
        }
    }
}
