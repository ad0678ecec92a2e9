package dev.kbench.store.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

class RetriesTest {
    private static String written(List<CallRetry> retries) {
        return new String(Json.bytes(out -> Retries.write(out, retries)), StandardCharsets.UTF_8);
    }

    @Test
    void comeBackAsTheyWere() {
        List<CallRetry> retries =
                List.of(
                        new CallRetry(
                                1,
                                "RATE_LIMITED",
                                429,
                                "slow “down”",
                                Duration.ofNanos(7),
                                Duration.ofSeconds(2)),
                        new CallRetry(2, "UNAVAILABLE", 0, "", Duration.ofHours(1), Duration.ZERO));
        assertThat(Retries.read(Json.object(written(retries)))).isEqualTo(retries);
    }

    @Test
    void areAbsentWhereThereAreNone() {
        assertThat(written(List.of())).isEqualTo("{}");
        assertThat(Retries.read(Json.object("{}"))).isEmpty();
    }

    @Test
    void areReadBesideUnknownNeighbours() {
        assertThat(Retries.read(Json.object("{\"retries\":[{\"attempt\":1,\"later\":{}}]}")))
                .containsExactly(new CallRetry(1, "", 0, "", Duration.ZERO, Duration.ZERO));
    }

    @Test
    void callsOfUnknownPriceAreAFigureOfTheUsage() {
        Usage usage =
                Usage.ofTokens(1, 2).costing(OptionalLong.of(3), OptionalLong.of(4)).unpriced(5);
        String written =
                new String(
                        Json.bytes(out -> Json.usage(out, "usage", usage)), StandardCharsets.UTF_8);
        assertThat(written)
                .isEqualTo(
                        "{\"usage\":{\"in\":1,\"out\":2,\"inCost\":3,\"outCost\":4,\"unpriced\":5}}");
        assertThat(Json.usage(Json.object(written), "usage")).isEqualTo(usage);
    }
}
