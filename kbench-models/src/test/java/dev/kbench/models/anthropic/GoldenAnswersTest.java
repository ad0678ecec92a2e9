package dev.kbench.models.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.Golden;
import dev.kbench.models.wire.NoAnswerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/// Answers as Anthropic's documentation shows them.
class GoldenAnswersTest {
    private static ModelResponse read(String body) throws NoAnswerException {
        MessageReader reader = new MessageReader(new TimedChunks(ChunkSink.NONE, () -> 0));
        reader.whole(body.getBytes(StandardCharsets.UTF_8));
        return reader.response().usage(reader.usage()).build();
    }

    private static ModelResponse golden(String name) throws NoAnswerException {
        return read(Golden.text("anthropic/" + name + ".answer"));
    }

    @Test
    void thoughts() throws Exception {
        ModelResponse response = golden("thoughts");
        assertThat(response.parts())
                .containsExactly(
                        new ReasoningTrace(
                                "Fifteen times seventeen is 255.", "{\"signature\":\"EqQB\"}"),
                        new ReasoningTrace("", "{\"redacted_thinking\":\"EmwK\"}"),
                        new Text("255"));
        assertThat(response.reasoning()).isEqualTo("Fifteen times seventeen is 255.");
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.STOP, "end_turn"));
        assertThat(response.usage().inputTokens()).as("with the cache's").hasValue(120);
        assertThat(response.usage().cachedTokens()).hasValue(64);
        assertThat(response.usage().outputTokens()).hasValue(44);
        assertThat(response.usage().reasoningTokens()).hasValue(40);
        assertThat(response.extras()).containsOnlyKeys("id", "model", "usage.service_tier");
    }

    @Test
    void calls() throws Exception {
        ModelResponse response = golden("calls");
        assertThat(response.parts())
                .containsExactly(
                        new Text("Let me see."),
                        ToolCall.of("toolu_1", "add", "{\"a\":1,\"b\":2.5}"),
                        ToolCall.of("toolu_2", "nothing", "{}"));
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.TOOL_CALLS, "tool_use"));
    }

    @Test
    void refusal() throws Exception {
        ModelResponse response = golden("refusal");
        assertThat(response.refusal()).isEqualTo("This asks for harm.");
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.REFUSAL, "refusal"));
        assertThat(response.extras()).containsEntry("stop_details.category", "\"cyber\"");
    }

    @ParameterizedTest
    @CsvSource({
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "pause_turn, OTHER",
        "something_new, OTHER"
    })
    void stopReasons(String word, FinishReason.Kind kind) throws Exception {
        assertThat(read("{\"content\":[],\"stop_reason\":\"%s\"}".formatted(word)).finishReason())
                .isEqualTo(new FinishReason(kind, word));
    }

    @Test
    void fieldsOfOtherTypesCountAsMissing() throws Exception {
        ModelResponse response =
                read(
                        """
                        {"content":[5,{"type":"text","text":7},{"text":"x"},{"type":"text","text":"a",
                        "citations":[1]},{"type":"server_tool_use","id":"s","input":{"q":1}}],
                        "stop_reason":{},"usage":[1],"stop_details":3}
                        """);
        assertThat(response.text()).isEqualTo("a");
        assertThat(response.finishReason()).isEqualTo(FinishReason.NONE);
        assertThat(response.usage().inputTokens()).isEmpty();
        assertThat(response.extras()).containsKey("content.citations");
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        refused("{}", "an answer without a content", true);
        refused("{\"content\":null}", "an answer without a content", true);
        refused(
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}",
                "an error in place of an answer",
                true);
        refused("[1]", "JSON that is no object", false);
        refused("{\"x\":" + "[".repeat(100_000), "JSON nested too deep or too large", false);
    }

    private static void refused(String body, String message, boolean passing) {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> read(body))
                .withMessage(message)
                .matches(e -> e.passing() == passing);
    }
}
