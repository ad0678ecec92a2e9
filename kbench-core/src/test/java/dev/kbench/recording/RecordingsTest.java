package dev.kbench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.FinishReason;
import dev.kbench.config.Settings;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.event.Usage;
import dev.kbench.key.KbenchException;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RecordingsTest {
    private static final String KEY = "sk-very-secret-0123456789";

    @TempDir Path folder;

    private final Connection connection =
            new Connection(
                    ModelRef.of("vendor/m", "proxy"),
                    "m",
                    MockLlm.replying("unused").connection().client(),
                    "");

    private ModelResponse record(ModelRequest request, ModelInterceptor.Next next)
            throws InterruptedException {
        return new CallRecorder(connection, new RecordingFolder(folder, List.of(KEY)))
                .intercept(call(request), ChunkSink.NONE, next);
    }

    private static ModelCall call(ModelRequest request) {
        return new ModelCall(request, CallContext.outside());
    }

    private static ModelRequest request(String text) {
        return ModelRequest.to("m").user(text).temperature(0).seed(1).build();
    }

    private ModelResponse replay(RecordedCalls calls, ModelRequest request, ChunkSink chunks)
            throws InterruptedException {
        return new CallReplayer("vendor/m", calls)
                .intercept(
                        call(request),
                        chunks,
                        (_, _) -> {
                            throw new IllegalStateException("asked");
                        });
    }

    private RecordedCalls calls() {
        return new RecordedCalls(new RecordingFolder(folder, List.of()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void anAnswerComesBackWhole() throws Exception {
        ModelResponse answer =
                ModelResponse.builder()
                        .part(new ReasoningTrace("thought", "opaque"))
                        .part(new Text("Paris \u0000 “é” \uD83D\uDE00"))
                        .part(new ToolCall("1", "add", "{\"a\":1}", ""))
                        .refusal("no")
                        .finishReason(FinishReason.of("refusal"))
                        .usage(Usage.ofTokens(10, 5).unpriced(1))
                        .sent(new LinkedHashMap<>(Map.of("temperature", 0.5, "n", 1L, "a", "b")))
                        .leftOut(Map.of("seed", "1: the model takes none"))
                        .logprobs("[1]")
                        .extras(Map.of("id", "\"x\""))
                        .build();
        record(request("x"), (_, _) -> answer);
        assertThat(replay(calls(), request("x"), ChunkSink.NONE)).isEqualTo(answer);
    }

    @Test
    void aFileCanBeSearchedAndIsNamedByWhatWasAsked() throws Exception {
        ModelRequest request = request("Capital of France?");
        record(request, (_, _) -> ModelResponse.of("Paris", Usage.NONE));

        Path file = files().getFirst();
        assertThat(folder.relativize(file).toString())
                .isEqualTo("vendor_m/" + request.digest().substring(0, 16) + "-1.json");
        assertThat(Files.readString(file))
                .contains("\n    \"message 1 (user)\" : \"Capital of France?\",\n")
                .contains("\"text\" : \"Paris\"")
                .startsWith("{\n  \"recording\" : 1,\n");
    }

    @Test
    void twoCallsThatAskTheSameAreTwoRecordings() throws Exception {
        record(request("x"), (_, _) -> ModelResponse.of("one", Usage.NONE));
        record(request("x"), (_, _) -> ModelResponse.of("two", Usage.NONE));
        assertThat(files()).hasSize(2);

        RecordedCalls calls = calls();
        assertThat(replay(calls, request("x"), ChunkSink.NONE).text()).isEqualTo("one");
        assertThat(replay(calls, request("x"), ChunkSink.NONE).text()).isEqualTo("two");
        assertThatExceptionOfType(ModelProviderException.class)
                .isThrownBy(() -> replay(calls, request("x"), ChunkSink.NONE))
                .withMessage(
                        "vendor/m: no recording in "
                                + folder
                                + " answers this call; the 2 recorded of it were given out already:"
                                + " what was asked once is recorded once. Record again with kbench"
                                + " run --record");
    }

    @Test
    void aCallWithoutARecordingNamesTheNearestAndWhatDiffers() throws Exception {
        record(request("What is 2+2?"), (_, _) -> ModelResponse.of("4", Usage.NONE));
        assertThatExceptionOfType(ModelProviderException.class)
                .isThrownBy(() -> replay(calls(), request("What is 2+3?"), ChunkSink.NONE))
                .withMessageContaining(
                        "differs in message 1 (user): recorded “What is 2+2?”, asked “What is"
                                + " 2+3?”");
        ModelRequest warmer = ModelRequest.to("m").user("What is 2+2?").temperature(1).build();
        assertThatExceptionOfType(ModelProviderException.class)
                .isThrownBy(() -> replay(calls(), warmer, ChunkSink.NONE))
                .withMessageContaining("differs in temperature: recorded “0.0”, asked “1.0”")
                .matches(e -> e.trouble() == Trouble.MISCONFIGURED);
    }

    @Test
    void aFailureIsRecordedToo() throws Exception {
        assertThatExceptionOfType(RetryableProviderException.class)
                .isThrownBy(
                        () ->
                                record(
                                        request("x"),
                                        (_, _) -> {
                                            throw new RetryableProviderException(
                                                    Trouble.RATE_LIMITED,
                                                    "vendor/m",
                                                    429,
                                                    "too many",
                                                    null,
                                                    null);
                                        }));
        assertThatExceptionOfType(RetryableProviderException.class)
                .isThrownBy(() -> replay(calls(), request("x"), ChunkSink.NONE))
                .withMessage("too many")
                .matches(e -> e.status() == 429);
    }

    @Test
    void aStreamIsReplayedInItsPieces() throws Exception {
        ModelRequest streamed = request("x").toBuilder().streaming(true).build();
        record(
                streamed,
                (_, chunks) -> {
                    chunks.accept("void");
                    chunks.restart();
                    chunks.acceptReasoning("hm");
                    chunks.accept("Pa");
                    chunks.accept("ris");
                    return ModelResponse.of("Paris", Usage.NONE);
                });
        List<String> pieces = new ArrayList<>();
        replay(
                calls(),
                streamed,
                new ChunkSink() {
                    @Override
                    public void accept(String text) {
                        pieces.add(text);
                    }

                    @Override
                    public void acceptReasoning(String text) {
                        pieces.add("(" + text + ")");
                    }
                });
        assertThat(pieces).containsExactly("(hm)", "Pa", "ris");
        assertThat(replay(calls(), request("x"), ChunkSink.NONE).text()).isEqualTo("Paris");
    }

    @Test
    void noKeyIsEverInAFile() throws Exception {
        record(
                request("my key is " + KEY),
                (_, _) -> ModelResponse.of("so it is " + KEY, Usage.NONE));
        for (Path file : files()) {
            assertThat(Files.readString(file)).doesNotContain(KEY).contains("my key is …");
        }
        assertThat(Settings.of(Map.of("MODEL_PROXY_API_KEY", KEY, "A", "aaaaaaaaaa")).secrets())
                .containsExactly(KEY);
    }

    @Test
    void needNoModel() throws Exception {
        ModelResponse answer = ModelResponse.of("Paris", Usage.NONE);
        ModelRequest asked =
                ModelRequest.to("m").temperature(0).seed(0).user("Capital of France?").build();
        record(asked, (_, _) -> answer);
        try (Models models = Recordings.replay(folder, Settings.of(Map.of()))) {
            Llm llm = models.model("vendor/m");
            assertThat(llm.prompt("Capital of France?")).isEqualTo("Paris");
            assertThat(llm.ref()).isEqualTo(connection.ref());
            assertThat(llm.note()).isEqualTo("replayed");
            assertThatExceptionOfType(ModelProviderException.class)
                    .isThrownBy(() -> models.model("other"))
                    .withMessage(
                            "other: there is no recording of this model in "
                                    + folder
                                    + "; there are recordings of vendor/m");
        }
    }

    @Test
    void aFolderThatIsNotThereAndAFileThatIsDamagedAreRefused() throws Exception {
        Path gone = folder.resolve("gone");
        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> Recordings.replay(gone, Settings.of(Map.of())))
                .withMessage(
                        gone
                                + ": there is no folder of recordings; make one with kbench run"
                                + " --record "
                                + gone);
        Path file = Files.writeString(folder.resolve("a.json"), "{\"recording\": 1, ");
        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> Recordings.replay(folder, Settings.of(Map.of())))
                .withMessageStartingWith(
                        file + ": expected a recording, got what cannot be read: ");
        Files.writeString(file, "{\"recording\": 2}");
        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> Recordings.replay(folder, Settings.of(Map.of())))
                .withMessage(file + ": expected a recording of version 1, got version 2");
    }
}
