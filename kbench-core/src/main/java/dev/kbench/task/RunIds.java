package dev.kbench.task;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of runs, unlike all others that are made anywhere: 64 random bits of this process, and a
/// count.
final class RunIds {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PROCESS = HEX.toHexDigits(new SecureRandom().nextLong());
    private static final AtomicLong COUNT = new AtomicLong();

    private RunIds() {}

    /// The next id.
    ///
    /// @return 32 hex digits
    static String next() {
        return PROCESS + HEX.toHexDigits(COUNT.incrementAndGet());
    }
}
