package dev.kbench.assertion;

import dev.kbench.internal.source.UserCode;

import java.util.HashSet;
import java.util.Set;

/// What code threw, told as an assertion's evidence: the exception, its causes, the user's line.
final class Thrown {
    private static final int CAUSES = 3;
    private static final int LONGEST = 500;

    private Thrown() {}

    static Evidence evidence(Throwable thrown) {
        Evidence evidence = Evidence.of("thrown", told(thrown));
        return UserCode.line(thrown).map(line -> evidence.and("at", line)).orElse(evidence);
    }

    private static String told(Throwable thrown) {
        StringBuilder text = new StringBuilder(Shown.of(thrown, LONGEST));
        Set<Throwable> seen = new HashSet<>(Set.of(thrown));
        Throwable cause = thrown.getCause();
        for (int i = 0; i < CAUSES && cause != null && seen.add(cause); i++) {
            text.append(", caused by ").append(Shown.of(cause, LONGEST));
            cause = cause.getCause();
        }
        return text.toString();
    }
}
