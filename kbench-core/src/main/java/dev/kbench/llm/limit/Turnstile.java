package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;
import dev.kbench.control.Time;
import dev.kbench.llm.spi.CallContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets calls to one provider through, one {@link Line} for each of its models: first come, first
/// served within a line, and the lines take turns, so that no model keeps another's calls waiting.
///
/// Whoever waits first in a line keeps the time for it; the others sleep until it is their turn to.
///
/// Thread-safe.
final class Turnstile {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Line> lines = new ArrayList<>();
    private final Budget budget;
    private final Time time;
    private int next;

    Turnstile(CallLimits told, Time time) {
        this.budget = new Budget(told);
        this.time = time;
    }

    /// A call that has gone.
    record Pass(Line line, ModelLimit.Ticket ticket, long characters, double estimate) {}

    /// A call that waits.
    static final class Waiter {
        private final long characters;
        private final Condition called;
        private @Nullable Pass pass;
        private boolean cancelled;

        /// When it wakes by itself, and when its run's time is over; nanoseconds of the clock.
        private long wakes = Long.MAX_VALUE;

        private long ends = Long.MAX_VALUE;

        private Waiter(long characters, Condition called) {
            this.characters = characters;
            this.called = called;
        }
    }

    /// A new line for a model.
    Line line(CallLimits told) {
        lock.lock();
        try {
            Line line = new Line(new ModelLimit(told));
            lines.add(line);
            return line;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a call's turn.
    ///
    /// @param characters how long the request is
    /// @throws OverdueException if the turn would come, or has come, after the run's deadline
    Pass enter(Line line, long characters, CallContext context)
            throws InterruptedException, OverdueException {
        Waiter waiter;
        lock.lockInterruptibly();
        try {
            long now = time.nanos();
            if (line.waiting.isEmpty()
                    && delay(line, characters, now) == 0
                    && lines.stream().noneMatch(other -> isHeldByBudget(other, now))) {
                return go(line, characters, now);
            }
            requireTime(line, characters, context, now);
            waiter = new Waiter(characters, lock.newCondition());
            line.waiting.add(waiter);
        } finally {
            lock.unlock();
        }
        context.observer().waiting(true);
        try (var _ = context.cancellation().onCancel(() -> cancel(waiter))) {
            return await(line, waiter, context);
        } finally {
            context.observer().waiting(false);
        }
    }

    private void requireTime(Line line, long characters, CallContext context, long now)
            throws OverdueException {
        long least = budget.atLeast(now, line.waiting.size(), line.estimate.of(characters));
        if (context.deadline().left(now).toNanos() < least) {
            throw new OverdueException(line.waiting.size(), least);
        }
    }

    private void cancel(Waiter waiter) {
        lock.lock();
        try {
            waiter.cancelled = true;
            waiter.called.signal();
        } finally {
            lock.unlock();
        }
    }

    private Pass await(Line line, Waiter waiter, CallContext context)
            throws InterruptedException, OverdueException {
        lock.lock();
        boolean gone = false;
        try {
            while (true) {
                long now = time.nanos();
                callAll(now);
                if (waiter.pass != null) {
                    gone = true;
                    return waiter.pass;
                }
                if (waiter.cancelled) {
                    context.cancellation().check();
                }
                long left = context.deadline().left(now).toNanos();
                if (left <= 0) {
                    throw new OverdueException(line.waiting.size() - 1, 0);
                }
                long pause = Long.MAX_VALUE;
                if (line.waiting.peek() == waiter) {
                    long delay = delay(line, waiter.characters, now);
                    if (delay > left) {
                        throw new OverdueException(0, delay);
                    }
                    pause = pause(line, delay, now);
                }
                long most = Math.min(pause, left);
                waiter.wakes = later(now, most);
                waiter.ends = later(now, left);
                if (most == Long.MAX_VALUE) {
                    waiter.called.await();
                } else {
                    waiter.called.await(most, TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            if (!gone) {
                leave(line, waiter);
            }
            lock.unlock();
        }
    }

    /// A waiter goes away without its turn, or gives back one that came too late.
    private void leave(Line line, Waiter waiter) {
        if (waiter.pass == null) {
            line.waiting.remove(waiter);
        } else {
            line.limit.gone(waiter.pass.ticket());
            budget.ended(-waiter.pass.estimate());
        }
        callAll(time.nanos());
    }

    /// Lets go whoever may, the lines in turn, and wakes those who now come first. A call that only
    /// the provider's budget holds back is not overtaken: many small calls of one model would take
    /// away what a large one of another waits for, again and again.
    private void callAll(long now) {
        int idle = 0;
        while (idle < lines.size()) {
            next = next < lines.size() ? next : 0;
            Line line = lines.get(next);
            Waiter first = line.waiting.peek();
            if (first == null || ofModel(line, first.characters, now) != 0) {
                idle++;
                next++;
                continue;
            }
            if (budget.delay(now, line.estimate.of(first.characters)) != 0) {
                break;
            }
            idle = 0;
            next++;
            line.waiting.poll();
            first.pass = go(line, first.characters, now);
            first.called.signal();
        }
        lines.forEach(line -> wakeFirst(line, now));
    }

    /// Wakes the first call of a line where it would sleep too long, or where its turn has come to
    /// be after its run's end. Most calls that come first need not know it: whoever ends lets them
    /// go.
    private void wakeFirst(Line line, long now) {
        Waiter first = line.waiting.peek();
        if (first == null) {
            return;
        }
        long delay = delay(line, first.characters, now);
        if (later(now, pause(line, delay, now)) < first.wakes || later(now, delay) > first.ends) {
            first.called.signal();
        }
    }

    /// How long the first call of a line may sleep.
    private long pause(Line line, long delay, long now) {
        return delay < 0 || isBehind(line, now) ? Long.MAX_VALUE : Math.max(delay, 1);
    }

    private static long later(long now, long nanos) {
        return nanos > Long.MAX_VALUE - Math.max(now, 0) ? Long.MAX_VALUE : now + nanos;
    }

    /// Whether the first call of a line waits for nothing but the provider's budget.
    private boolean isHeldByBudget(Line line, long now) {
        Waiter first = line.waiting.peek();
        return first != null && ofModel(line, first.characters, now) == 0;
    }

    /// Whether the first call of a line waits for that of another, who has the turn: that one wakes
    /// by itself, and lets this one go after it.
    private boolean isBehind(Line line, long now) {
        Line turn = lines.get(next < lines.size() ? next : 0);
        return isHeldByBudget(line, now) && turn != line && isHeldByBudget(turn, now);
    }

    private static long ofModel(Line line, long characters, long now) {
        return line.limit.delay(now, line.estimate.of(characters));
    }

    private long delay(Line line, long characters, long now) {
        long ofModel = ofModel(line, characters, now);
        long ofAll = budget.delay(now, line.estimate.of(characters));
        return ofModel < 0 || ofAll < 0 ? -1 : Math.max(ofModel, ofAll);
    }

    private Pass go(Line line, long characters, long now) {
        double estimate = line.estimate.of(characters);
        budget.go(now, estimate);
        return new Pass(line, line.limit.go(now, estimate), characters, estimate);
    }

    /// What became of a call that had gone.
    sealed interface End {
        /// It was answered.
        record Answered(OptionalLong tokens, Told told) implements End {}

        /// Too many calls or tokens.
        record Rejected(Told told) implements End {}

        /// The provider is overloaded.
        record Overloaded(Told told) implements End {}

        /// Anything else.
        record Gone() implements End {}
    }

    void leave(Pass pass, End end) {
        lock.lock();
        try {
            long now = time.nanos();
            Line line = pass.line();
            double more = -pass.estimate();
            switch (end) {
                case End.Answered(OptionalLong tokens, Told told) -> {
                    if (tokens.isPresent()) {
                        line.estimate.learn(pass.characters(), tokens.getAsLong());
                        more = tokens.getAsLong() - pass.estimate();
                    } else {
                        more = 0;
                    }
                    line.limit.answered(pass.ticket(), now, tokens, told);
                }
                case End.Rejected(Told told) -> line.limit.rejected(pass.ticket(), now, told);
                case End.Overloaded(Told told) ->
                        line.limit.overloaded(pass.ticket(), now, told.retryAfter());
                case End.Gone() -> line.limit.gone(pass.ticket());
            }
            budget.ended(more);
            callAll(now);
        } finally {
            lock.unlock();
        }
    }
}
