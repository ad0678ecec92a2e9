package dev.kbench.testing;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.FinishReason;
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
        List<String> texts = atLeastOne(replies);
        return answering(
                "mock",
                new Function<>() {
                    private int asked;

                    @Override
                    public synchronized String apply(ModelRequest request) {
                        asked++;
                        if (asked > texts.size()) {
                            throw new IllegalStateException(
                                    "MockLlm has no reply left: %d given, this is request %d; give more, or use MockLlm.cycling"
                                            .formatted(texts.size(), asked));
                        }
                        return texts.get(asked - 1);
                    }
                });
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
        return new MockLlm(name, new Script(reply));
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

        private final Function<ModelRequest, String> reply;
        private final List<ModelRequest> invocations = new ArrayList<>();
        private final AtomicBoolean closed = new AtomicBoolean();

        Script(Function<ModelRequest, String> reply) {
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
            String text =
                    requireNonNull(reply.apply(request), "the reply: expected a text, got null");
            if (request.streaming() && !text.isEmpty()) {
                chunks.accept(text);
            }
            return ModelResponse.builder()
                    .text(text)
                    .finishReason(FinishReason.STOP)
                    .sent(request.options())
                    .leftOut(fitted.leftOut())
                    .build();
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
