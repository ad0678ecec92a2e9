package dev.kbench.models.openai;

import static dev.kbench.models.http.ScriptedServer.afterBytes;
import static dev.kbench.models.http.ScriptedServer.answering;
import static dev.kbench.models.http.ScriptedServer.answeringJson;
import static dev.kbench.models.http.ScriptedServer.silent;
import static dev.kbench.models.http.ScriptedServer.writing;
import static dev.kbench.models.openai.Answers.KEY;
import static dev.kbench.models.openai.Answers.OK;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.http.Transport;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Every way in which a server fails, and the exact words for it.
class ErrorsTest {
    private static void lasting(
            ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(e).isInstanceOf(PermanentProviderException.class);
        is(e, trouble, status, text);
    }

    private static RetryableProviderException passing(
            ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(e).isInstanceOf(RetryableProviderException.class);
        is(e, trouble, status, text);
        return (RetryableProviderException) e;
    }

    private static void is(ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(Answers.text(e)).isEqualTo(text);
        assertThat(e.trouble()).isEqualTo(trouble);
        assertThat(e.status()).isEqualTo(status);
    }

    private static ScriptedServer.Script status(int status, String... headers) {
        return answering(
                status,
                "application/json",
                "{\"error\":{\"message\":\"scripted %d\",\"type\":\"scripted\",\"code\":%d}}"
                        .formatted(status, status),
                headers);
    }

    @Nested
    class Statuses {
        @Test
        void unauthorized() throws Exception {
            lasting(
                    Answers.error(status(401)),
                    Trouble.KEY_REFUSED,
                    401,
                    "qwen3 at URL: expected an answer, got 401, the key was refused: \"scripted"
                            + " 401\"; check OPENAI_API_KEY");
        }

        @Test
        void unauthorizedWithoutAKey() throws Exception {
            try (ScriptedServer server = ScriptedServer.start(status(401))) {
                lasting(
                        Answers.error(Settings.of(Map.of("OPENAI_BASE_URL", server.url()))),
                        Trouble.KEY_REFUSED,
                        401,
                        "qwen3 at URL: expected an answer, got 401, the key was refused: \"scripted"
                                + " 401\"; no key was sent: set OPENAI_API_KEY");
            }
        }

        @Test
        void paymentRequired() throws Exception {
            lasting(
                    Answers.error(status(402)),
                    Trouble.KEY_REFUSED,
                    402,
                    "qwen3 at URL: expected an answer, got 402, payment is required: \"scripted"
                            + " 402\"; see to the account behind OPENAI_API_KEY");
        }

        @Test
        void forbidden() throws Exception {
            lasting(
                    Answers.error(status(403)),
                    Trouble.KEY_REFUSED,
                    403,
                    "qwen3 at URL: expected an answer, got 403, access was refused: \"scripted"
                            + " 403\"; check that the key in OPENAI_API_KEY may use this model");
        }

        @Test
        void notFound() throws Exception {
            lasting(
                    Answers.error(status(404)),
                    Trouble.MODEL_UNKNOWN,
                    404,
                    "qwen3 at URL: expected an answer, got 404, no such model or address:"
                            + " \"scripted 404\"; check the model's name, and the base URL, which"
                            + " mostly ends in /v1");
        }

        @Test
        void badRequest() throws Exception {
            lasting(
                    Answers.error(status(400)),
                    Trouble.REQUEST_REFUSED,
                    400,
                    "qwen3 at URL: expected an answer, got 400, the request was refused: \"scripted"
                            + " 400\"; check the prompt's options and what this model takes");
        }

        @Test
        void requestTimeout() throws Exception {
            passing(
                    Answers.error(status(408)),
                    Trouble.TIMED_OUT,
                    408,
                    "qwen3 at URL: expected an answer, got 408, the server's time ran out:"
                            + " \"scripted 408\"; try again");
        }

        @Test
        void conflict() throws Exception {
            passing(
                    Answers.error(status(409)),
                    Trouble.UNAVAILABLE,
                    409,
                    "qwen3 at URL: expected an answer, got 409, the server cannot answer now:"
                            + " \"scripted 409\"; try again");
        }

        @Test
        void tooManyRequestsWithSeconds() throws Exception {
            RetryableProviderException e =
                    passing(
                            Answers.error(status(429, "Retry-After: 7")),
                            Trouble.RATE_LIMITED,
                            429,
                            "qwen3 at URL: expected an answer, got 429, too many requests:"
                                + " \"scripted 429\"; try again or use fewer jobs (the server asks"
                                + " to wait 7 s)");
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
        }

