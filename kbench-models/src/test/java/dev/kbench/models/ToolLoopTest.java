package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Connection;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.schema.JsonSchema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Tools are called over every vendor's wire, whole and streamed: two calls in one answer, a third
/// in the next, then a typed answer with the tools closed.
class ToolLoopTest {
    record Sum(int value) {}

    private final List<String> called = new ArrayList<>();

    int add(int a, int b) {
        called.add(a + "+" + b);
        return a + b;
    }

    void note(String words) {
        called.add(words);
    }

    static Stream<Arguments> speeches() {
        return Stream.of(Speech.values())
                .flatMap(
                        speech ->
                                Stream.of(Arguments.of(speech, false), Arguments.of(speech, true)));
    }

    /// A call as a server sends it.
    ///
    /// @param arguments JSON in which quotes are single ones
    private record Call(String id, String name, String arguments) {
        String json() {
            return arguments.replace('\'', '"');
        }

        String quoted() {
            return json().replace("\"", "\\\"");
        }
    }

    private static final Call ONE = new Call("call_a", "add", "{'a': 1, 'b': 2}");
    private static final Call TWO = new Call("call_b", "note", "{'words': 'hello'}");
    private static final Call THREE = new Call("call_c", "add", "{'a': 'x'}");

    private static String whole(Speech speech, Call... calls) {
        StringBuilder all = new StringBuilder();
        for (Call call : calls) {
            all.append(all.isEmpty() ? "" : ",");
            all.append(
                    switch (speech) {
                        case OPENAI ->
                                "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
                                        .formatted(call.id, call.name, call.quoted());
                        case RESPONSES ->
                                "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"%s\",\"name\":\"%s\",\"arguments\":\"%s\"}"
                                        .formatted(call.id, call.name, call.quoted());
                        case GENAI ->
                                "{\"functionCall\":{\"id\":\"%s\",\"name\":\"%s\",\"args\":%s}}"
                                        .formatted(call.id, call.name, call.json());
                        case ANTHROPIC ->
                                "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}"
                                        .formatted(call.id, call.name, call.json());
                    });
        }
        return switch (speech) {
            case OPENAI ->
                    "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[%s]},\"finish_reason\":\"tool_calls\"}]}"
                            .formatted(all);
            case RESPONSES -> "{\"status\":\"completed\",\"output\":[%s]}".formatted(all);
            case GENAI ->
                    "{\"candidates\":[{\"content\":{\"parts\":[%s]},\"finishReason\":\"STOP\"}]}"
                            .formatted(all);
            case ANTHROPIC -> "{\"content\":[%s],\"stop_reason\":\"tool_use\"}".formatted(all);
        };
    }

