package dev.kbench.models.genai;

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

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

class ContentStreamTest extends StreamContract {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    @Override
    protected Dialect dialect() {
        return new ContentDialect();
    }

    @Override
    protected Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "thoughts, a text and its signature",
                        Golden.text("genai/text.stream"),
                        ModelResponse.builder()
                                .part(ReasoningTrace.of("hm mm"))
                                .part(new Text("Hällo 🐦!"))
                                .part(new ReasoningTrace("", "{\"thoughtSignature\":\"c2ln\"}"))
                                .finishReason(new FinishReason(FinishReason.Kind.STOP, "STOP"))
                                .usage(
                                        new Usage(
                                                OptionalLong.of(8),
                                                OptionalLong.of(8),
                                                UNKNOWN,
                                                OptionalLong.of(3),
                                                UNKNOWN,
                                                UNKNOWN,
                                                UNKNOWN))
                                .extras(Map.of("modelVersion", "\"gemini-3-pro\""))
                                .build()),
                new Sample(
                        "calls",
                        Golden.text("genai/calls.stream"),
                        ModelResponse.builder()
                                .part(
                                        new ToolCall(
                                                "",
                                                "add",
                                                "{\"a\":1}",
                                                "{\"thoughtSignature\":\"c2lnMQ==\"}"))
                                .part(ToolCall.of("", "sub", "{}"))
                                .finishReason(
                                        new FinishReason(FinishReason.Kind.TOOL_CALLS, "STOP"))
                                .usage(usage(8, 5))
                                .build()));
    }

    @Test
    void anErrorInsideIsOne() {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(
                        () ->
                                read(
                                        """
                                        data: {"candidates":[{"content":{"parts":[{"text":"4"}]}}]}

                                        data: {"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}

                                        """))
                .withMessage("an error inside the stream");
    }
}
