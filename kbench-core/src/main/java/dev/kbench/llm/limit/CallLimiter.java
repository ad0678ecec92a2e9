package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;
import dev.kbench.control.Time;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Has each call to a model wait for its turn, so that no more of them are under way, and no more
/// begin in a span, than the model takes: as the user told, and as is found out from its answers.
///
/// A call that waits holds no connection, and its wait is no part of the time its answer took. It
/// ends its wait when its run is cancelled or interrupted, and fails where its turn would come
/// after the run's deadline.
///
/// Thread-safe.
public final class CallLimiter implements ModelInterceptor {
    private final String model;
    private final Turnstile turnstile;
    private final Line line;

    private CallLimiter(String model, Turnstile turnstile, Line line) {
        this.model = model;
        this.turnstile = turnstile;
        this.line = line;
    }

    /// The limits of one provider, which its models share.
    ///
    /// Thread-safe.
    public static final class Provider {
        private final Turnstile turnstile;

        /// Makes one.
        ///
        /// @param told what the user told of all its models together
        /// @param time tells the time
        public Provider(CallLimits told, Time time) {
            this.turnstile = new Turnstile(told, time);
        }

        /// The limiter of one of its models.
        ///
        /// @param model the model's id, for messages
        /// @param told what the user told of this model alone
        /// @return the layer; each call of this method makes a line of its own
        public CallLimiter model(String model, CallLimits told) {
            return new CallLimiter(model, turnstile, turnstile.line(told));
        }
    }

    @Override
    public Stage stage() {
        return Stage.LIMIT;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        Turnstile.Pass pass;
        try {
            pass = turnstile.enter(line, PromptSize.of(call.request()), call.context());
        } catch (OverdueException e) {
            throw overdue(e);
        }
        Turnstile.End end = new Turnstile.End.Gone();
        try {
            ModelResponse response = next.send(call, chunks);
            end =
                    new Turnstile.End.Answered(
                            tokens(response.usage()),
                            new Told(response.limits(), Optional.empty(), ""));
            return response;
        } catch (RetryableProviderException e) {
            end = end(e);
            throw e;
        } finally {
            turnstile.leave(pass, end);
        }
    }

    private static Turnstile.End end(RetryableProviderException e) {
        Told told = new Told(e.limits(), e.retryAfter(), e.words().toLowerCase(Locale.ROOT));
        if (e.trouble() == Trouble.RATE_LIMITED) {
            return new Turnstile.End.Rejected(told);
        }
        return e.trouble() == Trouble.UNAVAILABLE && e.status() >= 500
                ? new Turnstile.End.Overloaded(told)
                : new Turnstile.End.Gone();
    }

    private RetryableProviderException overdue(OverdueException e) {
        String ahead =
                e.ahead() == 0
                        ? ""
                        : e.ahead() == 1
                                ? ", behind another call"
                                : ", behind %d other calls".formatted(e.ahead());
        String why =
                e.nanos() == 0
                        ? "the run's deadline came while the call waited for its turn" + ahead
                        : "the call's turn comes in %s at the earliest%s, after the run's deadline"
                                .formatted(seconds(e.nanos()), ahead);
        return new RetryableProviderException(
                Trouble.RATE_LIMITED,
                model,
                0,
                "%s: %s; allow more time, run fewer jobs, or raise the limits that are set"
                        .formatted(model, why),
                null,
                null);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", Duration.ofNanos(nanos).toMillis() / 1000.0);
    }

    private static OptionalLong tokens(Usage usage) {
        return usage.inputTokens().isEmpty() && usage.outputTokens().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(usage.inputTokens().orElse(0) + usage.outputTokens().orElse(0));
    }
}