    private static String events(Speech speech, Call... calls) {
        StringBuilder all = new StringBuilder();
        switch (speech) {
            case OPENAI -> {
                for (int i = 0; i < calls.length; i++) {
                    all.append(
                            "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}]}}]}\n\n"
                                    .formatted(i, calls[i].id, calls[i].name));
                    all.append(
                            "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}]}}]}\n\n"
                                    .formatted(i, calls[i].quoted()));
                }
                all.append(
                        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                                + "data: [DONE]\n\n");
            }
            case RESPONSES ->
                    all.append(
                            "data: {\"type\":\"response.completed\",\"response\":%s}\n\n"
                                    .formatted(whole(speech, calls)));
            case GENAI -> all.append("data: %s\n\n".formatted(whole(speech, calls)));
            case ANTHROPIC -> {
                for (int i = 0; i < calls.length; i++) {
                    all.append(
                            "data: {\"type\":\"content_block_start\",\"index\":%d,\"content_block\":{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{}}}\n\n"
                                    .formatted(i, calls[i].id, calls[i].name));
                    all.append(
                            "data: {\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}\n\n"
                                    .formatted(i, calls[i].quoted()));
                    all.append(
                            "data: {\"type\":\"content_block_stop\",\"index\":%d}\n\n"
                                    .formatted(i));
                }
                all.append(
                        "data:"
                            + " {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"}}\n\n"
                            + "data: {\"type\":\"message_stop\"}\n\n");
            }
        }
        return all.toString();
    }

    private static ScriptedServer server(Speech speech, boolean streamed) {
        AtomicInteger asked = new AtomicInteger();
        return ScriptedServer.start(
                (request, out, socket) ->
                        (switch (asked.incrementAndGet()) {
                                    case 1 -> calling(speech, streamed, ONE, TWO);
                                    case 2 -> calling(speech, streamed, THREE);
                                    case 3 -> speech.answering("It is 3.");
                                    case 4 -> speech.answering("no JSON");
                                    default -> speech.answering("{\\\"value\\\": 3}");
                                })
                                .answer(request, out, socket));
    }

    private static ScriptedServer.Script calling(Speech speech, boolean streamed, Call... calls) {
        return streamed
                ? ScriptedServer.answering(200, "text/event-stream", events(speech, calls))
                : ScriptedServer.answeringJson(whole(speech, calls));
    }

    @ParameterizedTest
    @MethodSource("speeches")
    void toolsAreCalledAndAValueComesAtTheEnd(Speech speech, boolean streamed) {
        try (ScriptedServer server = server(speech, streamed);
                var client = speech.client(Speech.settings(server.url()));
                var _ = Contexts.enter(Chat.named("c"))) {
            Llm llm =
                    new Llm(
                            new Connection(ModelRef.of("m", "test"), speech.model(), client, ""),
                            List.of());
            Sum sum =
                    llm.prompt(
                            "1 + 2?",
                            Sum.class,
                            with ->
                                    with.tool(this::add)
                                            .tool(this::note)
                                            .streaming(streamed)
                                            .repair(1));
            assertThat(sum).isEqualTo(new Sum(3));
            assertThat(called).containsExactly("1+2", "hello");
            List<String> bodies =
                    server.requests().stream().map(ScriptedServer.Request::body).toList();
            assertThat(bodies).hasSize(5);
            for (String body : bodies.subList(0, 3)) {
                assertThat(JsonSchema.parse(body).tree()).containsKey("tools");
                assertThat(body).contains("\"add\"", "\"note\"").doesNotContain("\"Sum\"");
            }
            assertThat(bodies.get(1))
                    .contains("done")
                    .contains(speech == Speech.GENAI ? "\"3\"" : "3");
            assertThat(bodies.get(2))
                    .contains("the arguments do not fit: $.a is not a number alone");
            // llama.cpp's server takes neither null for a content nor none
            assertThat(bodies.get(1)).doesNotContain("\"content\":null");
            if (speech == Speech.OPENAI) {
                assertThat(bodies.get(1)).contains("\"content\":\"\",\"tool_calls\"");
            }
            for (String body : bodies.subList(3, 5)) {
                closed(speech, JsonSchema.parse(body).tree());
            }
        }
    }

    /// Anthropic's server refuses calls in the history of tools that it is not told of.
    private static void closed(Speech speech, Map<String, Object> body) {
        if (speech == Speech.ANTHROPIC) {
            assertThat(body)
                    .containsKey("tools")
                    .containsEntry("tool_choice", Map.of("type", "none"));
        } else {
            assertThat(body).doesNotContainKeys("tools", "tool_choice");
        }
    }

    @ParameterizedTest
    @MethodSource("speeches")
    void callsOfOneIdGoBackWithTheirOwnResults(Speech speech, boolean streamed) {
        AtomicInteger asked = new AtomicInteger();
        Call again = new Call("call_a", "add", "{'a': 40, 'b': 2}");
        try (ScriptedServer server =
                        ScriptedServer.start(
                                (request, out, socket) ->
                                        (asked.incrementAndGet() == 1
                                                        ? calling(speech, streamed, ONE, again)
                                                        : speech.answering("fine"))
                                                .answer(request, out, socket));
                var client = speech.client(Speech.settings(server.url()));
                var _ = Contexts.enter(Chat.named("c"))) {
            Llm llm =
                    new Llm(
                            new Connection(ModelRef.of("m", "test"), speech.model(), client, ""),
                            List.of());
            assertThat(llm.prompt("?", with -> with.tool(this::add).streaming(streamed)))
                    .isEqualTo("fine");
            String body = server.requests().getLast().body();
            List<String> ids = new ArrayList<>();
            var found = java.util.regex.Pattern.compile("call_a\\w*").matcher(body);
            while (found.find()) {
                ids.add(found.group());
            }
            // GenAI's results stand in the order of their calls, whatever their ids
            String second = speech == Speech.GENAI ? "call_a" : "call_a_2";
            assertThat(ids).containsExactly("call_a", second, "call_a", second);
            assertThat(body.indexOf("42")).isGreaterThan(body.lastIndexOf("call_a\""));
        }
    }
}
