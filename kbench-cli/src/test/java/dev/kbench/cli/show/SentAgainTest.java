package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.CallRetry;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SentAgainTest {
    private static CallRetry retry(String trouble, int status) {
        return new CallRetry(1, trouble, status, "", Duration.ZERO, Duration.ZERO);
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(new SentAgain().text()).isEmpty();
    }

    @Test
    void countsByReason() {
        SentAgain sentAgain = new SentAgain();
        sentAgain.add(retry("UNAVAILABLE", 0));
        assertThat(sentAgain.text()).contains("1 request was sent again: 1 unavailable");

        sentAgain.add(retry("RATE_LIMITED", 429));
        sentAgain.add(retry("RATE_LIMITED", 429));
        assertThat(sentAgain.text())
                .contains("3 requests were sent again: 2 rate limited, 429; 1 unavailable");
    }
}
