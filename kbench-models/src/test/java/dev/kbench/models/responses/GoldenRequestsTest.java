package dev.kbench.models.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Image;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.Golden;
import dev.kbench.models.wire.Bodies;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests as OpenAI's documentation of Responses shows them.
class GoldenRequestsTest {
    private static Map<String, Object> body(ModelRequest.Builder request) {
        ModelRequest built = request.build();
        return Bodies.tree(
                new ResponsesDialect(),
                ModelTable.of(Protocol.RESPONSES, built.model(), false),
                built);
    }

    private static void is(String golden, ModelRequest.Builder request) {
        assertThat(body(request)).isEqualTo(Golden.json("responses/" + golden + ".request"));
    }

    @Test
    void talk() {
        is(
                "talk",
                ModelRequest.to("gpt-4.1")
                        .message(Role.SYSTEM, new Text("You are a harbour master."))
                        .user("How many cranes are there?")
                        .message(
                                new RequestMessage(
                                        Role.ASSISTANT,
                                        List.of(ReasoningTrace.of("hm"), new Text("Three."))))
                        .message(Role.SYSTEM, new Text("Be brief."))
                        .user("Sure?")
                        .temperature(0.5)
                        .seed(7)
                        .maxTokens(64)
                        .apiParams(Map.of("top_p", 0.9)));
    }

    @Test
    void tools() {
        ToolCall add =
                new ToolCall("call_1", "add", "{\"a\":1,\"b\":2}", "{\"function_call\":\"fc_1\"}");
        ToolCall nothing = ToolCall.of("", "nothing", "{}");
        is(
                "tools",
                ModelRequest.to("gpt-5")
                        .user("Add 1 and 2.")
                        .message(
                                new RequestMessage(
                                        Role.ASSISTANT,
                                        List.of(
                                                new ReasoningTrace(
                                                        "I shall add.",
                                                        """
                                                        {"reasoning":{"id":"rs_1","type":"reasoning",\
                                                        "summary":[{"type":"summary_text","text":"I shall add."}],\
                                                        "encrypted_content":"gAAA"}}\
                                                        """),
                                                new ReasoningTrace(
                                                        "", "{\"phase\":\"commentary\"}"),
                                                new Text("Let me see."),
                                                add,
                                                nothing)))
                        .message(Role.TOOL, ToolResult.of(add, "3"))
                        .message(Role.TOOL, ToolResult.of(nothing, "x"))
                        .temperature(0)
                        .reasoning(Reasoning.LOW)
                        .tool(
                                new ToolSpec(
                                        "add",
                                        "Adds.",
                                        JsonSchema.parse(
                                                """
                                                {"type":"object","properties":{"a":{"type":"integer"},
                                                "b":{"type":"number"}},"required":["a"]}
                                                """)))
                        .tool(
                                new ToolSpec(
                                        "nothing", "", JsonSchema.parse("{\"type\":\"object\"}"))));
    }

    @Test
    void media() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        is(
                "media",
                ModelRequest.to("gpt-4.1")
                        .message(
                                Role.USER,
                                Image.fromBytes(png)
                                        .withCaption("a dot")
                                        .withApiParams(Map.of("detail", "low")))
                        .message(Role.USER, Image.fromUrl("https://host.example/a.jpg"))
                        .message(
                                Role.USER,
                                new Image(
                                        Image.fromBase64("JVBERi0=", "png").source(),
                                        "application/pdf",
                                        "",
                                        new LinkedHashMap<>()))
                        .user("What is it?"));
    }

    @Test
    void schema() {
        is(
                "schema",
                ModelRequest.to("gpt-4.1")
                        .user("Review it.")
                        .streaming(true)
                        .apiParams(Map.of("text", Map.of("verbosity", "low")))
                        .answerSchema(
                                new AnswerSchema(
                                        "Review",
                                        JsonSchema.parse(
                                                """
                                                {"type":"object","properties":{"stars":{"type":"integer",
                                                "minimum":1},"note":{"type":["string","null"]}},
                                                "required":["stars","note"],
                                                "additionalProperties":false}
                                                """),
                                        "As JSON.")));
    }

    @Test
    void noReasoningIsAskedForByName() {
        assertThat(body(ModelRequest.to("gpt-5").user("Hi").reasoning(Reasoning.NONE)))
                .containsEntry("reasoning", Map.of("effort", "none"));
    }

    @Test
    void soundsAreRefused() {
        ModelRequest.Builder request =
                ModelRequest.to("gpt-4.1").message(Role.USER, Audio.fromBase64("UklGRg==", "wav"));
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> body(request))
                .withMessage(
                        "m: expected a request without audio, which this model does not take; ask"
                                + " another model");
    }

    @Test
    void parametersOfTheUserStand() {
        assertThat(
                        body(
                                ModelRequest.to("gpt-5")
                                        .user("Hi")
                                        .apiParams(
                                                Map.of(
                                                        "store",
                                                        true,
                                                        "include",
                                                        List.of("message.output_text.logprobs")))))
                .containsEntry("store", true)
                .containsEntry(
                        "include",
                        List.of("reasoning.encrypted_content", "message.output_text.logprobs"));
        ModelRequest.Builder contradicting =
                ModelRequest.to("gpt-5")
                        .user("Hi")
                        .reasoning(Reasoning.LOW)
                        .apiParams(Map.of("reasoning", Map.of("effort", "high")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body(contradicting))
                .withMessage(
                        "apiParams 'reasoning' contradicts reasoning, which was already set to"
                                + " LOW");
    }
}
