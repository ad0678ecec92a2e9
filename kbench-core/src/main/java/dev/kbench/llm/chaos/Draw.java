package dev.kbench.llm.chaos;

import dev.kbench.key.AttemptId;
import dev.kbench.llm.spi.ModelCall;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// Draws what befalls a call: by the seed, what is asked, and whose call it is, and by nothing that
/// depends on when it is made. Calls outside of runs are counted instead.
///
/// Thread-safe.
final class Draw {
    private final ChaosOptions options;
    private final Map<String, Integer> outside = new ConcurrentHashMap<>();

    Draw(ChaosOptions options) {
        this.options = options;
    }

    /// A call's lot.
    ///
    /// @param fault what befalls it, empty for nothing
    /// @param tries how many of its first tries it befalls
    /// @param random draws the rest
    record Lot(Optional<Fault> fault, int tries, SplittableRandom random) {}

    Lot of(ModelCall call) {
        SplittableRandom random = new SplittableRandom(seed(call));
        double drawn = random.nextDouble();
        int burst = 1 + random.nextInt(3);
        for (Fault fault : Fault.values()) {
            drawn -= options.share(fault);
            if (drawn < 0) {
                return new Lot(Optional.of(fault), fault == Fault.RATE_LIMIT ? burst : 1, random);
            }
        }
        return new Lot(Optional.empty(), 0, random);
    }

    private long seed(ModelCall call) {
        String digest = call.request().digest();
        long seed = mixed(options.seed(), Long.parseUnsignedLong(digest.substring(0, 16), 16));
        if (call.context().attempt().isPresent()) {
            AttemptId attempt = call.context().attempt().get();
            seed = mixed(seed, attempt.key().trial());
            seed = mixed(seed, attempt.key().sample().occurrence());
            seed = mixed(seed, attempt.attempt());
            return mixed(seed, call.context().call());
        }
        int number =
                call.context().tries() == 1
                        ? outside.merge(digest, 1, Integer::sum)
                        : outside.getOrDefault(digest, 1);
        return mixed(seed, -number);
    }

    private static long mixed(long seed, long more) {
        return new SplittableRandom(seed ^ (more * 0x9E3779B97F4A7C15L)).nextLong();
    }
}
