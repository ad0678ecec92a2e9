package dev.kbench.models.responses;

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

import java.nio.charset.StandardCharsets;

/// Answers as OpenAI's documentation of Responses shows them.
class GoldenAnswersTest {
    private static ModelResponse read(String body) throws NoAnswerException {
        ResponseReader reader = new ResponseReader(new TimedChunks(ChunkSink.NONE, () -> 0));
        reader.whole(body.getBytes(StandardCharsets.UTF_8));
        return reader.response().usage(reader.usage()).build();
    }

    private static ModelResponse golden(String name) throws NoAnswerException {
        return read(Golden.text("responses/" + name + ".answer"));
    }

    @Test
    void thoughts() throws Exception {
        ModelResponse response = golden("thoughts");
        assertThat(response.parts())
                .containsExactly(
                        new ReasoningTrace(
                                "Fifteen times seventeen.\n\nThat is 255.",
                                """
                                {"reasoning":{"id":"rs_1","type":"reasoning","summary":[\
                                {"type":"summary_text","text":"Fifteen times seventeen."},\
                                {"type":"summary_text","text":"That is 255."}],\
                                "encrypted_content":"gAAA"}}\
                                """),
                        new ReasoningTrace("", "{\"phase\":\"final_answer\"}"),
                        new Text("255"));
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.STOP, "completed"));
        assertThat(response.usage().inputTokens()).hasValue(120);
        assertThat(response.usage().cachedTokens()).hasValue(64);
        assertThat(response.usage().outputTokens()).hasValue(44);
        assertThat(response.usage().reasoningTokens()).hasValue(40);
        assertThat(response.extras()).containsOnlyKeys("id", "model");
    }

    @Test
    void calls() throws Exception {
        ModelResponse response = golden("calls");
        assertThat(response.parts())
                .containsExactly(
                        new ToolCall(
                                "call_1",
                                "add",
                                "{\"a\":1,\"b\":2.5}",
                                "{\"function_call\":\"fc_1\"}"),
                        new ToolCall("call_2", "nothing", "{}", "{\"function_call\":\"fc_2\"}"));
        assertThat(response.finishReason().kind()).isEqualTo(FinishReason.Kind.TOOL_CALLS);
    }

    @Test
    void refusal() throws Exception {
        ModelResponse response = golden("refusal");
        assertThat(response.refusal()).isEqualTo("I cannot help with that.");
        assertThat(response.text()).isEmpty();
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.REFUSAL, "completed"));
    }

    @Test
    void incomplete() throws Exception {
        ModelResponse response = golden("incomplete");
        assertThat(response.text()).isEqualTo("One two");
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.LENGTH, "max_output_tokens"));
        assertThat(
                        read("""
                        {"status":"incomplete","output":[],
                        "incomplete_details":{"reason":"content_filter"}}
                        """)
                                .finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.CONTENT_FILTER, "content_filter"));
    }

    @Test
    void whatIsNotKnownIsKept() throws Exception {
        ModelResponse response =
                read(
                        """
                        {"status":"completed","new":[1],"output":[7,
                        {"type":"web_search_call","id":"ws_1"},
                        {"type":"message","content":[3,{"type":"output_text","text":"a",
                        "annotations":[{"type":"url_citation"}],"logprobs":[{"token":"a"}]}]},
                        {"type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"hm"}]},
                        {"type":"reasoning","summary":[]}],"usage":3}
                        """);
        assertThat(response.parts()).containsExactly(new Text("a"), ReasoningTrace.of("hm"));
        assertThat(response.logprobs()).isEqualTo("[{\"token\":\"a\"}]");
        assertThat(response.extras())
                .containsOnlyKeys("new", "output.web_search_call", "message.annotations");
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        refused("{}", "an answer without an output", true);
        refused("{\"output\":null}", "an answer without an output", true);
        refused("{\"status\":\"cancelled\",\"output\":[]}", "a response that is cancelled", true);
        refused(
                "{\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"server_error\"}}",
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
