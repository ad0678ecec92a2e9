package dev.kbench.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.kbench.contract.UnheardPort;
import dev.kbench.tool.ToolOutput;
import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A server that is reached over HTTP, and answers with JSON.
@Timeout(120)
class HttpServerTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ToolServer tools = ToolServer.inProcess();
    private HttpServer http;
    private String url;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/mcp", this::answer);
        http.start();
        url = "http://127.0.0.1:%d/mcp?key=s3cr3t".formatted(http.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!"Bearer t0k3n".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                JsonNode message = JSON.readTree(body);
                String answer = tools.answer(message);
                if (answer == null) {
                    exchange.sendResponseHeaders(202, -1);
                } else {
                    byte[] bytes = answer.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        }
    }

    @Test
    void itsToolsAreToldAndCalled() throws Exception {
        try (Mcp server =
                Mcp.http(url, with -> with.header("Authorization", "Bearer t0k3n").only("echo"))) {
            assertThat(server.tools()).hasSize(1);
            assertThat(server.tools().getFirst().call("{\"text\":\"hi\"}"))
                    .isEqualTo(ToolOutput.words("hi"));
        }
    }

    @Test
    void serverThatRefusesTheKeyIsNamedWithoutIt() {
        try (Mcp server = Mcp.http(url, with -> with.header("Authorization", "Bearer wr0ng"))) {
            assertThatExceptionOfType(ToolUnavailableException.class)
                    .isThrownBy(server::tools)
                    .satisfies(
                            e ->
                                    assertThat(e.getMessage())
                                            .startsWith(
                                                    "the MCP server at http://127.0.0.1:%d/mcp cannot be spoken to: "
                                                            .formatted(http.getAddress().getPort()))
                                            .doesNotContain("s3cr3t", "wr0ng"));
        }
    }

    @Test
    void serverThatIsNotThere() throws IOException {
        try (UnheardPort port = new UnheardPort()) {
            String there = "http://127.0.0.1:%d/mcp?key=s3cr3t".formatted(port.number());
            try (Mcp server = Mcp.http(there)) {
                assertThatExceptionOfType(ToolUnavailableException.class)
                        .isThrownBy(server::tools)
                        .satisfies(
                                e ->
                                        assertThat(e.getMessage())
                                                .contains("cannot be spoken to: ")
                                                .doesNotContain("s3cr3t"));
            }
        }
    }

    @Test
    void addressesAndHeadersAreChecked() {
        for (String none :
                new String[] {"", "localhost/mcp", "ftp://a/b", "http:///x", "http://a b"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Mcp.http(none))
                    .withMessage(
                            "url: expected an address such as http://localhost:8000/mcp, got"
                                    + " another text");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mcp.http(url, with -> with.header("a b", "c")))
                .withMessage("header: expected a name such as Authorization, got 'a b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mcp.http(url, with -> with.header("A", "s3cr3t\r\nB: c")))
                .withMessage("header A: expected a value of one line of Latin letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mcp.http(url, with -> with.header("A", "b").header("a", "c")))
                .withMessage("header: a was already set");
    }
}
