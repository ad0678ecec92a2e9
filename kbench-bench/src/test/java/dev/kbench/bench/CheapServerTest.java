package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class CheapServerTest {
    private CheapServer server;
    private Thread serving;

    @BeforeEach
    void start() throws IOException {
        server = CheapServer.open(1);
        serving =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        server.serve();
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        server.close();
        serving.join();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static byte[] request(String body) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: here\r\ncontent-LENGTH: %d\r\n\r\n%s"
                        .formatted(body.length(), body))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads one answer's body.
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.US_ASCII);
    }

    @Test
    void answersTheLastQuestionOfARequest() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request(Question.of(7) + "\n" + Question.of(42)));

            assertThat(answer(socket.getInputStream()))
                    .isEqualTo(
                            """
                            {"id":"c","object":"chat.completion","model":"bench","choices":[{"index":0,\
                            "message":{"role":"assistant","content":"42"},"finish_reason":"stop"}],\
                            "usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}\
                            """);
        }
    }

    @Test
    void answersRequestsThatComeInPiecesOrTogether() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            for (byte b : request(Question.of(1))) {
                out.write(b);
                out.flush();
            }
            out.write(request(Question.of(2, 5_000)));
            out.write(request(Question.of(3)));

            InputStream in = socket.getInputStream();
            assertThat(answer(in)).contains("\"content\":\"1\"");
            assertThat(answer(in)).contains("\"content\":\"2\"");
            assertThat(answer(in)).contains("\"content\":\"3\"");
        }
    }

    @Test
    void answersEachRequestOfManyWithItsOwnNumber() throws InterruptedException {
        String url = "http://127.0.0.1:%d/v1".formatted(server.port());
        Work work = new Work(url, 500, 50, Path.of(""));

        assertThat(BareLoop.run(work)).isEqualTo(500);
        assertThat(ClientLoop.run(work, Speech.CHAT, false)).isEqualTo(500);
    }

    @Test
    void outlivesClientsThatLeave() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request(Question.of(1)), 0, 20);
        }
        answersTheLastQuestionOfARequest();
    }

    @ParameterizedTest
    @EnumSource
    void answersInTheWayItIsSpokenTo(Speech speech) throws Exception {
        String url = "http://127.0.0.1:%d/v1".formatted(server.port());
        Work work = new Work(url, 20, 4, Path.of(""));
        assertThat(ClientLoop.run(work, speech, false)).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void answersInPieces(Speech speech) throws Exception {
        String url = "http://127.0.0.1:%d/v1".formatted(server.port());
        List<String> pieces = new ArrayList<>();
        String answer =
                speech.model(url).prompt(Question.of(42), with -> with.onChunk(pieces::add));
        assertThat(pieces).hasSize(Speech.PIECES);
        assertThat(answer.strip()).isEqualTo("42");
    }

    @Test
    void tellsHowManyConnectionsThereWere() throws Exception {
        String url = "http://127.0.0.1:%d/v1".formatted(server.port());
        long before = Peers.connections(url);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request(Question.of(1)));
            answer(socket.getInputStream());
            assertThat(Peers.opened(before, Peers.connections(url))).isEqualTo(1);
        }
        assertThat(Peers.connections("")).isEqualTo(-1);
        assertThat(Peers.opened(-1, 5)).isZero();
    }
}
