package dev.kbench.llm.limit;

import java.util.ArrayDeque;

/// The calls that wait for one model, and what the model takes.
///
/// Guarded by its {@link Turnstile}.
final class Line {
    final ModelLimit limit;
    final TokenEstimate estimate = new TokenEstimate();
    final ArrayDeque<Turnstile.Waiter> waiting = new ArrayDeque<>();

    Line(ModelLimit limit) {
        this.limit = limit;
    }
}
