package dev.kbench.testing;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ToolCall;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A model whose replies are given beforehand, and that remembers what it was asked: for testing a
/// benchmark without a model. A reply comes as it was given, whatever token limit was set.
///
/// Thread-safe; with several threads, replies go to them in the order in which they ask.
public final class MockLlm extends Llm {
    private final Script script;

    private MockLlm(String name, Script script) {
        super(new Connection(ModelRef.of(name, "mock"), name, script, "mock, no model"), List.of());
        this.script = script;
    }

    /// A model that gives replies in turn, each once.
    ///
    /// @param replies the replies, at least one
    /// @return the model, named `mock`; a request after the last reply fails with an
    ///   `IllegalStateException`
    public static MockLlm replying(String... replies) {
        return answering("mock", inTurn(atLeastOne(replies)));
    }

    /// A model that gives replies in turn, over and over.
    ///
    /// @param replies the replies, at least one
    /// @return the model, named `mock`
    public static MockLlm cycling(String... replies) {
        List<String> texts = atLeastOne(replies);
        return answering(
                "mock",
                new Function<>() {
                    private int next;

                    @Override
                    public synchronized String apply(ModelRequest request) {
                        String text = texts.get(next);
                        next = (next + 1) % texts.size();
                        return text;
                    }
                });
    }

    /// A model that works its replies out.
    ///
    /// @param name the model's id
    /// @param reply gives the reply to a request; what it throws comes out of `prompt`
    /// @return the model
    public static MockLlm answering(String name, Function<ModelRequest, String> reply) {
        requireNonNull(name, "name: expected the model's id, got null");
        requireNonNull(reply, "reply: expected what gives the reply to a request, got null");
        return new MockLlm(
                name,
                new Script(
                        request ->
                                ModelResponse.builder()
                                        .text(
                                                requireNonNull(
                                                        reply.apply(request),
                                                        "the reply: expected a text, got null"))
                                        .finishReason(FinishReason.STOP)
                                        .build()));
    }

    /// A model that works its whole answers out: with calls of tools, reasoning, usage.
    ///
    /// @param name the model's id
    /// @param response gives the answer to a request; what it throws comes out of `prompt`
    /// @return the model
    public static MockLlm responding(String name, Function<ModelRequest, ModelResponse> response) {
        requireNonNull(name, "name: expected the model's id, got null");
        requireNonNull(response, "response: expected what gives the answer to a request, got null");
        return new MockLlm(name, new Script(response));
    }

    /// A model that gives whole answers in turn, each once: `MockLlm.responding(calling("add",
    /// "{\"a\": 1}"), ModelResponse.of("It is 3."))`.
    ///
    /// @param responses the answers, at least one
    /// @return the model, named `mock`; a request after the last answer fails with an
    ///   `IllegalStateException`
    public static MockLlm responding(ModelResponse... responses) {
        requireNonNull(responses, "responses: expected at least one answer, got null");
        if (responses.length == 0) {
            throw new IllegalArgumentException("a MockLlm needs at least one answer");
        }
        return responding("mock", inTurn(List.of(responses)));
    }

    /// An answer that wants tools called.
    ///
    /// @param calls the calls, such as `ToolCall.of("call_1", "add", "{\"a\": 1}")`
    /// @return the answer
    public static ModelResponse calling(ToolCall... calls) {
        ModelResponse.Builder response =
                ModelResponse.builder()
                        .finishReason(new FinishReason(FinishReason.Kind.TOOL_CALLS, "tool_calls"));
        for (ToolCall call : requireNonNull(calls, "calls: expected calls, got null")) {
            response.part(call);
        }
        return response.build();
    }

    /// An answer that wants one tool called.
    ///
    /// @param tool the tool's name
    /// @param arguments JSON
    /// @return the answer
    public static ModelResponse calling(String tool, String arguments) {
        requireNonNull(tool, "tool: expected a tool's name, got null");
        return calling(ToolCall.of("call_1", tool, arguments));
    }

    private static <R> Function<ModelRequest, R> inTurn(List<R> replies) {
        return new Function<>() {
            private int asked;

            @Override
            public synchronized R apply(ModelRequest request) {
                asked++;
                if (asked > replies.size()) {
                    throw new IllegalStateException(
                            "MockLlm has no reply left: %d given, this is request %d; give more, or use MockLlm.cycling"
                                    .formatted(replies.size(), asked));
                }
                return replies.get(asked - 1);
            }
        };
    }

    private static List<String> atLeastOne(String[] replies) {
        requireNonNull(replies, "replies: expected at least one reply, got null");
        if (replies.length == 0) {
            throw new IllegalArgumentException("a MockLlm needs at least one reply");
        }
        for (String reply : replies) {
            requireNonNull(reply, "replies: expected replies that are texts, got null");
        }
        return List.of(replies);
    }

    /// What it was asked.
    ///
    /// @return a copy, in order; a message's text is
    ///   `invocations().getFirst().messages().getFirst().text()`
    public List<ModelRequest> invocations() {
        return script.invocations();
    }

    /// What answers, for tests of it alone.
    ModelClient client() {
        return script;
    }

    private static final class Script implements ModelClient {
        private static final Capabilities TAKES = Capabilities.ALL.with(Feature.JSON_SCHEMA, false);

        private final Function<ModelRequest, ModelResponse> reply;
        private final List<ModelRequest> invocations = new ArrayList<>();
        private final AtomicBoolean closed = new AtomicBoolean();

        Script(Function<ModelRequest, ModelResponse> reply) {
            this.reply = reply;
        }

        @Override
        public Capabilities capabilities() {
            return TAKES;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
            FittedRequest fitted = TAKES.fit(call.request().model(), call.request());
            ModelRequest request = fitted.request();
            call.context().check(request.model());
            if (closed.get()) {
                throw new IllegalStateException("the client is closed");
            }
            synchronized (invocations) {
                invocations.add(request);
            }
            ModelResponse response =
                    requireNonNull(
                            reply.apply(request), "the response: expected an answer, got null");
            String text = response.text();
            if (request.streaming() && !text.isEmpty()) {
                chunks.accept(text);
            }
            return response.toBuilder().sent(request.options()).leftOut(fitted.leftOut()).build();
        }

        private List<ModelRequest> invocations() {
            synchronized (invocations) {
                return List.copyOf(invocations);
            }
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
