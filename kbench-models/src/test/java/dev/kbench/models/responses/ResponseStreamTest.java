package dev.kbench.models.responses;

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

class ResponseStreamTest extends StreamContract {
    @Override
    protected Dialect dialect() {
        return new ResponsesDialect();
    }

    private static Map<String, String> extras(String id, String model) {
        Map<String, String> extras = new LinkedHashMap<>();
        extras.put("id", "\"" + id + "\"");
        extras.put("model", "\"" + model + "\"");
        return extras;
    }

    @Override
    protected Stream<Sample> samples() {
        OptionalLong none = OptionalLong.empty();
        return Stream.of(
                new Sample(
                        "reasoning and a text",
                        Golden.text("responses/text.stream"),
                        ModelResponse.builder()
                                .part(
                                        new ReasoningTrace(
                                                "hm mm\n\nah",
                                                """
                                                {"reasoning":{"id":"rs_1","type":"reasoning","summary":[\
                                                {"type":"summary_text","text":"hm mm"},\
                                                {"type":"summary_text","text":"ah"}],\
                                                "encrypted_content":"gAAA"}}\
                                                """))
                                .part(new Text("Hällo 🐦!"))
                                .finishReason(new FinishReason(FinishReason.Kind.STOP, "completed"))
                                .usage(
                                        new Usage(
                                                OptionalLong.of(37),
                                                OptionalLong.of(11),
                                                OptionalLong.of(0),
                                                OptionalLong.of(7),
                                                none,
                                                none,
                                                none))
                                .extras(extras("resp_1", "gpt-5"))
                                .build()),
                new Sample(
                        "a call that the last event does not repeat",
                        Golden.text("responses/calls.stream"),
                        ModelResponse.builder()
                                .part(
                                        new ToolCall(
                                                "call_1",
                                                "add",
                                                "{\"a\":1}",
                                                "{\"function_call\":\"fc_1\"}"))
                                .finishReason(
                                        new FinishReason(FinishReason.Kind.TOOL_CALLS, "completed"))
                                .usage(usage(3, 4))
                                .extras(extras("resp_2", "gpt-4.1"))
                                .build()));
    }

    @Test
    void anErrorInsideIsOne() {
        for (String event :
                List.of(
                        "event: error\n"
                            + "data:"
                            + " {\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"Slow"
                            + " down\",\"param\":null}\n\n",
                        "data:"
                            + " {\"type\":\"error\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slow"
                            + " down\"}}\n\n",
                        "event: response.failed\n"
                            + "data:"
                            + " {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slow"
                            + " down\"}}}\n\n")) {
            assertThatExceptionOfType(NoAnswerException.class)
                    .isThrownBy(() -> read(event))
                    .withMessage("an error inside the stream")
                    .satisfies(
                            e -> {
                                assertThat(e.error()).isNotNull();
                                assertThat(e.error().kind()).isEqualTo("rate_limit_exceeded");
                                assertThat(e.error().message()).isEqualTo("Slow down");
                            });
        }
    }
}
