package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapPeakTest {
    @Test
    void isWhatWasInUseAtOneMoment() {
        HeapPeak peak = new HeapPeak();
        byte[] held = new byte[64 << 20];
        assertThat(peak.bytes())
                .isGreaterThanOrEqualTo(held.length)
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory());
        peak.reset();
        assertThat(peak.bytes()).isPositive().isLessThanOrEqualTo(Runtime.getRuntime().maxMemory());
    }
}
