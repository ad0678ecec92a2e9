package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassTest {
    private static final Pass PASS = new Pass(2_000_000_000, 500_000_000, 3, 4, 5, 6, 7, 8, 9);

    @Test
    void isReadFromItsLine() {
        assertThat(Pass.parse(PASS.line())).contains(PASS);
    }

    @Test
    void isNotReadFromOtherLines() {
        assertThat(Pass.parse("[0.1s] Started recording 1.")).isEmpty();
    }

    @Test
    void knowsRateAndProcessorTimeOfASample() {
        assertThat(PASS.perSecond(1000)).isEqualTo(500);
        assertThat(PASS.cpuMicros(1000)).isEqualTo(500);
        assertThat(PASS.seconds()).isEqualTo(2);
    }
}
