package dev.kbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/// What every model client holds, whatever is behind it. A client whose calls take time extends
/// {@link SlowModelClientContract}.
public abstract class ModelClientContract {
    private ModelClient client;

    /// A new client, open, whose model answers any text with at least one word, and the same prompt
    /// with the same answer.
    protected abstract ModelClient open() throws Exception;

    /// The model's name in requests.
    protected abstract String wireModel();

    /// A prompt whose answer is longer than three tokens and three words.
    protected String promptForMore() {
        return "Count from one to fifty, in words.";
    }

    /// Whether answers are given beforehand, so that no token limit cuts them.
    protected boolean answersAreGiven() {
        return false;
    }

    @BeforeEach
    final void openClient() throws Exception {
        client = open();
    }

    @AfterEach
    final void closeClient() {
        client.close();
    }

    private ModelRequest request(String prompt) {
        return Calls.request(wireModel(), prompt, OptionalInt.of(8));
    }

    private ModelResponse send(ModelRequest request) throws InterruptedException {
        return client.send(Calls.outside(request), ChunkSink.NONE);
    }

    @Test
    void answerIsWholeAndNothingIsNull() throws Exception {
        ModelResponse response = send(request("Say hello."));
        assertThat(response.text()).isNotBlank();
        assertThat(response.finishReason().raw()).isNotBlank();
        assertThat(response.finishReason().kind()).isNotEqualTo(FinishReason.Kind.UNKNOWN);
        assertThat(response.reasoning()).isNotNull();
        assertThat(response.refusal()).isEmpty();
        assertThat(response.usage()).isNotNull();
    }

    @Test
    void usageIsKnownOnBothSidesOrOnNone() throws Exception {
        ModelResponse response = send(request("Say hello."));
        assertThat(response.usage().inputTokens().isPresent())
                .isEqualTo(response.usage().outputTokens().isPresent());
        response.usage().inputTokens().ifPresent(tokens -> assertThat(tokens).isPositive());
        response.usage().outputTokens().ifPresent(tokens -> assertThat(tokens).isPositive());
    }

    @Test
    void sentHoldsTheOptionsThatTheModelTakes() throws Exception {
        ModelResponse response = send(request("Say hello."));
        if (client.capabilities().takes(Feature.TEMPERATURE)) {
            assertThat(response.sent()).containsEntry("temperature", 0.0);
        }
        if (client.capabilities().takes(Feature.SEED)) {
            assertThat(response.sent()).containsEntry("seed", 0L);
        }
        assertThat(response.sent()).containsValue(8);
    }

    @Test
    void tokenLimitCutsTheAnswerAndIsTold() throws Exception {
        ModelResponse whole = send(Calls.request(wireModel(), promptForMore(), OptionalInt.of(64)));
        ModelResponse cut = send(Calls.request(wireModel(), promptForMore(), OptionalInt.of(3)));
        if (answersAreGiven()) {
            assertThat(cut.text()).isEqualTo(whole.text());
            assertThat(cut.finishReason().kind()).isEqualTo(FinishReason.Kind.STOP);
            return;
        }
        assertThat(cut.finishReason().kind()).isEqualTo(FinishReason.Kind.LENGTH);
        assertThat(cut.text()).hasSizeLessThan(whole.text().length());
        cut.usage().outputTokens().ifPresent(tokens -> assertThat(tokens).isLessThanOrEqualTo(3));
    }

    @Test
    void noPiecesComeWhereNoneAreAskedFor() throws Exception {
        StringBuilder chunks = new StringBuilder();
        ModelResponse response = client.send(Calls.outside(request("Say hello.")), chunks::append);
        assertThat(chunks).isEmpty();
        assertThat(response.usage().timeToFirstToken()).isEmpty();
        assertThat(response.usage().tokensPerSecond()).isEmpty();
    }

    @Test
    void piecesMakeUpTheAnswerOrAreToldToBeLeftOut() throws Exception {
        StringBuilder chunks = new StringBuilder();
        ModelRequest request = request(promptForMore()).toBuilder().streaming(true).build();
        ModelResponse response =
                client.send(
                        Calls.outside(request),
                        piece -> {
                            assertThat(piece).isNotEmpty();
                            chunks.append(piece);
                        });
        assertThat(response.text()).isNotBlank();
        if (client.capabilities().takes(Feature.STREAMING)) {
            assertThat(chunks).hasToString(response.text());
            assertThat(response.leftOut()).doesNotContainKey("stream");
        } else {
            assertThat(chunks).isEmpty();
            assertThat(response.leftOut()).containsKey("stream");
        }
    }

