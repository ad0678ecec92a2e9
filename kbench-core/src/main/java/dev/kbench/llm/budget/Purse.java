package dev.kbench.llm.budget;

import dev.kbench.control.Budget;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Outlay;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.OverBudgetException;
import dev.kbench.llm.spi.RetryableProviderException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is left of a budget. Before a call is sent, what it may take at most is set aside, so that
/// many calls at a time cannot go over together; when it has ended, what it took is spent, and the
/// rest goes back.
///
/// A call that would go over with what is spent alone is refused. One that would go over only with
/// what others have set aside waits until they have ended, first come, first served: it is refused,
/// or goes, by what they really took. Whoever waits has set nothing aside here, and what is set
/// aside here belongs to calls that wait for their answers, their turn, or a wider purse; so waits
/// end. Invariant: the first in the queue waits only while something is set aside.
///
/// Thread-safe.
public final class Purse {
    private static final OptionalLong NO = OptionalLong.empty();

    private final Budget budget;
    private final String evaluation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private Outlay spent = Outlay.NONE;
    private Outlay aside = Outlay.NONE;

    /// A full purse.
    ///
    /// @param budget what is in it
    /// @param evaluation the id of the evaluation whose budget it is, empty for a command's
    public Purse(Budget budget, String evaluation) {
        this.budget = budget;
        this.evaluation = evaluation;
    }

    private record Waiter(Outlay most, Condition woken) {}

    /// The budget.
    ///
    /// @return what was in the purse at first
    public Budget budget() {
        return budget;
    }

    /// Whose budget it is.
    ///
    /// @return the evaluation's id, empty for a command's
    public String evaluation() {
        return evaluation;
    }

    /// What calls that ended took, those of earlier processes included.
    ///
    /// @return the sum; what is set aside is not in it
    public Outlay spent() {
        lock.lock();
        try {
            return spent;
        } finally {
            lock.unlock();
        }
    }

    /// Counts what was spent without having been set aside: by earlier processes.
    ///
    /// @param outlay what it was
    public void spend(Outlay outlay) {
        settle(Outlay.NONE, outlay);
    }

    /// Sets aside what a call may take.
    ///
    /// @param model the model's id, for messages
    /// @param most what the call takes at most
    /// @param context whose call it is
    /// @param patient whether it may wait: not if it is part of the answer to another, which would
    ///   wait for it in turn
    /// @throws OverBudgetException if it would go over the budget
    /// @throws RetryableProviderException if the run's deadline comes before it may be sent
    /// @throws InterruptedException if the thread was interrupted while the call waited
    /// @throws java.util.concurrent.CancellationException if the call was cancelled meanwhile
    public void setAside(String model, Outlay most, CallContext context, boolean patient)
            throws InterruptedException {
        Waiter waiter;
        lock.lockInterruptibly();
        try {
            if ((waiting.isEmpty() || !patient) && fits(most)) {
                aside = aside.plus(most);
                return;
            }
            refuse(model, spent, most);
            if (!patient) {
                refuse(model, spent.plus(aside), most);
            }
            waiter = new Waiter(most, lock.newCondition());
            waiting.add(waiter);
        } finally {
            lock.unlock();
        }
        context.observer().waiting(true);
        try (Cancellation.Registration _ = context.cancellation().onCancel(() -> wake(waiter))) {
            await(model, waiter, context);
        } finally {
            context.observer().waiting(false);
        }
    }

    private void wake(Waiter waiter) {
        lock.lock();
        try {
            waiter.woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private void await(String model, Waiter waiter, CallContext context)
            throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                refuse(model, spent, waiter.most);
                if (waiter.equals(waiting.peek()) && fits(waiter.most)) {
                    aside = aside.plus(waiter.most);
                    return;
                }
                context.cancellation().check();
                long left = context.deadline().left(System.nanoTime()).toNanos();
                if (left <= 0) {
                    throw overdue(model);
                }
                boolean _ = waiter.woken.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            waiting.remove(waiter);
            wakeFirst();
            lock.unlock();
        }
    }

    private boolean fits(Outlay most) {
        return budget.exceeded(spent.plus(aside).plus(most)).isEmpty();
    }

    private void wakeFirst() {
        Waiter first = waiting.peek();
        if (first != null) {
            first.woken.signal();
        }
    }

    /// A call for which something was set aside has ended.
    ///
    /// @param most what was set aside for it
    /// @param took what it took, which may be more; nothing where it was not sent
    public void settle(Outlay most, Outlay took) {
        lock.lock();
        try {
            aside = aside.minus(most);
            spent = spent.plus(took);
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void refuse(String model, Outlay gone, Outlay most) {
        Budget.Unit unit = budget.exceeded(gone.plus(most)).orElse(null);
        if (unit == null) {
            return;
        }
        throw new OverBudgetException(
                "%s: %s%s of the %s's budget %s spent; %s"
                        .formatted(
                                model,
                                switch (unit) {
                                    case DOLLARS ->
                                            "the call may cost %s, and "
                                                    .formatted(Budget.dollars(most.nanodollars()));
                                    case TOKENS ->
                                            String.format(
                                                    Locale.ROOT,
                                                    "the call may take %,d tokens, and ",
                                                    most.tokens());
                                    case CALLS -> "";
                                },
                                of(unit).spent(gone),
                                evaluation.isEmpty() ? "command" : "evaluation",
                                unit == Budget.Unit.DOLLARS ? "is" : "are",
                                wayOut(unit)));
    }

    /// The part of the budget that is of a unit.
    private Budget of(Budget.Unit unit) {
        return switch (unit) {
            case DOLLARS -> new Budget(budget.nanodollars(), NO, NO);
            case TOKENS -> new Budget(NO, budget.tokens(), NO);
            case CALLS -> new Budget(NO, NO, budget.calls());
        };
    }

    private String wayOut(Budget.Unit unit) {
        if (!evaluation.isEmpty()) {
            return "the same evaluation with a larger budget(…) goes on with what is missing";
        }
        String option =
                switch (unit) {
                    case DOLLARS -> "--budget";
                    case TOKENS -> "--budget-tokens";
                    case CALLS -> "--budget-calls";
                };
        return "the same command with a larger %s goes on with what is missing".formatted(option);
    }

    private static RetryableProviderException overdue(String model) {
        return new RetryableProviderException(
                Trouble.RATE_LIMITED,
                model,
                0,
                model
                        + ": the run's deadline came while the call waited for others that might"
                        + " use up the budget; allow more time, run fewer jobs, or set maxTokens",
                null,
                null);
    }
}
