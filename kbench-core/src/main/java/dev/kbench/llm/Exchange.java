package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RequestMessage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/// From a chat to a request, through the layers to the client, and back to a message.
final class Exchange {
    private final Connection connection;
    private final ModelInterceptor.Next chain;

    Exchange(Connection connection, List<ModelInterceptor> interceptors) {
        this.connection = connection;
        List<ModelInterceptor> outermostFirst = new ArrayList<>(interceptors);
        outermostFirst.sort(Comparator.comparing(ModelInterceptor::stage));
        ModelInterceptor.Next next = connection.client()::send;
        for (ModelInterceptor layer : outermostFirst.reversed()) {
            ModelInterceptor.Next inner = next;
            next = (call, chunks) -> layer.intercept(call, chunks, inner);
        }
        this.chain = next;
    }

    Message send(Chat chat, Actor actor, Optional<String> instruction, PromptOptions options) {
        ModelRequest request = request(chat, instruction, options);
        RunScope scope = RunScope.current();
        CallContext context = context(scope);
        context.cancellation().check();
        long start = System.nanoTime();
        ModelResponse response;
        try {
            response = chain.send(new ModelCall(request, context), ChunkSink.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(context, e);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        UsageMeter.add(scope, response.usage());
        if (scope != null && !scope.listeners().isEmpty()) {
            scope.listeners()
                    .tell(
                            new RunEvent.CallFinished(
                                    scope.runId(), actor.name(), response.usage(), duration));
        }
        return new Message(
                actor,
                new Text(response.text()),
                true,
                new ReplyDetails(
                        response.usage(),
                        response.reasoning(),
                        response.finishReason(),
                        response.sent(),
                        duration));
    }

    private ModelRequest request(Chat chat, Optional<String> instruction, PromptOptions options) {
        List<Message> said = chat.messages();
        List<RequestMessage> messages = new ArrayList<>(said.size() + 1);
        for (Message message : said) {
            if (message.visibleToLlm()) {
                messages.add(new RequestMessage(message.sender().role(), message.content()));
            }
        }
        if (messages.isEmpty()) {
            throw new IllegalStateException(
                    "the chat '%s' holds nothing to answer to; prompt(…) asks, user().send(…) adds a message first"
                            .formatted(chat.name()));
        }
        instruction.ifPresent(
                text -> messages.add(new RequestMessage(Role.SYSTEM, new Text(text))));
        Capabilities takes = connection.client().capabilities();
        return new ModelRequest(
                connection.wireModel(),
                messages,
                takes.temperature()
                        ? OptionalDouble.of(options.temperature().orElse(0))
                        : OptionalDouble.empty(),
                takes.seed()
                        ? OptionalLong.of(options.seed().orElse(0) + trial())
                        : OptionalLong.empty(),
                options.maxTokens(),
                options.apiParams());
    }

    /// Trials of one cell differ by their seeds.
    private static int trial() {
        RunScope scope = RunScope.current();
        return scope == null ? 0 : scope.attempt().key().trial();
    }

    private static CallContext context(@Nullable RunScope scope) {
        return scope == null
                ? CallContext.outside()
                : new CallContext(
                        scope.evaluation(),
                        scope.attempt(),
                        UsageMeter.nextCall(scope),
                        scope.deadline(),
                        scope.cancellation());
    }

    private static CancellationException stopped(CallContext context, InterruptedException cause) {
        CancellationException e =
                new CancellationException(
                        context.cancellation()
                                .reason()
                                .orElse("interrupted while a model answered"));
        e.initCause(cause);
        return e;
    }
}
