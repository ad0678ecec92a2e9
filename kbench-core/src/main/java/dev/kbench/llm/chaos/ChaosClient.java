package dev.kbench.llm.chaos;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.Content;
import dev.kbench.content.Text;
import dev.kbench.control.Time;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.schema.SchemaLimits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SplittableRandom;

/// Passes calls on to another client, or does to them what was drawn.
///
/// Thread-safe.
final class ChaosClient implements ModelClient {
    private static final Duration RETRY_AFTER = Duration.ofMillis(100);
    private static final int PIECE = 16;

    private final String model;
    private final ModelClient inner;
    private final ChaosOptions options;
    private final Time time;
    private final Draw draw;

    ChaosClient(String model, ModelClient inner, ChaosOptions options, Time time) {
        this.model = model;
        this.inner = inner;
        this.options = options;
        this.time = time;
        this.draw = new Draw(options);
    }

    @Override
    public Capabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public SchemaLimits schemaLimits() {
        return inner.schemaLimits();
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        call.context().check(model);
        Draw.Lot lot = draw.of(call);
        latency(call.context(), lot.random());
        if (lot.fault().isEmpty() || call.context().tries() > lot.tries()) {
            return inner.send(call, chunks);
        }
        return switch (lot.fault().get()) {
            case RATE_LIMIT ->
                    throw failure(
                            Trouble.RATE_LIMITED,
                            429,
                            "answered with status 429: too many requests",
                            RETRY_AFTER);
            case DOWN ->
                    throw failure(
                            Trouble.UNAVAILABLE, 503, "answered with status 503: overloaded", null);
            case HANG -> throw hung(call.context());
            case CUT -> throw cut(inner.send(call, ChunkSink.NONE), call, chunks);
            case BAD_JSON -> told(withoutEnd(inner.send(call, ChunkSink.NONE)), call, chunks);
            case REFUSAL -> refusal(inner.send(call, ChunkSink.NONE));
            case EMPTY -> empty(inner.send(call, ChunkSink.NONE));
            case WRONG_USAGE -> wrong(inner.send(call, chunks), lot.random());
        };
    }

    private void latency(CallContext context, SplittableRandom random) throws InterruptedException {
        if (options.latency().isZero()) {
            return;
        }
        double share = 0.5 + random.nextDouble();
        sleep(Duration.ofNanos((long) (options.latency().toNanos() * share)), context);
        context.check(model);
    }

    private void sleep(Duration wait, CallContext context) throws InterruptedException {
        Duration left = context.deadline().left(time.nanos());
        time.sleep(wait.compareTo(left) < 0 ? wait : left, context.cancellation());
    }

    private RetryableProviderException hung(CallContext context) throws InterruptedException {
        sleep(options.hangFor(), context);
        return failure(Trouble.TIMED_OUT, 0, "no answer came in time", null);
    }

    private RetryableProviderException cut(
            ModelResponse response, ModelCall call, ChunkSink chunks) {
        String text = response.text();
        tell(text.substring(0, text.length() / 2), call, chunks);
        return failure(Trouble.UNAVAILABLE, 0, "the answer stopped in the middle", null);
    }

    private RetryableProviderException failure(
            Trouble trouble, int status, String what, @Nullable Duration retryAfter) {
        return new RetryableProviderException(
                trouble,
                model,
                status,
                "%s %s, on purpose".formatted(model, what),
                retryAfter,
                null);
    }

    /// Without the last fifth of the text, and at least without its last character.
    private static ModelResponse withoutEnd(ModelResponse response) {
        String text = response.text();
        int kept = Math.max(0, Math.min(text.length() - 1, text.length() * 4 / 5));
        ModelResponse.Builder changed = withoutParts(response);
        for (Content part : response.parts()) {
            if (!(part instanceof Text)) {
                changed.part(part);
            }
        }
        return changed.text(text.substring(0, kept)).build();
    }

    private static ModelResponse refusal(ModelResponse response) {
        return withoutParts(response)
                .refusal("I can't help with that.")
                .finishReason(FinishReason.of("refusal"))
                .build();
    }

    private static ModelResponse empty(ModelResponse response) {
        return withoutParts(response).build();
    }

    private static ModelResponse.Builder withoutParts(ModelResponse response) {
        return ModelResponse.builder()
                .finishReason(response.finishReason())
                .usage(response.usage())
                .sent(response.sent())
                .leftOut(response.leftOut())
                .extras(response.extras())
                .limits(response.limits());
    }

    private static ModelResponse wrong(ModelResponse response, SplittableRandom random) {
        Usage usage =
                switch (random.nextInt(3)) {
                    case 0 -> Usage.NONE;
                    case 1 -> Usage.ofTokens(0, 0);
                    default -> Usage.ofTokens(Long.MAX_VALUE, 1L << 40);
                };
        return response.toBuilder().usage(usage).build();
    }

    private static ModelResponse told(ModelResponse response, ModelCall call, ChunkSink chunks) {
        tell(response.text(), call, chunks);
        return response;
    }

    private static void tell(String text, ModelCall call, ChunkSink chunks) {
        if (call.request().streaming()) {
            for (int at = 0; at < text.length(); at += PIECE) {
                chunks.accept(text.substring(at, Math.min(text.length(), at + PIECE)));
            }
        }
    }

    @Override
    public void close() {
        inner.close();
    }
}
