package dev.kbench.models.genai;

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

/// Answers as Google's documentation shows them.
class GoldenAnswersTest {
    private static ModelResponse read(String body) throws NoAnswerException {
        ContentReader reader = new ContentReader(new TimedChunks(ChunkSink.NONE, () -> 0));
        reader.whole(body.getBytes(StandardCharsets.UTF_8));
        return reader.response().usage(reader.usage()).build();
    }

    private static ModelResponse golden(String name) throws NoAnswerException {
        return read(Golden.text("genai/" + name + ".answer"));
    }

    @Test
    void thoughts() throws Exception {
        ModelResponse response = golden("thoughts");
        assertThat(response.parts())
                .containsExactly(
                        ReasoningTrace.of("Fifteen times seventeen is 255."),
                        new Text("255"),
                        new ReasoningTrace("", "{\"textSignature\":\"c2ln\"}"));
        assertThat(response.reasoning()).isEqualTo("Fifteen times seventeen is 255.");
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.STOP, "STOP"));
        assertThat(response.usage().inputTokens()).hasValue(120);
        assertThat(response.usage().outputTokens()).as("with thoughts").hasValue(44);
        assertThat(response.usage().reasoningTokens()).hasValue(40);
        assertThat(response.usage().cachedTokens()).hasValue(64);
        assertThat(response.extras())
                .containsOnlyKeys(
                        "candidate.avgLogprobs",
                        "usageMetadata.promptTokensDetails",
                        "modelVersion",
                        "responseId");
    }

    @Test
    void calls() throws Exception {
        ModelResponse response = golden("calls");
        assertThat(response.parts())
                .containsExactly(
                        new ToolCall(
                                "c1",
                                "add",
                                "{\"a\":1,\"b\":2.5}",
                                "{\"thoughtSignature\":\"c2lnMQ==\"}"),
                        ToolCall.of("", "nothing", "{}"));
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.TOOL_CALLS, "STOP"));
        assertThat(response.usage().inputTokens()).hasValue(12);
    }

    @Test
    void aBlockedPromptIsARefusal() throws Exception {
        ModelResponse response = golden("blocked");
        assertThat(response.text()).isEmpty();
        assertThat(response.finishReason())
                .isEqualTo(
                        new FinishReason(FinishReason.Kind.CONTENT_FILTER, "PROHIBITED_CONTENT"));
        assertThat(response.usage().inputTokens()).hasValue(7);
        assertThat(response.extras()).containsKey("promptFeedback.safetyRatings");
    }

    @Test
    void anAnswerThatAFilterKeptBackIsARefusal() throws Exception {
        ModelResponse response = golden("safety");
        assertThat(response.finishReason())
                .isEqualTo(new FinishReason(FinishReason.Kind.CONTENT_FILTER, "SAFETY"));
        assertThat(response.extras().get("candidate.safetyRatings")).contains("blocked");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_TOKENS, LENGTH",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL, OTHER",
        "LANGUAGE, OTHER",
        "SOMETHING_NEW, OTHER"
    })
    void finishReasons(String word, FinishReason.Kind kind) throws Exception {
        assertThat(
                        read("{\"candidates\":[{\"finishReason\":\"%s\"}]}".formatted(word))
                                .finishReason())
                .isEqualTo(new FinishReason(kind, word));
    }

    @Test
    void fieldsOfOtherTypesCountAsMissing() throws Exception {
        ModelResponse response =
                read(
                        """
                        {"candidates":[{"content":{"parts":[{"text":5},7,{"text":"a","thought":"no"},
                        {"functionCall":3},{"inlineData":{"mimeType":"image/png","data":"AA=="}}],
                        "role":3},"finishReason":{}}],"usageMetadata":[1],"promptFeedback":4}
                        """);
        assertThat(response.text()).isEqualTo("a");
        assertThat(response.finishReason()).isEqualTo(FinishReason.NONE);
        assertThat(response.usage().inputTokens()).isEmpty();
        assertThat(response.extras()).containsKey("part.inlineData");
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        refused("{}", "an answer without candidates", true);
        refused("{\"candidates\":[]}", "an answer without candidates", true);
        refused("{\"candidates\":[{\"index\":0}]}", "a candidate without a content", true);
        refused("{\"error\":{\"code\":500}}", "an error in place of an answer", true);
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
