package dev.kbench.models.genai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.content.Video;
import dev.kbench.contract.Oracle;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.Original;
import dev.kbench.models.wire.Bodies;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is sent to the Kaggle Model Proxy in Google's form is what the original library sent in its
/// recorded case: the same roles, parts, forms of schemas, defaults. Its names of fields are spelt
/// in two ways there; here they are spelt as the API's documentation has them.
class OriginalRequestsTest {
    private static final String MODEL = "google/mock-flash";
    private static final String WAV =
            "UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAyIA4gMiAOA==";

    private final ModelRequest.Builder talk = ModelRequest.to(MODEL);

    private static void is(int number, ModelRequest.Builder request) throws IOException {
        Map<String, Object> ours =
                Bodies.tree(
                        new ContentDialect(),
                        ModelTable.of(Protocol.GENAI, MODEL, true),
                        request.build());
        assertThat(ours).as("request %d", number).isEqualTo(spelt(Original.body("genai", number)));
    }

    /// The documented spelling of each name but those of a schema's properties.
    private static Object spelt(Object value) {
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(spelt(each)));
            return all;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach(
                (name, each) -> {
                    String camel = Names.camel(String.valueOf(name));
                    // The API's schemas have no such field.
                    if (!camel.equals("additionalProperties")) {
                        all.put(camel, spelt(each));
                    }
                });
        return all;
    }

    private static Map<String, Object> spelt(Map<String, Object> body) {
        Map<String, Object> all = new LinkedHashMap<>();
        body.forEach((name, value) -> all.put(name, spelt(value)));
        return all;
    }

    private static ModelRequest.Builder ask(String text) {
        return ModelRequest.to(MODEL).seed(0).user(text);
    }

    @Test
    void aTalk() throws Exception {
        talk.message(Role.SYSTEM, new Text("You are a harbour master."))
                .user("How many cranes? USAGE COST REPLY:three")
                .seed(0);
        is(1, talk);
        talk.message(Role.ASSISTANT, new Text("three"))
                .user("Sure? REPLY:yes")
                .seed(5)
                .maxTokens(64)
                .apiParams(Map.of("top_p", 0.9));
        is(2, talk);
    }

    private static AnswerSchema schema(String name, String json) {
        return new AnswerSchema(name, JsonSchema.parse(json), "");
    }

    @Test
    void forms() throws Exception {
        is(
                4,
                ask("JSON:{\"value\": 5}")
                        .answerSchema(
                                schema(
                                        "Response",
                                        """
                                        {"additionalProperties":false,"properties":{"value":{"title":"Value",
                                        "type":"integer"}},"required":["value"],"title":"Response","type":"object"}
                                        """)));
        is(
                5,
                ask("JSON:{\"title\": \"T\", \"lines\": [{\"text\": \"x\"}]}")
                        .answerSchema(
                                schema(
                                        "Poem",
                                        """
                                        {"$defs":{"Line":{"properties":{"text":{"title":"Text","type":"string"}},
                                        "required":["text"],"title":"Line","type":"object"}},
                                        "description":"A poem.","properties":{"title":{"description":"its title",
                                        "title":"Title","type":"string"},"lines":{"items":{"$ref":"#/$defs/Line"},
                                        "title":"Lines","type":"array"}},"required":["title","lines"],
                                        "title":"Poem","type":"object"}
                                        """)));
    }

    private static ModelRequest.Builder withTools(String text) {
        return ask(text)
                .tool(
                        new ToolSpec(
                                "add",
                                "Adds.\n\nArgs:\n    a: first",
                                JsonSchema.parse(
                                        """
                                        {"type":"object","properties":{"a":{"type":"integer"},
                                        "b":{"type":"number","default":0.5}},"required":["a"]}
                                        """)))
                .tool(
                        new ToolSpec(
                                "nothing",
                                "No arguments.",
                                JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}")));
    }

    @Test
    void tools() throws Exception {
        ModelRequest.Builder request =
                withTools("Add.\nTOOL:add:{\"a\": 1, \"b\": 2}||nothing:{}\nREPLY:3");
        isButForTheOrder(6, request);
        ToolCall add =
                new ToolCall(
                        "call_1_0",
                        "add",
                        "{\"a\":1,\"b\":2}",
                        "{\"thoughtSignature\":\"c2lnLWNhbGxfMV8w\"}");
        ToolCall nothing =
                new ToolCall(
                        "call_1_1", "nothing", "{}", "{\"thoughtSignature\":\"c2lnLWNhbGxfMV8x\"}");
        request.message(new RequestMessage(Role.ASSISTANT, List.of(add, nothing)))
                .message(Role.TOOL, ToolResult.of(add, "3"))
                .message(Role.TOOL, ToolResult.of(nothing, "x"));
        isButForTheOrder(7, request);
    }

    /// The order of a tool's properties is told here, and was not there.
    private static void isButForTheOrder(int number, ModelRequest.Builder request)
            throws IOException {
        String ours =
                Bodies.tree(
                                new ContentDialect(),
                                ModelTable.of(Protocol.GENAI, MODEL, true),
                                request.build())
                        .toString()
                        .replace("propertyOrdering=[a, b], ", "")
                        .replace(", propertyOrdering=[a, b]", "");
        assertThat(Original.sorted(ours))
                .isEqualTo(Original.sorted(spelt(Original.body("genai", number)).toString()));
    }

    @Test
    void media() throws Exception {
        Path folder = Oracle.folder().resolve("genai");
        Content image = Image.fromPath(folder.resolve("pixel.png").toString());
        Content audio = Audio.fromBase64(WAV, "wav").withCaption("a tone");
        ModelRequest.Builder request =
                ModelRequest.to(MODEL).seed(0).message(Role.USER, image).user("See. REPLY:red");
        is(11, request);
        request.message(Role.ASSISTANT, new Text("red"))
                .message(Role.USER, audio)
                .user("Hear. REPLY:beep");
        is(12, request);
        request.message(Role.ASSISTANT, new Text("beep"))
                .message(Role.USER, Video.fromUrl("https://www.youtube.com/watch?v=aqz-KE-bpKQ"))
                .user("Watch. REPLY:film");
        is(13, request);
    }

    @Test
    void levelsOfThinking() throws Exception {
        ModelRequest.Builder request = ModelRequest.to(MODEL).seed(0);
        int number = 14;
        for (Reasoning level : Reasoning.values()) {
            request.user("THINK:t\nREPLY:x").reasoning(level);
            is(number++, request);
            request.message(Role.ASSISTANT, new Text("x"));
        }
    }

    @Test
    void theAddress() throws Exception {
        ContentDialect dialect = new ContentDialect();
        ModelRequest whole = ask("EMPTY").build();
        assertThat("/v1/genai/v1/" + dialect.path(whole)).isEqualTo(Original.path("genai", 18));
        assertThat("/v1/genai/v1/" + dialect.path(whole.toBuilder().streaming(true).build()))
                .isEqualTo(Original.path("genai", 19));
        is(19, ask("USAGE REPLY:streamed").streaming(true));
    }
}
