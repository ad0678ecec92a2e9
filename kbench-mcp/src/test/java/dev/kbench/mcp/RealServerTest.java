package dev.kbench.mcp;

import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.content.ToolResult;
import dev.kbench.contract.Needed;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;

/// The project's own time server of the Model Context Protocol, in Python.
@Timeout(120)
class RealServerTest {
    private static final String COMMAND = System.getProperty("kbench.mcp.server", "");

    @BeforeEach
    void installed() {
        if (COMMAND.isEmpty()) {
            Needed.missing(
                    "mcp-server-time, named by -Dkbench.mcp.server=/path/to/mcp-server-time;"
                            + " python3 -m pip install mcp-server-time installs it");
        }
    }

    @Test
    void itsToolsAreToldAndCalled() {
        try (Mcp server =
                Mcp.stdio(
                        List.of(COMMAND, "--local-timezone", "UTC"),
                        with -> with.startTimeout(Duration.ofSeconds(100)))) {
            assertThat(server.specs())
                    .extracting(ToolSpec::name)
                    .containsExactly("get_current_time", "convert_time");
            assertThat(server.specs().get(1).parameters().properties().keySet())
                    .extracting(Object::toString)
                    .containsExactly("source_timezone", "time", "target_timezone");
            MockLlm mock =
                    MockLlm.responding(
                            calling(
                                    "convert_time",
                                    "{\"source_timezone\": \"Asia/Tokyo\", \"time\": \"16:30\","
                                            + " \"target_timezone\": \"Asia/Kolkata\"}"),
                            calling(
                                    "convert_time",
                                    "{\"source_timezone\": \"Nowhere\", \"time\": \"16:30\","
                                            + " \"target_timezone\": \"UTC\"}"),
                            ModelResponse.of("It is 13:00."));
            try (var _ = Contexts.enter(Chat.named("c"))) {
                assertThat(mock.prompt("?", with -> with.tools(server))).isEqualTo("It is 13:00.");
            }
            ToolResult told = result(mock, 1);
            assertThat(told.failed()).isFalse();
            assertThat(told.text()).contains("T13:00:00+05:30").contains("-3.5h");
            ToolResult refused = result(mock, 2);
            assertThat(refused.failed()).isTrue();
            assertThat(refused.text()).contains("Nowhere");
        }
    }

    private static ToolResult result(MockLlm mock, int request) {
        return (ToolResult) mock.invocations().get(request).messages().getLast().parts().getFirst();
    }
}
