package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.config.Price;
import dev.kbench.content.Text;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.budget.BudgetedCalls;
import dev.kbench.llm.price.PricedCalls;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.OverBudgetException;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.schema.JsonSchema;
import dev.kbench.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// From a chat to a request, through the layers to the client, and back to a message.
final class Exchange {
    /// What the record calls the way in which a value's form was asked for.
    private static final String ANSWER_FORM = "answer_form";

    /// What providers call the choice of tools, which goes with the tools alone.
    private static final Set<String> TOOL_CHOICES =
            Set.of("tool_choice", "parallel_tool_calls", "toolConfig");

    private final ModelInterceptor.Next chain;
    private final Connection connection;
    private final boolean priced;

    Exchange(Connection connection, List<ModelInterceptor> interceptors) {
        this.connection = connection;
        Optional<Price> price =
                interceptors.stream()
                        .filter(PricedCalls.class::isInstance)
                        .map(layer -> ((PricedCalls) layer).price())
                        .findFirst();
        this.priced =
                price.isPresent() || interceptors.stream().anyMatch(ModelInterceptor::asksNobody);
        List<ModelInterceptor> outermostFirst = new ArrayList<>();
        outermostFirst.add(new BudgetedCalls(connection.ref().id(), price));
        outermostFirst.addAll(interceptors);
        outermostFirst.sort(Comparator.comparing(ModelInterceptor::stage));
        ModelInterceptor.Next next = (call, chunks) -> timed(connection.client(), call, chunks);
        for (ModelInterceptor layer : outermostFirst.reversed()) {
            ModelInterceptor.Next inner = next;
            next = (call, chunks) -> layer.intercept(call, chunks, inner);
        }
        this.chain = next;
    }

    /// Whether what calls cost is known before they are sent.
    boolean isPriced() {
        return priced;
    }

    private static ModelResponse timed(ModelClient client, ModelCall call, ChunkSink chunks)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            return client.send(call, chunks);
        } finally {
            call.context().observer().sent(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// @param open whether the model may call its tools
    Message send(
            Conversation talk, Actor actor, Schema<?> schema, PromptOptions options, boolean open) {
        CallGate.check();
        ModelRequest request = request(talk, schema, options, open);
        RunScope scope = RunScope.current();
        CallContext context = context(scope);
        context.cancellation().check();
        Listening chunks = new Listening(options.onChunk());
        CallTrace trace = new CallTrace(actor.name(), scope, chunks);
        ModelResponse response;
        try {
            response = chain.send(new ModelCall(request, context.observed(trace)), chunks);
            chunks.finish(response.text());
        } catch (InterruptedException e) {
            trace.failed(false);
            Thread.currentThread().interrupt();
            throw stopped(context, e);
        } catch (ModelProviderException e) {
            trace.failed(e.trouble() == ModelProviderException.Trouble.TIMED_OUT);
            trace.remark(talk, e);
            throw e;
        } catch (OverBudgetException e) {
            trace.failed(false);
            throw e;
        }
        Duration duration = trace.duration();
        trace.answered(response.usage());
        if (scope != null && !scope.listeners().isEmpty()) {
            scope.listeners()
                    .tell(
                            new RunEvent.CallFinished(
                                    scope.runId(), actor.name(), response.usage(), duration));
        }
        String text = response.text();
        return new Message(
                talk.speaker(actor),
                new Text(text.isEmpty() ? response.refusal() : text),
                true,
                new ReplyDetails(
                        isTextAlone(response) ? List.of() : response.parts(),
                        response.usage(),
                        response.finishReason(),
                        sent(request, response, schema),
                        response.leftOut(),
                        response.logprobs(),
                        duration,
                        Optional.ofNullable(scope).map(run -> run.age().minus(duration)),
                        List.of(),
                        trace.retries(),
                        trace.isReplayed()));
    }

    /// What was sent, and in which way a value's form was asked for.
    private static SequencedMap<String, Object> sent(
            ModelRequest request, ModelResponse response, Schema<?> schema) {
        if (schema.told().isEmpty()) {
            return response.sent();
        }
        boolean held =
                request.answerSchema().isPresent()
                        && !response.leftOut().containsKey("response_format");
        SequencedMap<String, Object> sent = new LinkedHashMap<>(response.sent());
        sent.put(ANSWER_FORM, held ? "JSON schema " + schema.answerName() : "in words");
        return sent;
    }

    private static boolean isTextAlone(ModelResponse response) {
        return response.parts().size() == 1 && response.parts().getFirst() instanceof Text;
    }

    private ModelRequest request(
            Conversation talk, Schema<?> schema, PromptOptions options, boolean open) {
        ModelRequest.Builder request =
                ModelRequest.to(connection.wireModel())
                        .temperature(options.temperature().orElse(0))
                        .seed(options.seed().orElse(0) + trial())
                        .streaming(options.streaming())
                        .apiParams(open ? options.apiParams() : withoutToolChoice(options));
        boolean empty = true;
        for (Message message : talk.messages()) {
            if (message.visibleToLlm()) {
                request.message(new RequestMessage(message.sender().role(), message.parts()));
                empty = false;
            }
        }
        if (empty) {
            throw new IllegalStateException(
                    "%s holds nothing to answer to; prompt(…) asks, user().send(…) adds a message first"
                            .formatted(talk.title()));
        }
        options.tools().forEach(tool -> request.tool(tool.spec()));
        if (!open) {
            request.toolsClosed();
        }
        options.maxTokens().ifPresent(request::maxTokens);
        options.reasoning().ifPresent(request::reasoning);
        schema.told()
                .ifPresent(
                        told -> {
                            Optional<JsonSchema> form =
                                    options.nativeSchema()
                                            ? schema.sent(connection.client().schemaLimits())
                                            : Optional.empty();
                            if (form.isPresent()) {
                                request.answerSchema(
                                        new AnswerSchema(schema.answerName(), form.get(), told));
                            } else {
                                request.message(Role.SYSTEM, new Text(told));
                            }
                        });
        return request.build();
    }

    /// Whoever has a tool called by force wants an answer in the end.
    private static SequencedMap<String, Object> withoutToolChoice(PromptOptions options) {
        SequencedMap<String, Object> params = new LinkedHashMap<>(options.apiParams());
        if (!options.tools().isEmpty()) {
            params.keySet().removeAll(TOOL_CHOICES);
        }
        return params;
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
