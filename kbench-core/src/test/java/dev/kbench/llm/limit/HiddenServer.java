package dev.kbench.llm.limit;

import dev.kbench.llm.spi.RateLimits;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// A provider whose limits nobody knows: calls or tokens a minute, counted by a bucket that
/// refills, or calls under way. In the middle of its time the limit changes. All of it is drawn by
/// a seed.
final class HiddenServer {
    /// What it counts.
    enum Kind {
        CALLS,
        TOKENS,
        UNDER_WAY
    }

    /// What it tells.
    enum Telling {
        NOTHING,
        RETRY_AFTER,
        HEADERS
    }

    /// Tokens of a call, about.
    private static final double TOKENS = 1_120;

    final Kind kind;
    final Telling telling;
    final double firstLimit;
    final double laterLimit;
    final double bucketSeconds;
    final double medianSeconds;
    final double stretch;
    final long changeAt;
    private double level;
    private long filledAt;
    private int underWay;

    /// One of hundreds or thousands of calls a minute, or of many calls under way.
    static HiddenServer quick(int seed) {
        return new HiddenServer(seed, Kind.values()[seed % 3], 100, 3_000);
    }

    /// One of a few dozen calls a minute.
    static HiddenServer slow(int seed) {
        return new HiddenServer(seed, Kind.values()[seed % 2], 10, 100);
    }

    private HiddenServer(int seed, Kind kind, double least, double most) {
        Random random = new Random(seed * 7919L + 17);
        this.kind = kind;
        telling = Telling.values()[random.nextInt(3)];
        firstLimit =
                switch (kind) {
                    case CALLS -> log(random, least, most) / 60;
                    case TOKENS -> log(random, least * TOKENS, most * TOKENS) / 60;
                    case UNDER_WAY -> Math.rint(log(random, 4, 64));
                };
        double[] changes = {0.5, 0.6, 1.5, 2};
        double changed = firstLimit * changes[random.nextInt(changes.length)];
        laterLimit = kind == Kind.UNDER_WAY ? Math.rint(changed) : changed;
        double[] buckets = {1, 5, 60};
        bucketSeconds = buckets[random.nextInt(buckets.length)];
        medianSeconds = log(random, 0.4, 2);
        double calls = Math.min(firstLimit, laterLimit) / (kind == Kind.TOKENS ? TOKENS : 1);
        stretch = kind == Kind.UNDER_WAY ? 1 : Math.max(1, 1.6 / calls);
        changeAt = (long) (stretch * 300e9);
        level = capacity(0);
    }

    private static double log(Random random, double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }

    double limit(long now) {
        return now < changeAt ? firstLimit : laterLimit;
    }

    private double capacity(long now) {
        double least = kind == Kind.TOKENS ? 4_000 : 1;
        return Math.max(least, limit(now) * bucketSeconds);
    }

    /// Takes a call, or rejects it.
    boolean takes(long now, int tokens) {
        if (kind == Kind.UNDER_WAY) {
            if (underWay >= limit(now)) {
                return false;
            }
            underWay++;
            return true;
        }
        fill(now);
        double cost = kind == Kind.CALLS ? 1 : tokens;
        if (level < cost) {
            return false;
        }
        level -= cost;
        underWay++;
        return true;
    }

    private void fill(long now) {
        level = Math.min(capacity(now), level + limit(now) * (now - filledAt) / 1e9);
        filledAt = now;
    }

    void ended() {
        underWay--;
    }

    /// What stands in an answer's or a rejection's headers.
    Told told(long now, int missing) {
        if (kind == Kind.UNDER_WAY || telling == Telling.NOTHING) {
            return Told.NOTHING;
        }
        fill(now);
        if (telling == Telling.RETRY_AFTER) {
            double cost = kind == Kind.CALLS ? 1 : missing;
            double seconds = Math.max(0, (cost - level) / limit(now));
            return missing == 0
                    ? Told.NOTHING
                    : new Told(
                            RateLimits.NONE,
                            Optional.of(Duration.ofNanos((long) (seconds * 1e9))),
                            "");
        }
        double capacity = capacity(now);
        OptionalLong most = OptionalLong.of((long) capacity);
        OptionalLong left = OptionalLong.of((long) level);
        Optional<Duration> reset =
                Optional.of(Duration.ofNanos((long) ((capacity - level) / limit(now) * 1e9)));
        RateLimits none = RateLimits.NONE;
        return new Told(
                kind == Kind.CALLS
                        ? new RateLimits(
                                most,
                                left,
                                reset,
                                none.tokens(),
                                none.tokensLeft(),
                                none.tokensReset())
                        : new RateLimits(
                                none.requests(),
                                none.requestsLeft(),
                                none.requestsReset(),
                                most,
                                left,
                                reset),
                Optional.empty(),
                "");
    }

    @Override
    public String toString() {
        return "%s %.1f → %.1f%s, bucket %.0f s, tells %s, answers in %.1f s"
                .formatted(
                        kind,
                        kind == Kind.UNDER_WAY ? firstLimit : firstLimit * 60,
                        kind == Kind.UNDER_WAY ? laterLimit : laterLimit * 60,
                        kind == Kind.UNDER_WAY ? "" : "/min",
                        bucketSeconds,
                        telling,
                        medianSeconds);
    }
}
