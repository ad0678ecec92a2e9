package dev.kbench.testing;

import static java.util.Objects.requireNonNull;

import dev.kbench.llm.Llm;
import dev.kbench.llm.chaos.Chaos;
import dev.kbench.llm.chaos.ChaosOptions;
import dev.kbench.llm.retry.CallRetries;

import java.util.List;
import java.util.function.Consumer;

/// Models with faults on purpose, to try a benchmark against a bad day of its provider.
public final class ChaosLlm {
    private ChaosLlm() {}

    /// A model with faults. Its calls are sent again as any model's are.
    ///
    /// @param llm the model itself, such as a {@link MockLlm}
    /// @param with says which faults: `with -> with.seed(7).badJson(0.2)`
    /// @return the model, under the same name
    public static Llm around(Llm llm, Consumer<ChaosOptions> with) {
        requireNonNull(llm, "llm: expected a model, got null");
        requireNonNull(with, "with: expected what sets the options, got null");
        return new Llm(
                Chaos.around(llm.connection(), llm.name(), with),
                List.of(CallRetries.create(_ -> {})));
    }
}
