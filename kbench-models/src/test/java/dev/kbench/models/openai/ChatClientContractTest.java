package dev.kbench.models.openai;

import dev.kbench.contract.Calls;
import dev.kbench.contract.Pending;
import dev.kbench.contract.SlowModelClientContract;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Given;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The contract over the wire: a server that repeats the prompt's words, as many as it may.
class ChatClientContractTest {
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");
    private static final Pattern LIMIT = Pattern.compile("\"max_tokens\":(\\d+)");

    private static ModelClient client(ScriptedServer server) {
        return Connections.ofServer("qwen3", "qwen3", Answers.settings(server.url()), Given.NOTHING)
                .client();
    }

    private static ScriptedServer.Script echo() {
        return (request, out, socket) -> {
            Matcher content = CONTENT.matcher(request.body());
            Matcher limit = LIMIT.matcher(request.body());
            String[] words = content.find() ? content.group(1).split(" ") : new String[] {"?"};
            int most = limit.find() ? Integer.parseInt(limit.group(1)) : words.length;
            List<String> said = List.of(words).subList(0, Math.min(most, words.length));
            String reason = said.size() < words.length ? "length" : "stop";
            String usage =
                    "{\"prompt_tokens\":%d,\"completion_tokens\":%d}"
                            .formatted(words.length, said.size());
            return request.body().contains("\"stream\":true")
                    ? stream(said, reason, usage).answer(request, out, socket)
                    : ScriptedServer.answeringJson(
                                    """
                                    {"choices":[{"message":{"content":"%s"},"finish_reason":"%s"}],"usage":%s}\
                                    """
                                            .formatted(String.join(" ", said), reason, usage))
                            .answer(request, out, socket);
        };
    }

    private static ScriptedServer.Script stream(List<String> said, String reason, String usage) {
        StringBuilder events = new StringBuilder(": hello\n\n");
        for (String word : said) {
            String piece = (events.indexOf("data") < 0 ? "" : " ") + word;
            events.append(
                    "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n".formatted(piece));
        }
        events.append(
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n"
                        .formatted(reason));
        events.append("data: {\"choices\":[],\"usage\":%s}\n\ndata: [DONE]\n\n".formatted(usage));
        return ScriptedServer.answering(200, "text/event-stream", events.toString());
    }

    abstract static class OverTheWire extends SlowModelClientContract {
        private ScriptedServer server;

        @Override
        protected ModelClient open() {
            server = ScriptedServer.start(echo());
            return client(server);
        }

        @AfterEach
        void stop() {
            server.close();
        }

        @Override
        protected String wireModel() {
            return "qwen3";
        }

        abstract ScriptedServer.Script stuck();

        @Override
        protected Pending pending() {
            ScriptedServer stuck = ScriptedServer.start(stuck());
            ModelClient client = client(stuck);
            return new Pending() {
                @Override
                public ModelClient client() {
                    return client;
                }

                @Override
                public ModelRequest request() {
                    return Calls.request("qwen3", "Say hello.", OptionalInt.empty());
                }

                @Override
                public void awaitUnderWay() {
                    stuck.awaitRequest();
                }

                @Override
                public void close() {
                    stuck.awaitEnd();
                    client.close();
                    stuck.close();
                }
            };
        }
    }

    @Nested
    class WaitingForTheHead extends OverTheWire {
        @Override
        ScriptedServer.Script stuck() {
            return ScriptedServer.silent();
        }
    }

    @Nested
    class WaitingForTheNextEvent extends OverTheWire {
        @Override
        ScriptedServer.Script stuck() {
            return ScriptedServer.afterBytes(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length:"
                            + " 500\r\n\r\ndata: {\"choices\":[]}\n\n");
        }
    }

    @Nested
    class WaitingForTheBody extends OverTheWire {
        @Override
        ScriptedServer.Script stuck() {
            return ScriptedServer.afterBytes(
                    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\":[");
        }
    }
}
