package dev.kbench.models.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.Golden;
import dev.kbench.models.wire.Bodies;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.Protocol;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests as Anthropic's documentation shows them.
class GoldenRequestsTest {
    private static final MessagesDialect DIALECT = new MessagesDialect();

    private static ModelTraits traits(String model) {
        return ModelTable.of(Protocol.ANTHROPIC, model, false);
    }

    private static Map<String, Object> body(ModelRequest.Builder request) {
        ModelRequest built = request.build();
        return Bodies.tree(DIALECT, traits(built.model()), built);
    }

    private static FittedRequest fitted(ModelRequest.Builder request) {
        ModelRequest built = request.build();
        return Bodies.fitted(DIALECT, traits(built.model()), built);
    }

    private static void is(String golden, ModelRequest.Builder request) {
        assertThat(body(request)).isEqualTo(Golden.json("anthropic/" + golden + ".request"));
    }

    @Test
    void talk() {
        is(
                "talk",
                ModelRequest.to("claude-sonnet-4-5")
                        .message(Role.SYSTEM, new Text("You are a harbour master."))
                        .user("How many cranes are there?")
                        .message(
                                new RequestMessage(
                                        Role.ASSISTANT,
                                        List.of(ReasoningTrace.of("hm"), new Text("Three."))))
                        .message(Role.ASSISTANT, new Text(" \n"))
                        .user("Sure?")
                        .user("")
                        .message(Role.SYSTEM, new Text("Be brief."))
                        .temperature(0.5)
                        .seed(7)
                        .maxTokens(64)
                        .apiParams(Map.of("top_p", 0.9)));
    }

    private static ModelRequest.Builder toolTalk() {
        ToolCall add = ToolCall.of("toolu_1", "add", "{\"a\":1,\"b\":2}");
        ToolCall nothing = ToolCall.of("", "nothing", "");
        return ModelRequest.to("claude-sonnet-4-5")
                .user("Add 1 and 2.")
                .message(
                        new RequestMessage(
                                Role.ASSISTANT,
                                List.of(
                                        new ReasoningTrace(
                                                "I shall add.", "{\"signature\":\"EqQB\"}"),
                                        new ReasoningTrace("", "{\"redacted_thinking\":\"EmwK\"}"),
                                        new ReasoningTrace("x", "{\"thoughtSignature\":\"zz\"}"),
                                        new Text("Let me see."),
                                        add,
                                        nothing)))
                .user("Go on.")
                .message(Role.TOOL, ToolResult.of(add, "3"))
                .message(Role.TOOL, ToolResult.failed(nothing, "no such thing"))
                .tool(
                        new ToolSpec(
                                "add",
                                "Adds.",
                                JsonSchema.parse(
                                        """
                                        {"type":"object","properties":{"a":{"type":"integer"},
                                        "b":{"type":"number"}},"required":["a"]}
                                        """)))
                .tool(new ToolSpec("nothing", "", JsonSchema.parse("{\"type\":\"object\"}")));
    }

    @Test
    void tools() {
        is("tools", toolTalk().reasoning(Reasoning.LOW).maxTokens(16_000));
    }

    @Test
    void thoughtsStayHereWhereTheModelIsNotToThink() {
        assertThat(body(toolTalk()).get("messages").toString())
                .doesNotContain("EqQB", "EmwK", "thinking")
                .contains("Let me see.");
    }

