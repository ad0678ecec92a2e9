package dev.kbench.room;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.Content;
import dev.kbench.content.ToolCall;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.tool.ToolSpec;

import java.util.List;

/// Answers as its game has prepared it, and fails as often. Each request is looked through at the
/// moment it is sent.
final class GameModel implements ModelClient {
    private final Game game;

    private GameModel(Game game) {
        this.game = game;
    }

    /// A model that asks once more where it fails.
    static Llm of(String id, Game game) {
        return new Llm(
                new Connection(ModelRef.of(id, "scripted"), id, new GameModel(game), ""),
                List.of(new Again()));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.BASIC.with(Feature.TOOLS, true);
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) {
        game.requests++;
        for (RequestMessage message : call.request().messages()) {
            for (Content part : message.parts()) {
                String told = Views.all(part);
                game.secrets.look(
                        game.reader,
                        "request",
                        game.own.isEmpty()
                                ? told
                                : told.replace(game.own, "").replace(game.thought, ""));
            }
        }
        if (game.failures > 0) {
            game.failures--;
            throw new RetryableProviderException(
                    ModelProviderException.Trouble.UNAVAILABLE,
                    call.request().model(),
                    503,
                    "busy",
                    null,
                    null);
        }
        List<ToolSpec> tools = call.request().openTools();
        if (game.wishes > 0 && !tools.isEmpty() && !game.reader.isEmpty()) {
            game.wishes--;
            return ModelResponse.builder()
                    .reasoning(game.thought)
                    .text("let me see " + game.secrets.forSome(List.of(game.reader)))
                    .part(wish(tools.getFirst()))
                    .part(wish(tools.getLast()))
                    .build();
        }
        String said = game.answer;
        game.answer = game.then.isEmpty() ? game.answer : game.then.removeFirst();
        return ModelResponse.builder()
                .reasoning(game.thought)
                .text(said)
                .finishReason(FinishReason.STOP)
                .build();
    }

    private ToolCall wish(ToolSpec tool) {
        String words = game.secrets.forSome(List.of(game.reader));
        return ToolCall.of("", tool.name(), "{\"words\": \"%s\"}".formatted(words));
    }

    @Override
    public void close() {}

    /// Asks once more.
    private static final class Again implements ModelInterceptor {
        @Override
        public Stage stage() {
            return Stage.RETRY;
        }

        @Override
        public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
                throws InterruptedException {
            try {
                return next.send(call, chunks);
            } catch (RetryableProviderException e) {
                return next.send(call, chunks);
            }
        }
    }
}
