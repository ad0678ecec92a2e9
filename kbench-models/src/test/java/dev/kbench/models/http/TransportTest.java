package dev.kbench.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.config.Settings;
import dev.kbench.control.Cancellation;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class TransportTest {
    private static final ScriptedServer.Script ANSWER = ScriptedServer.answeringJson("{}");

    private static Answer post(Settings settings, String url) throws Exception {
        try (Transport transport = new Transport(settings)) {
            return post(transport, url);
        }
    }

    private static Answer post(Transport transport, String url) throws Exception {
        return transport.send(
                Transport.request(URI.create(url)).POST(BodyPublishers.ofString("{}")).build(),
                Duration.ofSeconds(60),
                new Cancellation());
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ANSWER);
                Transport transport = new Transport(Settings.of(Map.of()))) {
            for (int i = 0; i < 20; i++) {
                assertThat(post(transport, server.url()).status()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void fiveHundredInFlightNeedNoMoreConnectionsThanThat() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ANSWER);
                Transport transport = new Transport(Settings.of(Map.of()));
                ExecutorService jobs =
                        Executors.newFixedThreadPool(500, Thread.ofVirtual().factory())) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                answers.add(jobs.submit(() -> post(transport, server.url())));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().beginning()).isEqualTo("{}");
            }
            assertThat(server.connections()).isLessThanOrEqualTo(500);
            assertThat(server.requests()).hasSize(2000);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (ScriptedServer other = ScriptedServer.start(ANSWER);
                ScriptedServer server =
                        ScriptedServer.start(
                                ScriptedServer.answering(
                                        302, "", "", "Location: " + other.url()))) {
            assertThat(post(Settings.of(Map.of()), server.url()).status()).isEqualTo(302);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Nested
    class BrokenOff {
        private final Cancellation cancellation = new Cancellation();

        private void hang(Transport transport, String url, Duration most) throws Exception {
            transport.send(
                    Transport.request(URI.create(url)).POST(BodyPublishers.ofString("{}")).build(),
                    most,
                    cancellation);
        }

        @Test
        void aCallWhoseTimeIsUpLeavesNoInterruptBehind() throws Exception {
            try (ScriptedServer server = ScriptedServer.start(ScriptedServer.silent());
                    Transport transport = new Transport(Settings.of(Map.of()))) {
                assertThatExceptionOfType(TransportException.class)
                        .isThrownBy(() -> hang(transport, server.url(), Duration.ofMillis(20)))
                        .satisfies(
                                e ->
                                        assertThat(e.kind())
                                                .isEqualTo(TransportException.Kind.TIMED_OUT));
                assertThat(Thread.interrupted()).isFalse();
            }
        }

        @Test
        void oneThatIsCancelledLeavesItsThreadInterrupted() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            ScriptedServer.Script script =
                    (request, out, socket) -> {
                        asked.countDown();
                        return ScriptedServer.silent().answer(request, out, socket);
                    };
            try (ScriptedServer server = ScriptedServer.start(script);
                    Transport transport = new Transport(Settings.of(Map.of()))) {
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        asked.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    cancellation.cancel("enough");
                                });
                assertThatExceptionOfType(CancellationException.class)
                        .isThrownBy(() -> hang(transport, server.url(), Duration.ofSeconds(60)))
                        .withMessage("enough");
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test
        void anInterruptOfItsThreadComesThrough() throws Exception {
            Thread caller = Thread.currentThread();
            ScriptedServer.Script script =
                    (request, out, socket) -> {
                        caller.interrupt();
                        return ScriptedServer.silent().answer(request, out, socket);
                    };
            try (ScriptedServer server = ScriptedServer.start(script);
                    Transport transport = new Transport(Settings.of(Map.of()))) {
                assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> hang(transport, server.url(), Duration.ofSeconds(60)));
            }
        }

        @Test
        void whatComesAfterACallDoesNotReachItsThread() {
            Caller caller = new Caller();
            assertThat(caller.leave()).isFalse();
            caller.giveUp();
            assertThat(Thread.interrupted()).isFalse();
        }

        @Test
        void whatComesTooLateInACallIsTakenBack() {
            Caller caller = new Caller();
            caller.giveUp();
            assertThat(caller.leave()).isTrue();
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Nested
    class Proxies {
        @Test
        void httpGoesThroughTheProxy() throws Exception {
            try (ScriptedServer proxy = ScriptedServer.start(ANSWER)) {
                Settings settings =
                        Settings.of(Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.port()));
                assertThat(post(settings, "http://models.example/v1").beginning()).isEqualTo("{}");
                assertThat(proxy.requests().getFirst().line())
                        .isEqualTo("POST http://models.example/v1 HTTP/1.1");
            }
        }

        @Test
        void httpsAsksTheProxyForATunnel() throws Exception {
            try (ScriptedServer proxy =
                    ScriptedServer.start(ScriptedServer.answering(502, "", ""))) {
                Settings settings = Settings.of(Map.of("https_proxy", "127.0.0.1:" + proxy.port()));
                assertThatExceptionOfType(TransportException.class)
                        .isThrownBy(() -> post(settings, "https://models.example/v1"));
                assertThat(proxy.requests().getFirst().line())
                        .isEqualTo("CONNECT models.example:443 HTTP/1.1");
            }
        }

        @Test
        void thisMachineIsReachedWithoutOne() throws Exception {
            try (ScriptedServer server = ScriptedServer.start(ANSWER)) {
                Settings settings = Settings.of(Map.of("ALL_PROXY", "http://127.0.0.1:1"));
                assertThat(post(settings, server.url()).status()).isEqualTo(200);
            }
        }
    }

    @Nested
    class PrivateAuthorities {
        @Test
        void anAuthorityOfTheSettingsIsTrusted(@TempDir Path folder) throws Exception {
            TestAuthority authority = TestAuthority.create(folder);
            try (ScriptedServer server = ScriptedServer.start(authority.serverSockets(), ANSWER)) {
                String url = "https://localhost:" + server.port() + "/v1";
                Settings settings =
                        Settings.of(Map.of("SSL_CERT_FILE", authority.pem().toString()));
                assertThat(post(settings, url).beginning()).isEqualTo("{}");
            }
        }

        @Test
        void anUnknownOneIsNot(@TempDir Path folder) throws Exception {
            TestAuthority authority = TestAuthority.create(folder);
            try (ScriptedServer server = ScriptedServer.start(authority.serverSockets(), ANSWER)) {
                String url = "https://localhost:" + server.port() + "/v1";
                assertThatExceptionOfType(TransportException.class)
                        .isThrownBy(() -> post(Settings.of(Map.of()), url))
                        .satisfies(
                                e ->
                                        assertThat(e.kind())
                                                .isEqualTo(TransportException.Kind.NOT_TRUSTED));
            }
        }

        @Test
        void aFileThatHoldsNoneIsRefused(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("empty.pem"), "");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    new Transport(
                                            Settings.of(Map.of("SSL_CERT_FILE", file.toString()))))
                    .withMessage(
                            "SSL_CERT_FILE: expected a PEM file of certificates, found none in "
                                    + file);
        }

        @Test
        void aMissingFileIsRefused(@TempDir Path folder) {
            Path file = folder.resolve("none.pem");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    new Transport(
                                            Settings.of(Map.of("SSL_CERT_FILE", file.toString()))))
                    .withMessageStartingWith(
                            "SSL_CERT_FILE: expected a PEM file of certificates, "
                                    + file
                                    + " cannot be read as one: ");
        }
    }
}
