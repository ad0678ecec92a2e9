package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kbench.contract.Calls;
import dev.kbench.control.Cancellation;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.http.Http2Server;
import dev.kbench.models.http.TestAuthority;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Each client over HTTP/2, which vendors are spoken to in, whole and streaming: answers, errors,
/// and what a server may do to a stream or a connection.
@ParameterizedClass
@MethodSource("ways")
class ClientsOverHttp2Test {
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;

    @Parameter(0)
    private Speech speech;

    @Parameter(1)
    private boolean streaming;

    @TempDir private static Path folder;
    private static TestAuthority authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = TestAuthority.create(folder);
    }

    static Stream<Arguments> ways() {
        return Stream.of(Speech.values())
                .flatMap(
                        speech ->
                                Stream.of(Arguments.of(speech, false), Arguments.of(speech, true)));
    }

    private String type() {
        return streaming ? "text/event-stream" : "application/json";
    }

    private String answer() {
        return streaming ? speech.events("hello") : speech.whole("hello");
    }

    /// Answers in pieces of some bytes, a frame each.
    private Http2Server.Script answering() {
        return stream -> {
            stream.head(200, type());
            String all = answer();
            for (int at = 0; at < all.length(); at += 7) {
                stream.data(all.substring(at, Math.min(all.length(), at + 7)), false);
            }
            stream.data("", true);
        };
    }

    /// Begins an answer, and does what comes then.
    private Http2Server.Script beginning(Http2Server.Script then) {
        return stream -> {
            stream.head(200, type());
            stream.data(answer().substring(0, answer().length() / 3), false);
            then.answer(stream);
        };
    }

    private ModelClient client(Http2Server server) {
        return speech.client(Speech.settings(server.url(), authority));
    }

    private ModelRequest request(String prompt) {
        return ModelRequest.to(speech.model()).user(prompt).streaming(streaming).build();
    }

    private ModelResponse send(ModelClient client) throws InterruptedException {
        return client.send(Calls.outside(request("Hi")), ChunkSink.NONE);
    }

    private ModelProviderException error(Http2Server.Script script) throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, script);
                ModelClient client = client(server)) {
            ModelProviderException e =
                    catchThrowableOfType(ModelProviderException.class, () -> send(client));
            assertThat(e).as("a typed error").isNotNull();
            assertThat(server.connections()).isEqualTo(1);
            return e;
        }
    }

    @Test
    void callsAreAnsweredOverOneConnection() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, answering());
                ModelClient client = client(server)) {
            for (int i = 0; i < 5; i++) {
                List<String> pieces = new ArrayList<>();
                ModelResponse response = client.send(Calls.outside(request("Hi")), pieces::add);
                assertThat(response.text()).isEqualTo("hello");
                assertThat(pieces).isEqualTo(streaming ? List.of("hello") : List.of());
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.answered()).isEqualTo(5);
            assertThat(server.awaitRequest().body()).contains("Hi");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, false, REQUEST_REFUSED",
        "401, false, KEY_REFUSED",
        "404, false, MODEL_UNKNOWN",
        "429, true, RATE_LIMITED",
        "503, true, UNAVAILABLE",
    })
    void errorsAreTyped(int status, boolean passing, Trouble trouble) throws Exception {
        ModelProviderException e =
                error(
                        Http2Server.answering(
                                status,
                                "application/json",
                                "{\"error\":{\"message\":\"said %s\"}}".formatted(Speech.KEY)));
        assertThat(e)
                .isInstanceOf(
                        passing
                                ? RetryableProviderException.class
                                : PermanentProviderException.class);
        assertThat(e.trouble()).isEqualTo(trouble);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.words()).isEqualTo("said [key]");
    }

    private static void isBroken(ModelProviderException e) {
        assertThat(e).isInstanceOf(RetryableProviderException.class);
        assertThat(e.trouble()).as(e.getMessage()).isEqualTo(Trouble.UNAVAILABLE);
        assertThat(e.status()).isZero();
    }

    @Test
    void aStreamThatIsResetIsNoAnswer() throws Exception {
        isBroken(error(beginning(stream -> stream.reset(INTERNAL_ERROR))));
    }

    @Test
    void aServerThatGoesInTheMiddleIsNotAskedTwice() throws Exception {
        isBroken(
                error(
                        beginning(
                                stream -> {
                                    stream.goAway(stream.number());
                                    stream.breakOff();
                                })));
    }

    @Test
    void aConnectionThatBreaksIsNoAnswer() throws Exception {
        isBroken(error(beginning(Http2Server.Stream::breakOff)));
    }

    @Test
    void aRefusedStreamIsAskedForAgain() throws Exception {
        List<Integer> refused = new ArrayList<>();
        Http2Server.Script script =
                stream -> {
                    if (refused.isEmpty()) {
                        refused.add(stream.number());
                        stream.reset(REFUSED_STREAM);
                    } else {
                        answering().answer(stream);
                    }
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                ModelClient client = client(server)) {
            assertThat(send(client).text()).isEqualTo("hello");
            assertThat(server.answered()).isEqualTo(1);
        }
    }

    private void cancelGivesUp(ModelClient client, String prompt, Http2Server server, Under under)
            throws Exception {
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            Cancellation cancellation = new Cancellation();
            Future<ModelResponse> call =
                    jobs.submit(
                            () ->
                                    client.send(
                                            Calls.cancellable(request(prompt), cancellation),
                                            ChunkSink.NONE));
            int number = under.way();
            cancellation.cancel("enough");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(call::get)
                    .havingCause()
                    .isInstanceOf(CancellationException.class)
                    .withMessage("enough");
            assertThat(server.awaitReset()).isEqualTo(number);
        }
    }

    private interface Under {
        int way() throws InterruptedException;
    }

    @Test
    void aCancelledCallGivesUpItsStreamInTheMiddleOfTheAnswer() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, beginning(_ -> {}));
                ModelClient client = client(server)) {
            cancelGivesUp(client, "Hi", server, () -> server.awaitRequest().number());
        }
    }

    @Test
    void aWindowThatNeverOpensKeepsNoCancelledCall() throws Exception {
        try (Http2Server server = Http2Server.stalling(authority);
                ModelClient client = client(server)) {
            cancelGivesUp(client, "x".repeat(200_000), server, server::awaitFull);
        }
    }
}
