package dev.kbench.llm.retry;

import dev.kbench.control.Time;
import dev.kbench.event.CallRetry;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// Sends a request again that came to nothing, where that may help: the exception's type decides,
/// {@link RetryableProviderException}.
///
/// The wait before retry n is drawn evenly from nothing to `firstWait · 2ⁿ⁻¹`, at most
/// `longestWait` ("full jitter"). Where the provider says how long to wait, it is waited that long,
/// and on top of it what was drawn, at most a tenth of the time asked for: never less than asked,
/// and not all at once. A wait is not begun that would pass the run's deadline, or the time within
/// which a call may be sent again: then the call fails at once, and says so.
///
/// Thread-safe.
public final class CallRetries implements ModelInterceptor {
    private static final int DOUBLINGS = 30;

    private final int most;
    private final Duration firstWait;
    private final Duration longestWait;
    private final Duration within;
    private final Time time;
    private final DoubleSupplier random;

    private CallRetries(RetryOptions options, Time time, DoubleSupplier random) {
        this.most = options.most();
        this.firstWait = options.firstWait();
        this.longestWait = options.longestWait();
        this.within = options.within();
        this.time = time;
        this.random = random;
    }

    /// Retries by the machine's clock.
    ///
    /// @param with sets the options
    /// @return the layer
    public static CallRetries create(Consumer<RetryOptions> with) {
        return create(with, Time.SYSTEM, Math::random);
    }

    /// Retries by a given clock and lot.
    ///
    /// @param with sets the options
    /// @param time tells the time and waits
    /// @param random draws a number from 0 to below 1, for many threads
    /// @return the layer
    public static CallRetries create(
            Consumer<RetryOptions> with, Time time, DoubleSupplier random) {
        RetryOptions options = new RetryOptions();
        with.accept(options);
        return new CallRetries(options, time, random);
    }

    @Override
    public Stage stage() {
        return Stage.RETRY;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        long begun = time.nanos();
        ModelCall now = call;
        while (true) {
            long sent = time.nanos();
            try {
                return next.send(now, chunks);
            } catch (RetryableProviderException e) {
                CallContext context = now.context();
                if (most == 0) {
                    throw e;
                }
                Duration wait = wait(e.retryAfter(), context.tries());
                Duration spent = Duration.ofNanos(time.nanos() - begun);
                Optional<String> why = whyNot(e, context, wait, spent);
                if (why.isPresent()) {
                    throw last(e, why.get());
                }
                context.observer()
                        .retrying(
                                new CallRetry(
                                        context.tries(),
                                        e.trouble().name(),
                                        e.status(),
                                        e.words(),
                                        Duration.ofNanos(time.nanos() - sent),
                                        wait));
                time.sleep(wait, context.cancellation());
                chunks.restart();
                now = new ModelCall(call.request(), context.again());
            }
        }
    }

    private Duration wait(Optional<Duration> asked, int tries) {
        Duration drawn =
                times(
                        shorter(
                                firstWait.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS)),
                                longestWait),
                        random.getAsDouble());
        return asked.map(least -> least.plus(shorter(drawn, least.dividedBy(10)))).orElse(drawn);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration times(Duration wait, double share) {
        return Duration.ofNanos((long) (wait.toNanos() * share));
    }

    /// Why a request is not sent again, if so.
    private Optional<String> whyNot(
            RetryableProviderException e, CallContext context, Duration wait, Duration spent) {
        if (context.tries() > most) {
            return Optional.of(
                    "it was sent %d times in %s".formatted(context.tries(), Seconds.of(spent)));
        }
        String what =
                "not sent again%s: the wait of %s%s would pass "
                        .formatted(
                                context.tries() == 1
                                        ? ""
                                        : " after %d times".formatted(context.tries()),
                                Seconds.of(wait),
                                e.retryAfter().isPresent() ? ", which the provider asks for," : "");
        Duration left = context.deadline().left(time.nanos());
        if (left.compareTo(wait) <= 0) {
            return Optional.of(
                    what
                            + (left.isPositive()
                                    ? "the run's deadline in " + Seconds.of(left)
                                    : "the run's deadline, which has come"));
        }
        return spent.plus(wait).compareTo(within) > 0
                ? Optional.of(
                        what
                                + "the %s within which a call may be sent again"
                                        .formatted(Seconds.of(within)))
                : Optional.empty();
    }

    private static RetryableProviderException last(RetryableProviderException e, String why) {
        return new RetryableProviderException(
                e.trouble(),
                e.model(),
                e.status(),
                e.words(),
                "%s (%s)".formatted(e.getMessage(), why),
                e.retryAfter().orElse(null),
                e.limits(),
                e);
    }
}
