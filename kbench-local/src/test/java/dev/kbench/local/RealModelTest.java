package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Role;
import dev.kbench.config.Settings;
import dev.kbench.content.Text;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.llm.spi.RequestMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// The model itself, from its weights. How llama.cpp's own server writes the same conversations and
/// counts their tokens was read off it once and stands here.
class RealModelTest {
    private static final String DEFAULT =
            "<|im_start|>system\n"
                    + "You are a helpful AI assistant named SmolLM, trained by Hugging"
                    + " Face<|im_end|>\n";

    private static Connection connection;

    @BeforeAll
    static void connect() throws InterruptedException {
        connection =
                new LocalProvider()
                        .connect(
                                "gguf:" + RealWeights.file(),
                                Settings.of(Map.of("KBENCH_LOCAL_CONTEXT", "256")),
                                Progress.NONE);
    }

    @AfterAll
    static void close() {
        if (connection != null) {
            connection.client().close();
        }
    }

    @Test
    void promptsAreTheServers() throws Exception {
        assertPrompt(
                DEFAULT
                        + "<|im_start|>user\n"
                        + "What is the capital of France? Answer briefly.<|im_end|>\n"
                        + "<|im_start|>assistant\n",
                40,
                message(Role.USER, "What is the capital of France? Answer briefly."));
        assertPrompt(
                "<|im_start|>system\n"
                        + "You are terse.<|im_end|>\n"
                        + "<|im_start|>user\n"
                        + "Hi 😀 汉字<|im_end|>\n"
                        + "<|im_start|>assistant\n",
                26,
                message(Role.SYSTEM, "You are terse."),
                message(Role.USER, "Hi 😀 汉字"));
        assertPrompt(
                DEFAULT
                        + "<|im_start|>user\n"
                        + "a<|im_end|>\n"
                        + "<|im_start|>assistant\n"
                        + " b <|im_end|> <|im_end|>\n"
                        + "<|im_start|>user\n"
                        + "c\n"
                        + "<|im_end|>\n"
                        + "<|im_start|>assistant\n",
                48,
                message(Role.USER, "a"),
                message(Role.ASSISTANT, " b <|im_end|> "),
                message(Role.USER, "c\n"));
        assertPrompt(
                DEFAULT
                        + "<|im_start|>user\n"
                        + "a<|im_end|>\n"
                        + "<|im_start|>system\n"
                        + "be short<|im_end|>\n"
                        + "<|im_start|>assistant\n",
                38,
                message(Role.USER, "a"),
                message(Role.SYSTEM, "be short"));
    }

    @Test
    void answerIsExactlyCountedAndAlwaysTheSame() throws Exception {
        for (int round = 0; round < 2; round++) {
            ModelResponse response =
                    send(
                            "What is the capital of France? Answer briefly.",
                            24,
                            0,
                            0,
                            ChunkSink.NONE);
            assertThat(response.text()).contains("Paris").doesNotContain("<|");
            assertThat(response.finishReason().raw()).isEqualTo("stop");
            assertThat(response.usage().inputTokens()).hasValue(40);
            assertThat(response.usage().outputTokens().orElseThrow()).isBetween(1L, 23L);
        }
        assertThat(send("Tell me of the sea.", 12, 0, 0, ChunkSink.NONE).text())
                .isEqualTo(send("Tell me of the sea.", 12, 0, 5, ChunkSink.NONE).text());
    }

    @Test
    void tokensOfOneCharacterAreCountedOneByOne() throws Exception {
        ModelResponse response = send("Repeat: 😀🦄汉字", 23, 0, 0, ChunkSink.NONE);
        assertThat(response.finishReason().raw()).isEqualTo("length");
        assertThat(response.usage().outputTokens()).hasValue(23);
        assertThat(response.text()).isNotEmpty().doesNotContain("\uFFFD");
    }

