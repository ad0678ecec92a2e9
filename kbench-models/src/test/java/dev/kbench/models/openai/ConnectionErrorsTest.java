package dev.kbench.models.openai;

import static dev.kbench.models.http.ScriptedServer.afterBytes;
import static dev.kbench.models.http.ScriptedServer.silent;
import static dev.kbench.models.http.ScriptedServer.writing;
import static dev.kbench.models.openai.Answers.lasting;
import static dev.kbench.models.openai.Answers.passing;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.contract.UnheardPort;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Connections that bring no answer, and the exact words for them.
@Timeout(120)
class ConnectionErrorsTest {
    @Test
    void refused() throws Exception {
        try (UnheardPort port = new UnheardPort()) {
            passing(
                    Answers.error(Answers.settings("http://127.0.0.1:" + port.number() + "/v1")),
                    Trouble.UNAVAILABLE,
                    0,
                    "qwen3 at URL: expected an answer, got no connection: refused; check that the"
                            + " server runs and the base URL is right");
        }
    }

    @Test
    void noSuchHost() {
        passing(
                Answers.error(Answers.settings("http://no-such-host.invalid/v1")),
                Trouble.UNAVAILABLE,
                0,
                "qwen3 at http://no-such-host.invalid/v1: expected an answer, got no address"
                        + " for the host no-such-host.invalid; check the base URL and the network");
    }

    @Test
    void closedBeforeTheAnswer() throws Exception {
        passing(Answers.error(writing("")), Trouble.UNAVAILABLE, 0, BROKEN);
    }

    @Test
    void closedInsideTheAnswer() throws Exception {
        passing(
                Answers.error(writing("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"cho")),
                Trouble.UNAVAILABLE,
                0,
                BROKEN);
    }

    @Test
    void resetInsideTheAnswer() throws Exception {
        passing(
                Answers.error(
                        (_, out, socket) -> {
                            out.write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
                                            .getBytes(StandardCharsets.US_ASCII));
                            out.flush();
                            socket.setSoLinger(true, 0);
                            return false;
                        }),
                Trouble.UNAVAILABLE,
                0,
                BROKEN);
    }

    private static final String BROKEN =
            "qwen3 at URL: expected an answer, got a connection that ended before the answer"
                    + " did; try again";

    @Test
    void notHttp() throws Exception {
        lasting(
                Answers.error(writing("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n")),
                Trouble.ANSWER_UNREADABLE,
                0,
                "qwen3 at URL: expected an answer, got what is not HTTP; check the base URL,"
                        + " its http or https, and its port");
    }

    @Test
    void httpsAtAPlainServer() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (Socket socket = listener.accept()) {
                                    socket.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 400 Bad Request\r\n\r\n"
                                                            .getBytes(StandardCharsets.US_ASCII));
                                    while (socket.getInputStream().read() >= 0) {}
                                } catch (IOException e) {
                                    // the client is gone
                                }
                            });
            String url = "https://127.0.0.1:" + listener.getLocalPort() + "/v1";
            lasting(
                    Answers.error(Answers.settings(url)),
                    Trouble.ANSWER_UNREADABLE,
                    0,
                    "qwen3 at %s: expected an answer, got what is not HTTP; check the base URL, its http or https, and its port"
                            .formatted(url));
        }
    }

    @Test
    void silenceUntilTheDeadline() throws Exception {
        deadline(silent());
    }

    @Test
    void aDripUntilTheDeadline() throws Exception {
        deadline(afterBytes("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\":"));
    }

    /// Where the machine is so slow that the deadline comes before the connection, it is later.
    private static void deadline(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script);
                var client =
                        Connections.ofServer(
                                        Protocol.OPENAI,
                                        "qwen3",
                                        "qwen3",
                                        Answers.settings(server.url()),
                                        Given.NOTHING)
                                .client()) {
            for (Duration limit = Duration.ofMillis(400);
                    server.connections() == 0;
                    limit = limit.multipliedBy(2)) {
                Deadline soon = Deadline.after(System.nanoTime(), limit);
                passing(
                        Assertions.catchThrowableOfType(
                                ModelProviderException.class,
                                () ->
                                        client.send(
                                                Calls.limited(Answers.request(), soon),
                                                ChunkSink.NONE)),
                        Trouble.TIMED_OUT,
                        0,
                        "qwen3 at URL: expected an answer, got none before the run's deadline;"
                                + " allow more time, or limit the answer with maxTokens");
            }
            server.awaitEnd();
        }
    }

    @Test
    void theClientsOwnLimit() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(silent())) {
            Given given =
                    new Given(
                            Optional.empty(),
                            Optional.of(server.url()),
                            Optional.empty(),
                            Duration.ofSeconds(1),
                            Map.of(),
                            Optional.empty());
            try (var client =
                    Connections.ofServer(
                                    Protocol.OPENAI, "qwen3", "qwen3", Settings.of(Map.of()), given)
                            .client()) {
                passing(
                        Assertions.catchThrowableOfType(
                                ModelProviderException.class,
                                () ->
                                        client.send(
                                                Calls.outside(Answers.request()), ChunkSink.NONE)),
                        Trouble.TIMED_OUT,
                        0,
                        "qwen3 at URL: expected an answer, got none within 1 s; allow more"
                                + " time, or limit the answer with maxTokens");
            }
        }
    }
}