        @Test
        void tooManyRequestsWithADate() throws Exception {
            RetryableProviderException e =
                    (RetryableProviderException)
                            Answers.error(
                                    status(429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"));
            assertThat(e.retryAfter()).contains(Duration.ofDays(1));
        }

        @Test
        void tooManyRequestsWithoutAHint() throws Exception {
            RetryableProviderException e =
                    passing(
                            Answers.error(status(429)),
                            Trouble.RATE_LIMITED,
                            429,
                            "qwen3 at URL: expected an answer, got 429, too many requests:"
                                    + " \"scripted 429\"; try again or use fewer jobs");
            assertThat(e.retryAfter()).isEmpty();
        }

        @Test
        void aQuotaThatIsUsedUpDoesNotComeBack() throws Exception {
            lasting(
                    Answers.error(
                            answering(
                                    429,
                                    "application/json",
                                    "{\"error\":{\"message\":\"no"
                                            + " credit\",\"type\":\"insufficient_quota\"}}")),
                    Trouble.RATE_LIMITED,
                    429,
                    "qwen3 at URL: expected an answer, got 429, the quota is used up: \"no"
                            + " credit\"; see to the account behind OPENAI_API_KEY");
        }

        @Test
        void serverError() throws Exception {
            passing(
                    Answers.error(status(500)),
                    Trouble.UNAVAILABLE,
                    500,
                    "qwen3 at URL: expected an answer, got 500, the server failed or is overloaded:"
                            + " \"scripted 500\"; try again");
        }

        @Test
        void unavailableWithSeconds() throws Exception {
            RetryableProviderException e =
                    passing(
                            Answers.error(status(503, "Retry-After: 2")),
                            Trouble.UNAVAILABLE,
                            503,
                            "qwen3 at URL: expected an answer, got 503, the server failed or is"
                                    + " overloaded: \"scripted 503\"; try again (the server asks to"
                                    + " wait 2 s)");
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(2));
        }

        @Test
        void redirect() throws Exception {
            lasting(
                    Answers.error(
                            answering(
                                    307,
                                    "",
                                    "",
                                    "Location:"
                                        + " https://user:pw@other.example/v1/chat/completions?key=x")),
                    Trouble.MISCONFIGURED,
                    307,
                    "qwen3 at URL: expected an answer, got 307, a redirect to"
                            + " https://other.example/v1/chat/completions; set the base URL to the"
                            + " address that answers itself; a key is not sent after a redirect");
        }
    }

    @Nested
    class Words {
        @Test
        void aKeyThatTheServerRepeatsIsNotShown() throws Exception {
            assertThat(
                            Answers.text(
                                    Answers.error(
                                            answering(
                                                    401,
                                                    "application/json",
                                                    "{\"error\":\"wrong key " + KEY + "!\"}"))))
                    .isEqualTo(
                            "qwen3 at URL: expected an answer, got 401, the key was refused:"
                                    + " \"wrong key [key]!\"; check OPENAI_API_KEY");
        }

        @Test
        void escapeSequencesAreNeutralised() throws Exception {
            assertThat(
                            Answers.text(
                                    Answers.error(
                                            answering(
                                                    400,
                                                    "text/plain",
                                                    "\u001b[31mred\u001b[0m\r\n"
                                                            + "\u202edlrow %s %n ${x}\u0000"))))
                    .isEqualTo(
                            "qwen3 at URL: expected an answer, got 400, the request was refused:"
                                + " \"\uFFFD[31mred\uFFFD[0m \uFFFDdlrow %s %n ${x}\uFFFD\"; check"
                                + " the prompt's options and what this model takes");
        }

        @Test
        void longWordsAreCut() throws Exception {
            assertThat(
                            Answers.text(
                                    Answers.error(
                                            answering(400, "text/plain", "x".repeat(1_000_000)))))
                    .isEqualTo(
                            "qwen3 at URL: expected an answer, got 400, the request was refused: \"%s\"… (1000000 characters); check the prompt's options and what this model takes"
                                    .formatted("x".repeat(200)));
        }

        @Test
        void otherShapesOfErrorsAreRead() throws Exception {
            assertThat(
                            Answers.text(
                                    Answers.error(
                                            answering(
                                                    422,
                                                    "application/json",
                                                    "{\"detail\":\"field required\"}"))))
                    .contains("got 422, the request was refused: \"field required\";");
        }
    }

