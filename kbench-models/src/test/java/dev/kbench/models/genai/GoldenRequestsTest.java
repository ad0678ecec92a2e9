package dev.kbench.models.genai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Image;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.content.Video;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.Golden;
import dev.kbench.models.wire.Bodies;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Requests as Google's documentation shows them.
class GoldenRequestsTest {
    private static final String REVIEW =
            """
            {"type":"object","properties":{"stars":{"$ref":"#/$defs/Stars"}},"required":["stars"],
            "additionalProperties":false,
            "$defs":{"Stars":{"type":"integer","minimum":1,"maximum":5}}}
            """;

    private static Map<String, Object> body(ModelRequest.Builder request) {
        ModelRequest built = request.build();
        return Bodies.tree(
                new ContentDialect(), ModelTable.of(Protocol.GENAI, built.model(), false), built);
    }

    private static void is(String golden, ModelRequest.Builder request) {
        assertThat(body(request)).isEqualTo(Golden.json("genai/" + golden + ".request"));
    }

    @Test
    void talk() {
        is(
                "talk",
                ModelRequest.to("gemini-2.5-flash")
                        .message(Role.SYSTEM, new Text("You are a harbour master."))
                        .user("How many cranes are there?")
                        .message(
                                new RequestMessage(
                                        Role.ASSISTANT,
                                        List.of(ReasoningTrace.of("hm"), new Text("Three."))))
                        .user("Sure?")
                        .temperature(0.5)
                        .seed(7)
                        .maxTokens(64)
                        .apiParams(Map.of("top_p", 0.9)));
    }

    @Test
    void tools() {
        ToolCall add =
                new ToolCall(
                        "c1", "add", "{\"a\":1,\"b\":2}", "{\"thoughtSignature\":\"c2lnMQ==\"}");
        ToolCall nothing = ToolCall.of("", "nothing", "");
        is(
                "tools",
                ModelRequest.to("gemini-3-pro")
                        .user("Add 1 and 2.")
                        .message(new RequestMessage(Role.ASSISTANT, List.of(add, nothing)))
                        .message(Role.TOOL, ToolResult.of(add, "3"))
                        .message(Role.TOOL, ToolResult.failed(nothing, "no such thing"))
                        .tool(
                                new ToolSpec(
                                        "add",
                                        "Adds.",
                                        JsonSchema.parse(
                                                """
                                                {"type":"object","properties":{"a":{"type":"integer"},
                                                "b":{"type":["number","null"]}},"required":["a"],
                                                "additionalProperties":false}
                                                """)))
                        .tool(
                                new ToolSpec(
                                        "nothing",
                                        "",
                                        JsonSchema.parse(
                                                "{\"type\":\"object\",\"properties\":{}}"))));
    }

    @Test
    void media() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        is(
                "media",
                ModelRequest.to("gemini-2.5-flash")
                        .message(Role.USER, Image.fromBytes(png).withCaption("a dot"))
                        .message(Role.USER, Audio.fromBase64("UklGRg==", "wav"))
                        .message(
                                Role.USER,
                                Video.fromUrl("https://www.youtube.com/watch?v=abc")
                                        .withApiParams(Map.of("video_metadata", Map.of("fps", 1))))
                        .user("What is it?"));
    }

    private static ModelRequest.Builder review(String model) {
        return ModelRequest.to(model)
                .user("Review it.")
                .answerSchema(new AnswerSchema("Review", JsonSchema.parse(REVIEW), "As JSON."));
    }

    @Test
    void schemaAndThinking() {
        is("schema", review("gemini-3-pro").reasoning(Reasoning.HIGH));
    }

    @Test
    void schemaOfAnOlderModel() {
        is("older", review("gemini-2.0-flash"));
    }

    @Test
    void budgetsWhereAModelKnowsNoLevels() {
        assertThat(body(ModelRequest.to("gemini-2.5-flash").user("Hi").reasoning(Reasoning.MEDIUM)))
                .extractingByKey("generationConfig")
                .isEqualTo(
                        Golden.tree(
                                """
                                {"thinkingConfig":{"thinkingBudget":8192,"includeThoughts":true}}
                                """));
        assertThat(body(ModelRequest.to("gemini-2.5-flash").user("Hi").reasoning(Reasoning.NONE)))
                .extractingByKey("generationConfig")
                .isEqualTo(Golden.tree("{\"thinkingConfig\":{\"thinkingBudget\":0}}"));
    }

    @Test
    void whatCameSignedGoesBackSigned() {
        String body =
                Bodies.text(
                        new ContentDialect(),
                        ModelTable.of(Protocol.GENAI, "gemini-3-pro", false),
                        ModelRequest.to("gemini-3-pro")
                                .user("Hi")
                                .message(
                                        new RequestMessage(
                                                Role.ASSISTANT,
                                                List.of(
                                                        new ReasoningTrace(
                                                                "hm",
                                                                "{\"thoughtSignature\":\"YQ==\"}"),
                                                        new Text("Yes."),
                                                        new ReasoningTrace(
                                                                "", "{\"textSignature\":\"Yg==\"}"),
                                                        new ReasoningTrace(
                                                                "",
                                                                "{\"thoughtSignature\":\"Yw==\"}"),
                                                        new ReasoningTrace(
                                                                "x", "{\"signature\":\"zz\"}"))))
                                .user("Sure?")
                                .build());
        assertThat(body)
                .contains(
                        """
                        {"role":"model","parts":[{"text":"hm","thought":true,"thoughtSignature":"YQ=="},\
                        {"text":"Yes.","thoughtSignature":"Yg=="},{"text":"","thoughtSignature":"Yw=="}]}\
                        """)
                .doesNotContain("zz");
    }

    @Test
    void instructionsAloneAreWhatIsAsked() {
        assertThat(
                        body(
                                ModelRequest.to("gemini-2.5-flash")
                                        .message(Role.SYSTEM, new Text("Say hello."))))
                .isEqualTo(
                        Golden.tree(
                                """
                                {"contents":[{"role":"user","parts":[{"text":"Say hello."}]}],
                                "generationConfig":{}}
                                """));
    }
}
