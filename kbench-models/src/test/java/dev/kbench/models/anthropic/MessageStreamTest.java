package dev.kbench.models.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.Golden;
import dev.kbench.models.wire.Dialect;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.StreamContract;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

class MessageStreamTest extends StreamContract {
    @Override
    protected Dialect dialect() {
        return new MessagesDialect();
    }

    private static Usage counted(
            long input, long output, OptionalLong cached, OptionalLong thought) {
        OptionalLong none = OptionalLong.empty();
        return new Usage(
                OptionalLong.of(input), OptionalLong.of(output), cached, thought, none, none, none);
    }

    @Override
    protected Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "text and pings",
                        Golden.text("anthropic/text.stream"),
                        ModelResponse.builder()
                                .part(new Text("Hällo 🐦!"))
                                .finishReason(new FinishReason(FinishReason.Kind.STOP, "end_turn"))
                                .usage(counted(30, 15, OptionalLong.of(5), OptionalLong.empty()))
                                .extras(ordered("id", "\"msg_1\"", "model", "\"claude-opus-4-8\""))
                                .build()),
                new Sample(
                        "thoughts and calls",
                        Golden.text("anthropic/thoughts.stream"),
                        ModelResponse.builder()
                                .part(new ReasoningTrace("hm mm", "{\"signature\":\"EqQB\"}"))
                                .part(new ReasoningTrace("", "{\"signature\":\"EosC\"}"))
                                .part(ToolCall.of("toolu_1", "add", "{\"a\": 1}"))
                                .part(ToolCall.of("toolu_2", "sub", "{}"))
                                .finishReason(
                                        new FinishReason(FinishReason.Kind.TOOL_CALLS, "tool_use"))
                                .usage(counted(10, 89, OptionalLong.empty(), OptionalLong.of(40)))
                                .extras(ordered("id", "\"msg_2\"", "model", "\"claude-opus-4-8\""))
                                .build()));
    }

    private static Map<String, String> ordered(String... entries) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return map;
    }

    @Test
    void anErrorInsideIsOne() {
        for (String event :
                List.of(
                        "event: error\n"
                                + "data: {\"type\": \"error\", \"error\": {\"type\":"
                                + " \"overloaded_error\", \"message\": \"Overloaded\"}}\n\n",
                        "data: {\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\","
                                + " \"message\": \"Overloaded\"}}\n\n")) {
            assertThatExceptionOfType(NoAnswerException.class)
                    .isThrownBy(() -> read(event))
                    .withMessage("an error inside the stream")
                    .satisfies(
                            e -> {
                                assertThat(e.error()).isNotNull();
                                assertThat(e.error().kind()).isEqualTo("overloaded_error");
                                assertThat(e.error().message()).isEqualTo("Overloaded");
                            });
        }
    }

    @Test
    void eventsThatAreNotKnownAreNoMatter() throws Exception {
        assertThat(
                        read(Golden.text("anthropic/text.stream")
                                        .replace(
                                                "event: ping\ndata: {\"type\": \"ping\"}",
                                                "event: new_thing\n"
                                                        + "data: {\"type\": \"new_thing\","
                                                        + " \"what\": [1]}"))
                                .text())
                .isEqualTo("Hällo 🐦!");
    }
}
