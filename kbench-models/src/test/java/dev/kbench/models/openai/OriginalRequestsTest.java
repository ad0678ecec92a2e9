package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.contract.Oracle;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.Original;
import dev.kbench.models.wire.Bodies;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;
import dev.kbench.schema.JsonSchema;
import dev.kbench.schema.Schema;
import dev.kbench.schema.SchemaLimits;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent to the Kaggle Model Proxy as chat completions is what the original library sent in
/// its recorded cases. What it sent as null, or as false, is not sent here.
class OriginalRequestsTest {
    private static void is(String name, int number, ModelRequest.Builder request)
            throws IOException {
        ModelRequest built = request.build();
        Map<String, Object> theirs = new LinkedHashMap<>();
        Original.body(name, number)
                .forEach(
                        (field, value) -> {
                            if (value != null && !Boolean.FALSE.equals(value)) {
                                theirs.put(field, value);
                            }
                        });
        assertThat(
                        Bodies.tree(
                                new ChatDialect("m"),
                                ModelTable.of(Protocol.OPENAI, built.model(), true),
                                built))
                .as("request %d of %s", number, name)
                .isEqualTo(theirs);
    }

    private static ModelRequest.Builder to(String model) {
        return ModelRequest.to(model).seed(0);
    }

    @Test
    void instructions() throws Exception {
        ModelRequest.Builder request =
                to("mock/model")
                        .message(Role.SYSTEM, new Text("You are an expert Python programmer."))
                        .user("Check this. REPLY:fine");
        is("system-messages", 1, request);
        request.message(Role.ASSISTANT, new Text("fine"))
                .message(Role.SYSTEM, new Text("Now be brief."))
                .user("Again. REPLY:ok");
        is("system-messages", 2, request);
    }

    @Test
    void tools() throws Exception {
        ModelRequest.Builder request =
                to("mock/model")
                        .user(
                                "What is 50 plus 25?\nTOOL:add_tool:{\"a\": 50, \"b\": 25}\n"
                                        + "REPLY:It is 75.")
                        .tool(
                                new ToolSpec(
                                        "add_tool",
                                        "Adds two numbers.\n\n    Second paragraph.",
                                        JsonSchema.parse(
                                                """
                                                {"type":"object","properties":{"a":{"title":"A",
                                                "type":"number"},"b":{"title":"B","type":"number"}},
                                                "required":["a","b"]}
                                                """)));
        is("tools-loop", 1, request);
        ToolCall call = ToolCall.of("call_1_0", "add_tool", "{\"a\": 50, \"b\": 25}");
        request.message(Role.ASSISTANT, call).message(Role.TOOL, ToolResult.of(call, "75"));
        is("tools-loop", 2, request);
    }

    private static AnswerSchema form(Schema<?> schema) {
        return new AnswerSchema(
                schema.answerName(), schema.sent(SchemaLimits.OPENAI).orElseThrow(), "");
    }

    @Test
    void forms() throws Exception {
        is(
                "schema-simple",
                1,
                to("mock/model")
                        .user(
                                "9.9 - 9.11 = ?\nJSON:{\"answer\": true, \"explanation\": \"0.79\","
                                        + " \"extra\": 1}")
                        .answerSchema(
                                form(
                                        Schema.fields(
                                                "answer",
                                                boolean.class,
                                                "explanation",
                                                String.class))));
        is(
                "schema-simple",
                2,
                to("mock/model")
                        .user("?\nJSON:{\"value\": 5}")
                        .answerSchema(form(Schema.of(int.class))));
    }

    @Test
    void images() throws Exception {
        is(
                "image",
                2,
                to("mock/model")
                        .message(
                                Role.USER,
                                Image.fromPath(
                                                Oracle.folder()
                                                        .resolve("image")
                                                        .resolve("pixel.png")
                                                        .toString())
                                        .withCaption("a pixel"))
                        .user("By URL. REPLY:red"));
    }

    @Test
    void sampling() throws Exception {
        is("sampling", 2, ModelRequest.to("mock/model").user("REPLY:x").seed(5));
        is("sampling", 3, ModelRequest.to("mock/warm").user("REPLY:x").temperature(0.7));
    }

    @Test
    void reasoning() throws Exception {
        is(
                "reasoning",
                2,
                to("mock/model")
                        .user("15 × 17?\nTHINK:15*17\nREPLY:255")
                        .reasoning(Reasoning.MEDIUM));
        is("reasoning", 12, to("google/mock-flash").user("REPLY:255").reasoning(Reasoning.NONE));
        is(
                "reasoning",
                13,
                to("google/mock-flash").user("THINKTAG:t\nREPLY:255").reasoning(Reasoning.HIGH));
        is(
                "reasoning",
                16,
                to("google/mock-flash")
                        .user("REPLY:255")
                        .reasoning(Reasoning.LOW)
                        .apiParams(
                                Map.of(
                                        "a",
                                        2,
                                        "extra_body",
                                        Map.of(
                                                "extra_body",
                                                Map.of("google", Map.of("other", 1))))));
    }
}
