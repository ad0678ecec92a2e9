package dev.kbench.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.spi.EvaluationEngine;

import org.junit.jupiter.api.Test;

class LocalEngineTest extends EvaluationEngineContract {
    @Override
    EvaluationEngine engine(int jobs) {
        return new LocalEngine(jobs);
    }

    @Test
    void jobsBelowOneAreRefused() {
        assertThatThrownBy(() -> new LocalEngine(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jobs must be 1 or more, got 0");
    }
}
