package dev.kbench.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DeadlineTest {
    @Test
    void whatIsLeftCountsDownAndGoesBelowZero() {
        Deadline deadline = Deadline.after(1_000, Duration.ofNanos(500));

        assertThat(deadline.left(1_000)).isEqualTo(Duration.ofNanos(500));
        assertThat(deadline.left(1_500)).isZero();
        assertThat(deadline.left(1_600)).isEqualTo(Duration.ofNanos(-100));
    }

    @Test
    void aClockThatWrapsAroundDoesNotMatter() {
        long now = Long.MAX_VALUE - 10;

        assertThat(Deadline.after(now, Duration.ofNanos(100)).left(now + 50))
                .isEqualTo(Duration.ofNanos(50));
    }

    @Test
    void withoutOneThereIsAlwaysTimeLeft() {
        assertThat(Deadline.NONE.left(Long.MAX_VALUE)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(Deadline.after(5, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Deadline.NONE);
    }

    @Test
    void aNegativeOneHasPassed() {
        assertThat(Deadline.after(5, Duration.ofSeconds(Long.MIN_VALUE)).left(5)).isZero();
    }

    @Test
    void ofTwoTheEarlierIsTheOneThatComesFirst() {
        Deadline soon = Deadline.after(100, Duration.ofNanos(5));
        Deadline later = Deadline.after(Long.MAX_VALUE, Duration.ofNanos(9));
        assertThat(soon.earlier(Deadline.NONE)).isEqualTo(soon);
        assertThat(Deadline.NONE.earlier(soon)).isEqualTo(soon);
        assertThat(Deadline.after(100, Duration.ofNanos(6)).earlier(soon)).isEqualTo(soon);
        assertThat(Deadline.after(Long.MAX_VALUE, Duration.ofNanos(8)).earlier(later).nanos())
                .isEqualTo(Long.MIN_VALUE + 7);
    }

    @Test
    void itPassesAtItsMoment() {
        Deadline deadline = Deadline.after(100, Duration.ofNanos(5));
        assertThat(deadline.passed(104)).isFalse();
        assertThat(deadline.passed(105)).isTrue();
        assertThat(Deadline.NONE.passed(Long.MAX_VALUE)).isFalse();
    }
}