    @Nested
    class Bodies {
        @Test
        void html() throws Exception {
            lasting(
                    Answers.error(answering(200, "text/html", "<html>Welcome</html>")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with a body that is not JSON but a"
                        + " page of HTML: \"<html>Welcome</html>\"; check the base URL: it is the"
                        + " address before /chat/completions and mostly ends in /v1");
        }

        @Test
        void empty() throws Exception {
            passing(
                    Answers.error(answeringJson("")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with an empty body; try again");
        }

        @Test
        void halfAJson() throws Exception {
            passing(
                    Answers.error(answeringJson("{\"choices\":[{\"message\":{\"content\":\"4")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with JSON that breaks off:"
                            + " \"{\"choices\":[{\"message\":{\"content\":\"4\"; try again");
        }

        @Test
        void notAnObject() throws Exception {
            lasting(
                    Answers.error(answeringJson("[1]")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with JSON that is no object:"
                        + " \"[1]\"; check the base URL: it is the address before /chat/completions"
                        + " and mostly ends in /v1");
        }

        @Test
        void anErrorObject() throws Exception {
            passing(
                    Answers.error(answeringJson("{\"error\":{\"message\":\"upstream is gone\"}}")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with an error in place of an answer:"
                            + " \"upstream is gone\"; try again");
        }

        @Test
        void anErrorObjectThatNamesAStatus() throws Exception {
            lasting(
                    Answers.error(
                            answeringJson("{\"error\":{\"message\":\"no user\",\"code\":401}}")),
                    Trouble.KEY_REFUSED,
                    401,
                    "qwen3 at URL: expected an answer, got 401, the key was refused: \"no user\";"
                            + " check OPENAI_API_KEY");
        }

        @Test
        void noChoices() throws Exception {
            String text =
                    "qwen3 at URL: expected an answer, got 200 with an answer without choices:"
                            + " \"%s\"; try again";
            for (String body : new String[] {"{\"choices\":[]}", "{\"choices\":null}", "{}"}) {
                passing(
                        Answers.error(answeringJson(body)),
                        Trouble.ANSWER_UNREADABLE,
                        200,
                        text.formatted(body));
            }
        }

        @Test
        void aChoiceWithoutAMessage() throws Exception {
            passing(
                    Answers.error(answeringJson("{\"choices\":[{\"message\":null}]}")),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    "qwen3 at URL: expected an answer, got 200 with a choice without a message:"
                            + " \"{\"choices\":[{\"message\":null}]}\"; try again");
        }

        @Test
        void deepNestingIsRefused() throws Exception {
            assertThat(Answers.text(Answers.error(answeringJson("{\"x\":" + "[".repeat(100_000)))))
                    .contains("got 200 with JSON nested too deep");
        }

        @Test
        void tooLarge() throws Exception {
            lasting(
                    Answers.error(
                            (_, out, _) -> {
                                writeHuge(out);
                                return false;
                            }),
                    Trouble.ANSWER_UNREADABLE,
                    0,
                    "qwen3 at URL: expected an answer, got more than 64 MiB; check the base URL, or"
                            + " limit the answer with maxTokens");
        }

        private static void writeHuge(OutputStream out) throws IOException {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (long sent = 0; sent <= Transport.LIMIT; sent += block.length) {
                out.write(block);
            }
        }
    }

    @Nested
    class Connections {
        @Test
        void refused() throws Exception {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            passing(
                    Answers.error(Answers.settings("http://127.0.0.1:" + port + "/v1")),
                    Trouble.UNAVAILABLE,
                    0,
                    "qwen3 at URL: expected an answer, got no connection: refused; check that the"
                            + " server runs and the base URL is right");
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
            try (ScriptedServer server = ScriptedServer.start(answeringJson(OK))) {
                ModelProviderException e =
                        Answers.error(
                                Answers.settings("https://127.0.0.1:" + server.port() + "/v1"));
                assertThat(e.trouble())
                        .isIn(
                                Trouble.ANSWER_UNREADABLE,
                                Trouble.MISCONFIGURED,
                                Trouble.UNAVAILABLE);
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

        private static void deadline(ScriptedServer.Script script) throws Exception {
            try (ScriptedServer server = ScriptedServer.start(script);
                    var client =
                            dev.kbench.models.openai.Connections.ofServer(
                                            "qwen3",
                                            "qwen3",
                                            Answers.settings(server.url()),
                                            Given.NOTHING)
                                    .client()) {
                Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(400));
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
                server.awaitEnd();
            }
        }

        @Test
        void theClientsOwnLimit() throws Exception {
            try (ScriptedServer server = ScriptedServer.start(silent())) {
                Given given =
                        new Given(
                                Optional.of(server.url()),
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                Optional.empty(),
                                Optional.empty());
                try (var client =
                        dev.kbench.models.openai.Connections.ofServer(
                                        "qwen3", "qwen3", Settings.of(Map.of()), given)
                                .client()) {
                    passing(
                            Assertions.catchThrowableOfType(
                                    ModelProviderException.class,
                                    () ->
                                            client.send(
                                                    Calls.outside(Answers.request()),
                                                    ChunkSink.NONE)),
                            Trouble.TIMED_OUT,
                            0,
                            "qwen3 at URL: expected an answer, got none within 1 s; allow more"
                                    + " time, or limit the answer with maxTokens");
                }
            }
        }
    }

    @Test
    void aDateIsComparedWithTheClock() {
        assertThat(
                        RetryAfter.date(
                                "Wed, 21 Oct 2026 07:28:30 GMT",
                                () -> Instant.parse("2026-10-21T07:28:00Z")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(
                        RetryAfter.date(
                                "Wed, 21 Oct 2026 07:28:30 GMT",
                                () -> Instant.parse("2026-10-21T07:29:00Z")))
                .isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.date("soon", Instant::now)).isNull();
    }
}
