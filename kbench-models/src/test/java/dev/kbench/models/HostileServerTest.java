package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.http.TestAuthority;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// What a hostile server may do, to each client, whole and streaming: a typed error each time, the
/// server's words cut and clean, the key nowhere.
@ParameterizedClass
@MethodSource("ways")
class HostileServerTest {
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
        return Arrays.stream(Speech.values())
                .flatMap(
                        speech ->
                                Stream.of(Arguments.of(speech, false), Arguments.of(speech, true)));
    }

    private ModelProviderException error(ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return error(Speech.settings(server.url()));
        }
    }

    private ModelProviderException error(Settings settings) {
        ModelRequest request =
                ModelRequest.to(speech.model()).user("Hi").streaming(streaming).build();
        try (ModelClient client = speech.client(settings)) {
            ModelProviderException e =
                    Assertions.catchThrowableOfType(
                            ModelProviderException.class,
                            () -> client.send(Calls.outside(request), ChunkSink.NONE));
            assertThat(e).as("a typed error").isNotNull();
            StringWriter all = new StringWriter();
            e.printStackTrace(new PrintWriter(all));
            assertThat(all.toString() + e.words()).doesNotContain(Speech.KEY);
            assertThat(e.model()).isEqualTo("m");
            assertThat(e).message().hasSizeLessThan(800).doesNotContain("\u001b", "\n");
            return e;
        }
    }

    private static void lasting(ModelProviderException e, Trouble trouble, int status) {
        assertThat(e).isInstanceOf(PermanentProviderException.class);
        assertThat(e.trouble()).as(e.getMessage()).isEqualTo(trouble);
        assertThat(e.status()).isEqualTo(status);
    }

    private static void passing(ModelProviderException e, Trouble trouble, int status) {
        assertThat(e).isInstanceOf(RetryableProviderException.class);
        assertThat(e.trouble()).as(e.getMessage()).isEqualTo(trouble);
        assertThat(e.status()).isEqualTo(status);
    }

    /// What the server says of an error: its words hold the key, control characters, and no end.
    private static ScriptedServer.Script status(int status) {
        return ScriptedServer.answering(
                status,
                "application/json",
                "{\"error\":{\"message\":\"said %s \\u001b[31m\\n%s\"}}"
                        .formatted(Speech.KEY, "x".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, false, REQUEST_REFUSED",
        "401, false, KEY_REFUSED",
        "402, false, KEY_REFUSED",
        "403, false, KEY_REFUSED",
        "404, false, MODEL_UNKNOWN",
        "408, true, TIMED_OUT",
        "409, true, UNAVAILABLE",
        "413, false, REQUEST_REFUSED",
        "422, false, REQUEST_REFUSED",
        "429, true, RATE_LIMITED",
        "500, true, UNAVAILABLE",
        "502, true, UNAVAILABLE",
        "503, true, UNAVAILABLE",
        "504, true, UNAVAILABLE",
        "529, true, UNAVAILABLE",
    })
    void statuses(int status, boolean passing, Trouble trouble) {
        ModelProviderException e = error(status(status));
        if (passing) {
            passing(e, trouble, status);
        } else {
            lasting(e, trouble, status);
        }
        assertThat(e.words()).startsWith("said [key] \uFFFD[31m xxx").hasSizeLessThan(202);
    }

    @Test
    void aPageInPlaceOfAnError() {
        passing(
                error(ScriptedServer.answering(503, "text/html", "<html>" + "<p>".repeat(1 << 20))),
                Trouble.UNAVAILABLE,
                503);
    }

    @Test
    void aRedirectToAnotherHost() {
        try (ScriptedServer other = ScriptedServer.start(speech.answering("hello"))) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                lasting(
                        error(ScriptedServer.answering(status, "", "", "Location: " + other.url())),
                        Trouble.MISCONFIGURED,
                        status);
            }
            assertThat(other.requests()).as("what goes to another host").isEmpty();
        }
    }

    private String type() {
        return streaming ? "text/event-stream" : "application/json";
    }

    private ScriptedServer.Script huge(String block, int times) {
        byte[] bytes = block.getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n".formatted(type());
        return (_, out, _) -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
            return false;
        };
    }

    @Test
    void aBodyOfAHundredMegabytes() {
        ModelProviderException e = error(huge(" ".repeat(1 << 20), 100));
        lasting(e, Trouble.ANSWER_UNREADABLE, streaming ? 200 : 0);
        assertThat(e).message().contains(streaming ? "16 MiB" : "64 MiB");
    }

    @Test
    void manySmallLinesOfAHundredMegabytes() {
        ModelProviderException e = error(huge(":\n\n".repeat(1 << 18), 140));
        lasting(e, Trouble.ANSWER_UNREADABLE, 0);
        assertThat(e).message().contains("more than 64 MiB");
    }

    /// The bytes are not unpacked: nobody asked for them to be packed.
    @Test
    void aBombOfGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(block);
            }
        }
        ModelProviderException e =
                error(
                        (_, out, _) -> {
                            out.write(
                                    "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                                            .formatted(type(), packed.size())
                                            .getBytes(StandardCharsets.US_ASCII));
                            packed.writeTo(out);
                            return false;
                        });
        assertThat(e.trouble()).isEqualTo(Trouble.ANSWER_UNREADABLE);
    }

    @Test
    void bytesThatAreNoUtf8() {
        String answer = streaming ? speech.events("\u00ff\u00fe") : speech.whole("\u00ff\u00fe");
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        ModelProviderException e =
                error(
                        (_, out, _) -> {
                            out.write(
                                    "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                                            .formatted(type(), bytes.length)
                                            .getBytes(StandardCharsets.US_ASCII));
                            out.write(bytes);
                            return false;
                        });
        lasting(e, Trouble.ANSWER_UNREADABLE, 200);
    }

    @Test
    void aHundredThousandLevels() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        ModelProviderException e =
                error(
                        ScriptedServer.answering(
                                200, type(), streaming ? "data: " + deep + "\n\n" : deep));
        lasting(e, Trouble.ANSWER_UNREADABLE, 200);
        assertThat(e).message().contains("JSON nested too deep");
    }

    @Test
    void aHundredThousandLevelsInAnError() {
        lasting(
                error(
                        ScriptedServer.answering(
                                400, "application/json", "{\"error\":" + "[".repeat(100_000))),
                Trouble.REQUEST_REFUSED,
                400);
    }

    @Test
    void aChunkedAnswerThatStops() {
        String begun = streaming ? "data: {\"x\"" : "{\"x\":";
        ModelProviderException e =
                error(
                        ScriptedServer.writing(
                                "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n"
                                        .formatted(type(), begun.length(), begun)));
        passing(e, Trouble.UNAVAILABLE, 0);
        assertThat(e).message().contains("a connection that ended before the answer did");
    }

    @Test
    void aStreamThatEndsEarly() {
        String half = speech.events("hello");
        ModelProviderException e =
                error(
                        ScriptedServer.answering(
                                200,
                                streaming ? "text/event-stream" : "application/json",
                                streaming ? half.substring(0, half.indexOf("hello")) : ""));
        passing(e, Trouble.ANSWER_UNREADABLE, 200);
    }

    @Test
    void aCertificateThatNobodyKnows() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(authority.serverSockets(), speech.answering("hello"))) {
            lasting(
                    error(Speech.settings("https://localhost:" + server.port() + "/v1")),
                    Trouble.MISCONFIGURED,
                    0);
            assertThat(server.requests()).as("what was sent").isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHost() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(authority.serverSockets(), speech.answering("hello"))) {
            ModelProviderException e =
                    error(Speech.settings("https://127.0.0.1:" + server.port() + "/v1", authority));
            lasting(e, Trouble.MISCONFIGURED, 0);
            assertThat(e).message().contains("certificate");
            assertThat(server.requests()).as("what was sent").isEmpty();
        }
    }

    /// It says so before it was told anything, as a server does that speaks first.
    @Test
    void plainTextWhereTlsIsExpected() throws Exception {
        Thread speaker;
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            speaker = Thread.ofVirtual().start(() -> refuseInPlainText(socket));
            ModelProviderException e =
                    error(
                            Speech.settings(
                                    "https://localhost:" + socket.getLocalPort() + "/v1",
                                    authority));
            lasting(e, Trouble.ANSWER_UNREADABLE, 0);
            assertThat(e).message().contains("check the base URL, its http or https, and its port");
        }
        speaker.join();
    }

    private static void refuseInPlainText(ServerSocket socket) {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 400 Bad Request\r\n\r\nplain HTTP only"
                                            .getBytes(StandardCharsets.US_ASCII));
                    // to the end: what is unread at a close has the client reset, not told
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException _) {
            // the test has closed the socket
        }
    }

    @Test
    void aHostWithoutAnAddress() {
        ModelProviderException e = error(Speech.settings("http://no-such-host.invalid/v1"));
        passing(e, Trouble.UNAVAILABLE, 0);
        assertThat(e).message().contains("no address for the host no-such-host.invalid");
    }

    @Test
    void aHeaderOfAMegabyte() {
        ModelProviderException e =
                error(
                        ScriptedServer.writing(
                                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n{}"));
        lasting(e, Trouble.ANSWER_UNREADABLE, 0);
    }

    @Test
    void noHttpAtAll() {
        lasting(
                error(ScriptedServer.writing("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n")),
                Trouble.ANSWER_UNREADABLE,
                0);
    }

    @Test
    void anErrorInPlaceOfAnAnswer() {
        String body = "{\"error\":{\"message\":\"busy %s\",\"code\":529}}".formatted(Speech.KEY);
        ModelProviderException e =
                error(
                        ScriptedServer.answering(
                                200, type(), streaming ? "data: " + body + "\n\n" : body));
        passing(e, Trouble.UNAVAILABLE, 529);
        assertThat(e.words()).isEqualTo("busy [key]");
    }
}
