package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

class SpreadTest {
    @Test
    void anOddNumberHasAMiddle() {
        assertThat(Spread.of(DoubleStream.of(30, 10, 20))).isEqualTo(new Spread(10, 20, 30));
    }

    @Test
    void theMiddleOfAnEvenNumberIsAMean() {
        assertThat(Spread.of(DoubleStream.of(40, 10, 20, 31)))
                .isEqualTo(new Spread(10, 25.5, 40))
                .hasToString("10/26/40");
    }

    @Test
    void nothingHasNoSpread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.of(DoubleStream.empty()))
                .withMessage("a figure must be taken at least once");
    }
}
