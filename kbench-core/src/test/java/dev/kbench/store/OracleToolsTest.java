package dev.kbench.store;

import static dev.kbench.Kbench.assertToolWasInvoked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.content.ToolCall;
import dev.kbench.contract.Oracle;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.schema.Default;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The original's prompts with tools, made here with the answers that were given there. There each
/// stands in a conversation of its own that begins with the user's words so far and whose answer
/// the task's own lacks, which is a defect; here all stands in the task's own, in the same words.
class OracleToolsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;
    private int asked;

    BigDecimal add_tool(BigDecimal a, BigDecimal b) {
        return a.add(b);
    }

    int multiply_tool(int a, @Default("2") int b) {
        return a * b;
    }

    private Llm llm(int first) throws IOException {
        List<String> wire = Files.readAllLines(Oracle.folder().resolve("tools-loop/wire.jsonl"));
        asked = first - 1;
        ModelClient client =
                new ModelClient() {
                    @Override
                    public Capabilities capabilities() {
                        return Capabilities.BASIC.with(Feature.TOOLS, true);
                    }

                    @Override
                    public ModelResponse send(ModelCall call, ChunkSink chunks) {
                        return response(
                                JSON.readTree(wire.get(asked++))
                                        .at("/answer/body/choices/0/message"));
                    }

                    @Override
                    public void close() {}
                };
        return new Llm(
                new Connection(ModelRef.of("mock/model", "mock"), "mock/model", client, "scripted"),
                List.of());
    }

    private static ModelResponse response(JsonNode message) {
        ModelResponse.Builder response =
                ModelResponse.builder()
                        .text(message.path("content").asString(""))
                        .usage(Usage.ofTokens(10, 1));
        for (JsonNode call : message.path("tool_calls")) {
            response.part(
                    ToolCall.of(
                            call.path("id").asString(),
                            call.at("/function/name").asString(),
                            call.at("/function/arguments").asString()));
        }
        return response.build();
    }

    /// What was said in the loops, in their order, a line each: what a loop begins with is said
    /// once.
    private static List<String> theirs(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (JsonNode conversation : file(Oracle.folder().resolve("tools-loop"), name)) {
            if (conversation.path("id").asString().startsWith("Tool loop-")) {
                for (String line : lines(conversation)) {
                    if (!line.startsWith("CONTENT_ROLE_USER User: ") || before.add(line)) {
                        lines.add(line);
                    }
                }
            }
        }
        return lines;
    }

    private static JsonNode file(Path place, String name) throws IOException {
        return JSON.readTree(Files.readString(place.resolve(name))).path("conversations");
    }

    private static List<String> lines(JsonNode conversation) {
        List<String> lines = new ArrayList<>();
        for (JsonNode request : conversation.path("requests")) {
            assertThat(request.path("metrics").toString())
                    .isEqualTo("{\"inputTokens\":10,\"outputTokens\":1}");
            for (JsonNode content : request.path("contents")) {
                String text = content.at("/parts/0/text").asString();
                boolean nested = text.startsWith("\"{");
                lines.add(
                        "%s %s: %s"
                                .formatted(
                                        content.path("role").asString(),
                                        content.path("senderName").asString(),
                                        nested ? JSON.readTree(text).asString() : text));
            }
        }
        return lines;
    }

    private List<String> ours(Task<Double> task, Llm llm, String name) throws Exception {
        Stage stage = new Stage(folder);
        assertThat(stage.play(() -> task.run(llm)).result()).isEqualTo(1.0);
        JsonNode conversations = file(folder, name);
        assertThat(conversations).hasSize(1);
        return lines(conversations.get(0));
    }

    private interface Body {
        void ask(Llm llm);
    }

    private static Task<Double> task(String name, Body body) {
        return Task.named(name)
                .returning(double.class)
                .body(
                        (llm, _) -> {
                            body.ask(llm);
                            return 1.0;
                        });
    }

    @Test
    void oneCall() throws Exception {
        String name = "One_Tool-run_id_Run_1_mock_model.run.json";
        Task<Double> task =
                task(
                        "One Tool",
                        llm -> {
                            String _ =
                                    llm.prompt(
                                            "What is 50 plus 25?\n"
                                                    + "TOOL:add_tool:{\"a\": 50, \"b\": 25}\n"
                                                    + "REPLY:It is 75.",
                                            with -> with.tool(this::add_tool));
                            assertToolWasInvoked(
                                    this::add_tool, "Expected tool `add_tool` to be invoked");
                        });
        assertThat(ours(task, llm(1), name)).isEqualTo(theirs(name)).hasSize(4);
    }

    @Test
    void severalRoundsAndCalls() throws Exception {
        String name = "Many_Calls-run_id_Run_1_mock_model.run.json";
        Task<Double> task =
                task(
                        "Many Calls",
                        llm -> {
                            String _ =
                                    llm.prompt(
                                            "Rounds.\n"
                                                    + "TOOL:add_tool:{\"a\": 1.5, \"b\": 2}\n"
                                                    + "TOOL:multiply_tool:{\"a\": 3}",
                                            with ->
                                                    with.tool(this::add_tool)
                                                            .tool(this::multiply_tool));
                            String _ =
                                    llm.prompt(
                                            "Both at once.\n"
                                                    + "TOOL:add_tool:{\"a\": 1, \"b\":"
                                                    + " 2}||multiply_tool:{\"a\": 4, \"b\": 5}\n"
                                                    + "REPLY:done",
                                            with ->
                                                    with.tool(this::add_tool)
                                                            .tool(this::multiply_tool));
                            String _ =
                                    llm.prompt(
                                            "None needed. REPLY:no tool",
                                            with -> with.tool(this::add_tool));
                        });
        assertThat(ours(task, llm(4), name)).isEqualTo(theirs(name)).hasSize(13);
    }

    /// The words that ask for the form are ours.
    @Test
    void aTypedAnswer() throws Exception {
        String name = "Tool_And_Schema-run_id_Run_1_mock_model.run.json";
        Task<Double> task =
                task(
                        "Tool And Schema",
                        llm -> {
                            int n =
                                    llm.prompt(
                                            "Typed.\n"
                                                    + "TOOL:multiply_tool:{\"a\": 21}\n"
                                                    + "REPLY:it is 42\n"
                                                    + "JSON:{\"value\": 42}",
                                            int.class,
                                            with -> with.tool(this::multiply_tool));
                            assertThat(n).isEqualTo(42);
                        });
        List<String> ours = ours(task, llm(11), name);
        List<String> theirs = theirs(name);
        assertThat(ours.remove(4)).startsWith("CONTENT_ROLE_USER User: Now ");
        assertThat(theirs.remove(4)).startsWith("CONTENT_ROLE_USER User: Now ");
        assertThat(ours).isEqualTo(theirs).hasSize(5);
    }
}
