package dev.kbench.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class RetryAfterTest {
    @Test
    void aDateIsComparedWithTheClock() {
        assertThat(
                        RetryAfter.date(
                                "Wed, 21 Oct 2026 07:28:30 GMT",
                                () -> Instant.parse("2026-10-21T07:28:00Z")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(
                        RetryAfter.date(
                                "Wed, 21 Oct 2026 07:28:30 GMT",
                                () -> Instant.parse("2026-10-21T07:29:00Z")))
                .isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.date("soon", Instant::now)).isNull();
    }
}
