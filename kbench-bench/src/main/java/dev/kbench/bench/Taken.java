package dev.kbench.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What was measured of a figure, either cold or warm, in all rounds.
///
/// @param figure what was measured
/// @param cold whether these are the first passes of their processes, or the later half
/// @param samples how many samples a pass had
/// @param passes the passes, at least one
record Taken(Figure figure, boolean cold, int samples, List<Pass> passes) {
    Spread perSecond() {
        return spread(pass -> pass.perSecond(samples));
    }

    Spread cpuMicros() {
        return spread(pass -> pass.cpuMicros(samples));
    }

    Spread seconds() {
        return spread(Pass::seconds);
    }

    Spread spread(ToDoubleFunction<Pass> figureOf) {
        return Spread.of(passes.stream().mapToDouble(figureOf));
    }

    /// The fewest answers that were the right ones in a pass.
    long verified() {
        return passes.stream().mapToLong(Pass::verified).min().orElse(0);
    }
}
