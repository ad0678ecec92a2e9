package dev.kbench.llm.budget;

import static dev.kbench.llm.spi.ModelProviderException.Trouble.TIMED_OUT;

import dev.kbench.config.Price;
import dev.kbench.control.Outlay;
import dev.kbench.event.Listeners;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.OverBudgetException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Pays for a model's calls from the purses of their runs ({@link Purses}): sets aside what a call
/// may take before it is sent, and spends what it took.
///
/// A request that failed with a status was not answered, and takes nothing. One that was cut off,
/// or of which nothing was heard in time, takes all that was set aside for it, since nobody knows.
///
/// Thread-safe.
public final class BudgetedCalls implements ModelInterceptor {
    /// Bound while a call that something was set aside for is answered.
    private static final ScopedValue<Boolean> PAYING = ScopedValue.newInstance();

    private final String model;
    private final boolean priced;
    private final CallEstimate estimate;

    /// The layer of a model.
    ///
    /// @param model the model's id, for messages
    /// @param price what its tokens cost, empty where that is not known
    public BudgetedCalls(String model, Optional<Price> price) {
        this.model = model;
        this.priced = price.isPresent();
        this.estimate = new CallEstimate(price.orElse(null));
    }

    /// What is said of a model whose calls cost what nobody knows, where dollars are bounded.
    ///
    /// @param model the model's id
    /// @return one sentence that names the ways out
    public static String unpriced(String model) {
        return "%s has no price, so that a budget in dollars cannot be kept: give its price in kbench.toml or in the file that KBENCH_PRICES names (0 where it costs nothing), or bound tokens or calls instead"
                .formatted(model);
    }

    @Override
    public Stage stage() {
        return Stage.BUDGET;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        RunScope scope = RunScope.current();
        List<Purse> purses = Purses.of(scope);
        CallEstimate.Most most = estimate.most(call.request());
        Outlay aside = most.outlay();
        setAside(purses, aside, call, scope);
        Begun begun = new Begun(chunks);
        Outlay took = Outlay.NONE;
        try {
            ModelResponse response =
                    purses.isEmpty()
                            ? next.send(call, begun)
                            : ScopedValue.where(PAYING, true).call(() -> next.send(call, begun));
            took = most.took(response.usage());
            estimate.learn(most, response.usage());
            return response;
        } catch (ModelProviderException e) {
            took =
                    begun.begun || (e.trouble() == TIMED_OUT && e.status() == 0)
                            ? aside
                            : Outlay.NONE;
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            took = begun.begun ? aside : Outlay.NONE;
            throw e;
        } finally {
            for (Purse purse : purses) {
                purse.settle(aside, took);
            }
            call.context().observer().paid(took);
            tell(purses, scope);
        }
    }

    private void setAside(List<Purse> purses, Outlay most, ModelCall call, @Nullable RunScope scope)
            throws InterruptedException {
        int done = 0;
        try {
            for (Purse purse : purses) {
                setAside(purse, most, call, scope);
                done++;
            }
        } finally {
            if (done < purses.size()) {
                purses.subList(0, done).forEach(purse -> purse.settle(most, Outlay.NONE));
            }
        }
    }

    private void setAside(Purse purse, Outlay most, ModelCall call, @Nullable RunScope scope)
            throws InterruptedException {
        try {
            if (!priced && purse.budget().nanodollars().isPresent()) {
                throw new OverBudgetException(unpriced(model));
            }
            purse.setAside(model, most, call.context(), !PAYING.isBound());
        } catch (OverBudgetException e) {
            Purses.refused(scope, purse, e);
            throw e;
        }
    }

    private static void tell(List<Purse> purses, @Nullable RunScope scope) {
        if (purses.isEmpty()) {
            return;
        }
        Listeners listeners = Purses.listeners(scope);
        if (listeners.isEmpty()) {
            return;
        }
        for (Purse purse : purses) {
            listeners.tell(
                    new RunEvent.BudgetSpent(purse.evaluation(), purse.budget(), purse.spent()));
        }
    }

    /// Notes whether a piece of the answer came.
    private static final class Begun implements ChunkSink {
        private final ChunkSink to;
        private boolean begun;

        Begun(ChunkSink to) {
            this.to = to;
        }

        @Override
        public void accept(String text) {
            begun = true;
            to.accept(text);
        }

        @Override
        public void acceptReasoning(String text) {
            begun = true;
            to.acceptReasoning(text);
        }

        @Override
        public void restart() {
            begun = false;
            to.restart();
        }
    }
}