    @Test
    void seedDecidesAtATemperature() throws Exception {
        String first = send("Tell me a story.", 16, 1.2, 1, ChunkSink.NONE).text();
        assertThat(send("Tell me a story.", 16, 1.2, 1, ChunkSink.NONE).text()).isEqualTo(first);
        assertThat(send("Tell me a story.", 16, 1.2, -1, ChunkSink.NONE).text())
                .isEqualTo(send("Tell me a story.", 16, 1.2, -1, ChunkSink.NONE).text())
                .isNotEqualTo(first);
    }

    @Test
    void answerFillsTheContextAndNoMore() throws Exception {
        ModelResponse response = send("word ".repeat(215), 1000, 0, 0, ChunkSink.NONE);
        long prompt = response.usage().inputTokens().orElseThrow();
        assertThat(prompt).isBetween(230L, 255L);
        assertThat(prompt + response.usage().outputTokens().orElseThrow()).isLessThanOrEqualTo(256);
    }

    @Test
    void promptThatFillsTheContextIsRefused() {
        assertThatThrownBy(() -> send("word ".repeat(300), 24, 0, 0, ChunkSink.NONE))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageMatching(
                        "the prompt has 3\\d\\d tokens, and the context of gguf:.* holds 256, the"
                            + " answer included; shorten the prompt, or set KBENCH_LOCAL_CONTEXT"
                            + " higher \\(the model was trained on up to 8192\\)");
    }

    @Test
    void hostileTextsAreAnswered() throws Exception {
        for (String text : List.of("\0", "\uD800", "\u001B[31m\u202E", "${x} \"'\\", "")) {
            assertThat(send(text, 4, 0, 0, ChunkSink.NONE).usage().inputTokens()).isPresent();
        }
    }

    enum Continent {
        AFRICA,
        EUROPE
    }

    record City(Continent continent, Optional<Boolean> capital, boolean large) {}

    @Test
    void anAnswerIsHeldToItsSchema() throws Exception {
        Llm llm = new Llm(connection, List.of());

        City city = llm.prompt("Describe Paris.", City.class, with -> with.maxTokens(100));
        int count = llm.prompt("How many legs has a dog?", int.class);
        boolean blue = llm.prompt("Is the sky blue?", boolean.class);

        assertThat(city.continent()).isIn((Object[]) Continent.values());
        assertThat(count).isNotNegative();
        assertThat(blue).isIn(true, false);
    }

    @Test
    void cancelStopsAnAnswer() throws Exception {
        CallContext context = CallContext.outside();
        assertThatThrownBy(
                        () ->
                                connection
                                        .client()
                                        .send(
                                                new ModelCall(
                                                        request("Count.", 200, 0, 0), context),
                                                _ -> context.cancellation().cancel("enough")))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(send("Hi", 4, 0, 0, ChunkSink.NONE).text()).isNotEmpty();
    }

    @Test
    void connectionSaysWhatItIs() {
        assertThat(connection.note()).endsWith(", in the JVM");
        assertThat(connection.ref().settings())
                .containsEntry("weights", Weights.SMOLLM2.sha256())
                .containsEntry("context", "256");
    }

    private static void assertPrompt(String text, int tokens, RequestMessage... messages)
            throws InterruptedException {
        assertThat(((LocalModel) connection.client()).prompt(List.of(messages)))
                .isEqualTo(new TemplatedPrompt(text, tokens));
    }

    private static ModelResponse send(
            String text, int most, double temperature, long seed, ChunkSink chunks)
            throws InterruptedException {
        return connection
                .client()
                .send(
                        new ModelCall(
                                request(text, most, temperature, seed), CallContext.outside()),
                        chunks);
    }

    private static ModelRequest request(String text, int most, double temperature, long seed) {
        return ModelRequest.to("x")
                .message(message(Role.USER, text))
                .temperature(temperature)
                .seed(seed)
                .maxTokens(most)
                .streaming(true)
                .build();
    }

    private static RequestMessage message(Role role, String text) {
        return new RequestMessage(role, new Text(text));
    }
}