    @Test
    void media() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        is(
                "media",
                ModelRequest.to("claude-sonnet-4-5")
                        .message(Role.USER, Image.fromBytes(png).withCaption("a dot"))
                        .message(
                                Role.USER,
                                Image.fromUrl("https://host.example/a.jpg")
                                        .withApiParams(
                                                Map.of(
                                                        "cache_control",
                                                        Map.of("type", "ephemeral"))))
                        .message(
                                Role.USER,
                                new Image(
                                        Image.fromBase64("JVBERi0=", "png").source(),
                                        "application/pdf",
                                        "",
                                        new LinkedHashMap<>()))
                        .user("What is it?"));
    }

    private static ModelRequest.Builder review(String model, String schema) {
        return ModelRequest.to(model)
                .user("Review it.")
                .answerSchema(new AnswerSchema("Review", JsonSchema.parse(schema), "As JSON."));
    }

    @Test
    void schemaAndThinking() {
        ModelRequest.Builder request =
                review(
                                "claude-opus-4-8",
                                """
                                {"type":"object","properties":{"stars":{"$ref":"#/$defs/Stars"}},
                                "required":["stars"],
                                "$defs":{"Stars":{"type":"integer","minimum":1,"maximum":5}}}
                                """)
                        .temperature(0)
                        .reasoning(Reasoning.HIGH);
        is("schema", request);
        assertThat(fitted(request).leftOut())
                .containsExactly(Map.entry("temperature", "0.0: the model takes none"));
    }

    @Test
    void aSchemaThatRefersToItselfIsToldInWords() {
        FittedRequest fitted =
                fitted(
                        review(
                                "claude-sonnet-4-5",
                                """
                                {"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","properties":
                                {"next":{"$ref":"#/$defs/Node"}}}}}
                                """));
        assertThat(fitted.leftOut())
                .containsExactly(
                        Map.entry(
                                "response_format",
                                "Review: the model's schemas cannot say it, and it was told in"
                                        + " words"));
        assertThat(fitted.request().messages().getLast().text()).isEqualTo("As JSON.");
    }

    @Test
    void aThinkingModelTakesNoTemperature() {
        FittedRequest fitted =
                fitted(
                        ModelRequest.to("claude-sonnet-4-5")
                                .user("Hi")
                                .temperature(0)
                                .reasoning(Reasoning.HIGH));
        assertThat(fitted.leftOut())
                .containsExactly(
                        Map.entry("temperature", "0.0: the model takes none while it thinks"));
        assertThat(fitted.request().temperature()).isEmpty();
    }

    @Test
    void aBudgetNeedsRoom() {
        FittedRequest fitted =
                fitted(
                        ModelRequest.to("claude-sonnet-4-5")
                                .user("Hi")
                                .maxTokens(1_024)
                                .reasoning(Reasoning.HIGH));
        assertThat(fitted.leftOut())
                .containsExactly(
                        Map.entry(
                                "reasoning_effort",
                                "high: to think, this model needs a limit of more than 1024 tokens,"
                                        + " got 1024"));
        assertThat(
                        body(ModelRequest.to("claude-sonnet-4-5")
                                        .user("Hi")
                                        .maxTokens(4_000)
                                        .reasoning(Reasoning.HIGH))
                                .get("thinking"))
                .hasToString("{type=enabled, budget_tokens=2000}");
    }

    @Test
    void theLevelsOfTheModels() {
        assertThat(traits("claude-3-haiku-20240307").capabilities().reasoning()).isEmpty();
        assertThat(traits("claude-3-haiku-20240307").tokens()).isEqualTo(4_096);
        assertThat(traits("claude-3-5-sonnet-20241022").tokens()).isEqualTo(8_192);
        assertThat(traits("claude-opus-4-20250514").tokens()).isEqualTo(32_000);
        assertThat(traits("claude-fable-5").capabilities().reasoning())
                .doesNotContain(Reasoning.NONE);
        assertThat(body(ModelRequest.to("claude-opus-5").user("Hi").reasoning(Reasoning.NONE)))
                .containsEntry("thinking", Map.of("type", "disabled"));
    }

    @Test
    void parametersMayNotSayAgainWhatOptionsSay() {
        ModelRequest.Builder request = ModelRequest.to("claude-opus-5").user("Hi");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body(request.apiParams(Map.of("system", "x"))))
                .withMessage(
                        "'system' cannot be set by apiParams: it is an option of its own or part of"
                                + " every request");
        ModelRequest.Builder limited =
                ModelRequest.to("claude-opus-5")
                        .user("Hi")
                        .maxTokens(5)
                        .apiParams(Map.of("max_tokens", 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> body(limited))
                .withMessage(
                        "apiParams 'max_tokens' contradicts maxTokens, which was already set to 5");
    }
}
