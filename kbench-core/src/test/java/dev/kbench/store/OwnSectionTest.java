package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.FinishReason;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class OwnSectionTest {
    private static ReplyDetails details(CallRetry... retries) {
        return new ReplyDetails(
                List.of(),
                Usage.ofTokens(10, 5),
                FinishReason.STOP,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                "",
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                List.of(retries),
                false);
    }

    @Test
    void isAbsentWhereThereIsNothingToSay() {
        assertThat(OwnSection.of(details())).isEmpty();
        assertThat(OwnSection.of(ReplyDetails.NONE)).isEmpty();
    }

    @Test
    void hasEachRequestThatCameToNothing() {
        assertThat(
                        OwnSection.of(
                                details(
                                        new CallRetry(
                                                1,
                                                "RATE_LIMITED",
                                                429,
                                                "slow down",
                                                Duration.ofMillis(40),
                                                Duration.ofSeconds(2)),
                                        new CallRetry(
                                                2,
                                                "UNAVAILABLE",
                                                0,
                                                "",
                                                Duration.ofSeconds(1),
                                                Duration.ZERO))))
                .contains(
                        Map.of(
                                "retries",
                                List.of(
                                        Map.of(
                                                "attempt", 1L,
                                                "trouble", "RATE_LIMITED",
                                                "status", 429L,
                                                "words", "slow down",
                                                "tookMs", 40L,
                                                "pauseMs", 2000L),
                                        Map.of(
                                                "attempt", 2L,
                                                "trouble", "UNAVAILABLE",
                                                "tookMs", 1000L,
                                                "pauseMs", 0L))));
    }

    @Test
    void hasWhatWasPutUpWithInAnAnswer() {
        assertThat(OwnSection.of(details().withRepairs(List.of("left out a comment"))))
                .contains(Map.of("repairs", List.of("left out a comment")));
    }

    @Test
    void readsRepairsFromWhateverStandsThere() {
        assertThat(OwnSection.repairs(Map.of())).isEmpty();
        assertThat(OwnSection.repairs(Map.of("kbench", "x"))).isEmpty();
        assertThat(OwnSection.repairs(Map.of("kbench", Map.of("repairs", 7)))).isEmpty();
        assertThat(OwnSection.repairs(Map.of("kbench", Map.of("repairs", List.of("a", 7)))))
                .containsExactly("a", "7");
    }
}
