package dev.kbench.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.Settings;
import dev.kbench.control.Cancellation;
import dev.kbench.models.http.TransportException.Kind;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// HTTP/2 over TLS, where a server offers it.
class Http2Test {
    private static final Http2Server.Script ANSWER =
            Http2Server.answering(200, "application/json", "{}");
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir private static Path folder;
    private static TestAuthority authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = TestAuthority.create(folder);
    }

    private static Transport transport() {
        return new Transport(Settings.of(Map.of("SSL_CERT_FILE", authority.pem().toString())));
    }

    private static HttpRequest request(String url, String body) {
        return Transport.request(URI.create(url)).POST(BodyPublishers.ofString(body)).build();
    }

    private static Answer post(Transport transport, String url) throws Exception {
        return transport.send(request(url, "{}"), MOST, new Cancellation());
    }

    private static List<Future<Answer>> postAll(
            ExecutorService jobs, int calls, Transport transport, String url) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(jobs.submit(() -> post(transport, url)));
        }
        return answers;
    }

    @Test
    void isSpokenWhereItIsOffered() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, ANSWER);
                Transport transport = transport()) {
            Answer answer =
                    transport.send(
                            request(server.url(), "x".repeat(200_000)), MOST, new Cancellation());
            assertThat(answer.beginning()).isEqualTo("{}");
            assertThat(server.awaitRequest().body()).isEqualTo("x".repeat(200_000));
        }
    }

    @Test
    void isNotOfferedInTheClear() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answeringJson("{}"));
                Transport transport = transport()) {
            post(transport, server.url());
            ScriptedServer.Request request = server.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /v1 HTTP/1.1");
            assertThat(request.header("Upgrade")).isEmpty();
            assertThat(request.header("HTTP2-Settings")).isEmpty();
        }
    }

    @Test
    void isSpokenThroughATunnelOfAProxyToo() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, ANSWER);
                ScriptedServer proxy = ScriptedServer.start(ScriptedServer.tunnel(server.port()));
                Transport transport =
                        new Transport(
                                Settings.of(
                                        Map.of(
                                                "SSL_CERT_FILE",
                                                authority.pem().toString(),
                                                "HTTPS_PROXY",
                                                "http://127.0.0.1:" + proxy.port())))) {
            for (int i = 0; i < 5; i++) {
                assertThat(post(transport, "https://models.example/v1").beginning())
                        .isEqualTo("{}");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(proxy.requests())
                    .extracting(ScriptedServer.Request::line)
                    .containsExactly("CONNECT models.example:443 HTTP/1.1");
        }
    }

    @Test
    void callsOneByOneShareAConnection() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 100, ANSWER);
                Transport transport = transport()) {
            for (int i = 0; i < 20; i++) {
                assertThat(post(transport, server.url()).status()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void callsThatBeginTogetherShareAConnection() throws Exception {
        CountDownLatch all = new CountDownLatch(90);
        Http2Server.Script together =
                stream -> {
                    all.countDown();
                    await(all);
                    ANSWER.answer(stream);
                };
        try (Http2Server server = Http2Server.start(authority, 100, together);
                Transport transport = transport();
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : postAll(jobs, 90, transport, server.url())) {
                assertThat(answer.get().beginning()).isEqualTo("{}");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.highest()).isEqualTo(90);
        }
    }

    @Test
    void moreCallsThanAConnectionTakesGoOverFurtherOnes() throws Exception {
        CountDownLatch all = new CountDownLatch(95);
        Http2Server.Script together =
                stream -> {
                    all.countDown();
                    await(all);
                    ANSWER.answer(stream);
                };
        try (Http2Server server = Http2Server.start(authority, 10, together);
                Transport transport = transport();
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : postAll(jobs, 95, transport, server.url())) {
                assertThat(answer.get().beginning()).isEqualTo("{}");
            }
            assertThat(server.answered()).as("none is asked twice").isEqualTo(95);
            assertThat(server.highest()).isEqualTo(10);
            assertThat(server.connections()).isBetween(10, 20);
            int before = server.connections();
            for (Future<Answer> answer : postAll(jobs, 500, transport, server.url())) {
                assertThat(answer.get().beginning()).isEqualTo("{}");
            }
            assertThat(server.connections() - before).as("opened for 500 more").isLessThan(50);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatTakesNothingIsNotAskedForEver() throws Exception {
        try (Http2Server server = Http2Server.start(authority, 0, ANSWER);
                Transport transport = transport()) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> post(transport, server.url()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            assertThat(server.answered()).isZero();
        }
    }

    @Test
    void aCancelledCallGivesUpItsStreamAndNoOther() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Http2Server.Script script =
                stream -> {
                    if (stream.body().equals("slow")) {
                        return;
                    }
                    await(cancelled);
                    ANSWER.answer(stream);
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport();
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            Cancellation cancellation = new Cancellation();
            Future<Answer> slow =
                    jobs.submit(
                            () ->
                                    transport.send(
                                            request(server.url(), "slow"), MOST, cancellation));
            int number = server.awaitRequest().number();
            Future<Answer> other = jobs.submit(() -> post(transport, server.url()));
            server.awaitRequest();
            cancellation.cancel("enough");
            assertThat(server.awaitReset()).isEqualTo(number);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(slow::get)
                    .havingCause()
                    .isInstanceOf(CancellationException.class)
                    .withMessage("enough");
            cancelled.countDown();
            assertThat(other.get().beginning()).isEqualTo("{}");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledStreamOfEventsGivesUpItsStream() throws Exception {
        Http2Server.Script script =
                stream -> {
                    stream.head(200, "text/event-stream");
                    stream.data("data: 1\n\n", false);
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            Cancellation cancellation = new Cancellation();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(
                            () ->
                                    transport.stream(
                                            request(server.url(), "{}"),
                                            MOST,
                                            cancellation,
                                            _ -> {
                                                cancellation.cancel("enough");
                                                return false;
                                            }))
                    .withMessage("enough");
            assertThat(server.awaitReset()).isEqualTo(1);
        }
    }

    @Test
    void aStreamOfEventsComesPieceByPiece() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        Http2Server.Script script =
                stream -> {
                    stream.head(200, "text/event-stream");
                    stream.data("data: 1\n\n", false);
                    await(heard);
                    stream.data("data: 2\n\n", true);
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            StringBuilder all = new StringBuilder();
            Answer answer =
                    transport.stream(
                            request(server.url(), "{}"),
                            MOST,
                            new Cancellation(),
                            bytes -> {
                                all.append(StandardCharsets.UTF_8.decode(bytes));
                                heard.countDown();
                                return false;
                            });
            assertThat(answer.streamed()).isTrue();
            assertThat(all).hasToString("data: 1\n\ndata: 2\n\n");
        }
    }

    @Test
    void aCallThatAServerDidNotLookAtBeforeGoingAwayIsSentAgain() throws Exception {
        Http2Server.Script script =
                stream -> {
                    if (stream.body().equals("first")) {
                        stream.goAway(0);
                        stream.breakOff();
                    } else {
                        ANSWER.answer(stream);
                    }
                };
        List<String> bodies = new ArrayList<>(List.of("first", "second"));
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            HttpRequest changing =
                    Transport.request(URI.create(server.url()))
                            .POST(
                                    BodyPublishers.ofInputStream(
                                            () ->
                                                    new ByteArrayInputStream(
                                                            bodies.removeFirst()
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8))))
                            .build();
            assertThat(transport.send(changing, MOST, new Cancellation()).beginning())
                    .isEqualTo("{}");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.answered()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatAServerBeganBeforeGoingAwayIsNotSentTwice() throws Exception {
        Http2Server.Script script =
                stream -> {
                    stream.goAway(stream.number());
                    stream.breakOff();
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> post(transport, server.url()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCallUnderWayIsAnsweredThoughTheServerGoes() throws Exception {
        Http2Server.Script script =
                stream -> {
                    stream.goAway(stream.number());
                    ANSWER.answer(stream);
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            for (int i = 0; i < 3; i++) {
                assertThat(post(transport, server.url()).beginning()).isEqualTo("{}");
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void aStreamThatTheServerResetsIsBroken() throws Exception {
        Http2Server.Script script =
                stream -> {
                    stream.head(200, "application/json");
                    stream.data("{\"x\"", false);
                    stream.reset(2);
                };
        try (Http2Server server = Http2Server.start(authority, 100, script);
                Transport transport = transport()) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> post(transport, server.url()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void closingEndsCallsThatWaitForTheFirstOnesConnection() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start(ScriptedServer.silent());
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            Transport transport = transport();
            String url = "https://localhost:" + silent.port() + "/v1";
            List<Future<Answer>> answers = postAll(jobs, 3, transport, url);
            silent.awaitConnection();
            transport.close();
            for (Future<Answer> answer : answers) {
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get);
            }
        }
    }
}