    @Test
    void aListenerThatThrowsEndsTheCallAndTheClientGoesOn() throws Exception {
        if (!client.capabilities().takes(Feature.STREAMING)) {
            return;
        }
        ModelRequest request = request(promptForMore()).toBuilder().streaming(true).build();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                client.send(
                                        Calls.outside(request),
                                        _ -> {
                                            throw new IllegalStateException("enough");
                                        }))
                .withMessage("enough");
        assertThat(send(request("Say hello.")).text()).isNotBlank();
    }

    @Test
    void whatTheModelDoesNotTakeIsLeftOutAndTold() throws Exception {
        Capabilities takes = client.capabilities();
        ModelResponse response =
                send(request("Say hello.").toBuilder().reasoning(Reasoning.LOW).build());
        assertThat(response.leftOut().containsKey("temperature"))
                .isNotEqualTo(takes.takes(Feature.TEMPERATURE));
        assertThat(response.leftOut().containsKey("seed")).isNotEqualTo(takes.takes(Feature.SEED));
        assertThat(response.leftOut().containsKey("reasoning_effort"))
                .isNotEqualTo(takes.takes(Reasoning.LOW));
        assertThat(response.leftOut().keySet())
                .doesNotContainAnyElementsOf(response.sent().keySet());
    }

    @Test
    void contentsThatTheModelDoesNotTakeAreRefused() {
        Map<Feature, UnaryOperator<ModelRequest.Builder>> contents =
                Map.of(
                        Feature.TOOLS,
                        request ->
                                request.tool(
                                        new ToolSpec(
                                                "f",
                                                "",
                                                JsonSchema.parse("{\"type\":\"object\"}"))),
                        Feature.IMAGES,
                        request ->
                                request.message(Role.USER, Image.fromPixels(new int[] {-1}, 1, 1)));
        contents.forEach(
                (feature, content) -> {
                    if (!client.capabilities().takes(feature)) {
                        ModelRequest request =
                                content.apply(request("Say hello.").toBuilder()).build();
                        assertThatExceptionOfType(PermanentProviderException.class)
                                .isThrownBy(() -> send(request))
                                .satisfies(
                                        e ->
                                                assertThat(e.trouble())
                                                        .isEqualTo(
                                                                ModelProviderException.Trouble
                                                                        .REQUEST_REFUSED));
                    }
                });
    }

    @Test
    void anAnswerIsPlainDataThatCanBeGivenAgain() throws Exception {
        ModelResponse response = send(request("Say hello."));
        assertThat(response.toBuilder().build()).isEqualTo(response);
    }

    @Test
    void manyThreadsAreServedAtOnce() throws Exception {
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            alone.add(send(request("Say the number " + i + ".")).text());
        }
        List<Future<String>> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                ModelRequest request = request("Say the number " + i + ".");
                together.add(threads.submit(() -> send(request).text()));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void aCancelledCallIsNotMade() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel("stopped by the user");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () ->
                                client.send(
                                        Calls.cancellable(request("Say hello."), cancellation),
                                        ChunkSink.NONE))
                .withMessage("stopped by the user");
    }

    @Test
    void aCallAfterItsDeadlineTimesOut() {
        Deadline passed = Deadline.after(System.nanoTime(), Duration.ofSeconds(-1));
        assertThatExceptionOfType(ModelProviderException.class)
                .isThrownBy(
                        () ->
                                client.send(
                                        Calls.limited(request("Say hello."), passed),
                                        ChunkSink.NONE))
                .satisfies(
                        e ->
                                assertThat(e.trouble())
                                        .isEqualTo(ModelProviderException.Trouble.TIMED_OUT));
    }

    @Test
    void anInterruptedThreadMakesNoCall() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> send(request("Say hello.")));
        } finally {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void aClosedClientRefuses() {
        client.close();
        client.close();
        assertThatIllegalStateException().isThrownBy(() -> send(request("Say hello.")));
    }
}
