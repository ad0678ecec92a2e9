package dev.kbench.models.wire;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.contract.Pending;
import dev.kbench.contract.SlowModelClientContract;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The contract over the wire: a server that repeats the prompt's words, as many as it may; and
/// servers that get stuck.
public abstract class WireContract {
    /// How a vendor's server answers.
    ///
    /// @param protocol how it is spoken to
    /// @param model the model's name
    /// @param prompt finds the prompt in a request's body, as its first group
    /// @param limit finds the limit of tokens
    /// @param streamed what a request for a stream has in its first line or its body
    public record Server(
            Protocol protocol, String model, Pattern prompt, Pattern limit, String streamed) {}

    protected abstract Server server();

    /// A whole answer.
    ///
    /// @param text what it says
    /// @param cut whether the limit was reached
    /// @param in the prompt's tokens
    /// @param out the answer's tokens
    protected abstract String whole(String text, boolean cut, int in, int out);

    /// The same as a stream.
    protected abstract String stream(List<String> pieces, boolean cut, int in, int out);

    /// The first bytes of a whole answer.
    protected abstract String beginning();

    /// The first event of a stream, without any text.
    protected abstract String firstEvent();

    private ModelClient client(ScriptedServer scripted) {
        Server server = server();
        return Connections.ofServer(
                        server.protocol,
                        server.model,
                        server.model,
                        Settings.of(
                                Map.of(
                                        "OPENAI_BASE_URL",
                                        scripted.url(),
                                        "GOOGLE_GEMINI_BASE_URL",
                                        scripted.url(),
                                        "ANTHROPIC_BASE_URL",
                                        scripted.url())),
                        Given.NOTHING)
                .client();
    }

    private ScriptedServer.Script echo() {
        return (request, out, socket) -> {
            Server server = server();
            Matcher content = server.prompt.matcher(request.body());
            Matcher limit = server.limit.matcher(request.body());
            List<String> words =
                    List.of(content.find() ? content.group(1).split(" ") : new String[] {"?"});
            int most = limit.find() ? Integer.parseInt(limit.group(1)) : words.size();
            List<String> said = words.subList(0, Math.min(most, words.size()));
            boolean cut = said.size() < words.size();
            if (!request.line().contains(server.streamed)
                    && !request.body().contains(server.streamed)) {
                return ScriptedServer.answeringJson(
                                whole(String.join(" ", said), cut, words.size(), said.size()))
                        .answer(request, out, socket);
            }
            List<String> pieces = new ArrayList<>();
            for (String word : said) {
                pieces.add((pieces.isEmpty() ? "" : " ") + word);
            }
            return ScriptedServer.answering(
                            200,
                            "text/event-stream",
                            ": hello\n\n" + stream(pieces, cut, words.size(), said.size()))
                    .answer(request, out, socket);
        };
    }

    abstract class OverTheWire extends SlowModelClientContract {
        private ScriptedServer scripted;

        @Override
        protected ModelClient open() {
            scripted = ScriptedServer.start(echo());
            return WireContract.this.client(scripted);
        }

        @AfterEach
        void stop() {
            scripted.close();
        }

        @Override
        protected String wireModel() {
            return server().model;
        }

        abstract String stuckAfter();

        @Override
        protected Pending pending() {
            ScriptedServer stuck = ScriptedServer.start(ScriptedServer.afterBytes(stuckAfter()));
            ModelClient client = WireContract.this.client(stuck);
            return new Pending() {
                @Override
                public ModelClient client() {
                    return client;
                }

                @Override
                public ModelRequest request() {
                    return Calls.request(server().model, "Say hello.", OptionalInt.empty());
                }

                @Override
                public void awaitUnderWay() {
                    stuck.awaitRequest();
                }

                @Override
                public void close() {
                    // a deadline may come before the connection
                    for (int i = 0; i < stuck.connections(); i++) {
                        stuck.awaitEnd();
                    }
                    client.close();
                    stuck.close();
                }
            };
        }
    }

    @Nested
    class WaitingForTheHead extends OverTheWire {
        @Override
        String stuckAfter() {
            return "";
        }
    }

    @Nested
    class WaitingForTheNextEvent extends OverTheWire {
        @Override
        String stuckAfter() {
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length:"
                    + " 5000\r\n\r\n"
                    + firstEvent();
        }
    }

    @Nested
    class WaitingForTheBody extends OverTheWire {
        @Override
        String stuckAfter() {
            return "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + beginning();
        }
    }
}
