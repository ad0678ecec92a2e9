package dev.kbench.tools.sandbox;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/// For tests of other packages that need a box.
public final class BoxTests {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private BoxTests() {}

    /// Skips the test by name where there is no box; fails it in the ci tier.
    public static void needBox() {
        Boxes.ordinary();
    }

    /// What comes of a program that is ended at its time: with more of it where the machine was too
    /// slow for the program to come far enough.
    public static <T> T withTimeEnough(
            Duration least, Function<Duration, T> run, Predicate<T> farEnough) {
        Duration time = least;
        T result = run.apply(time);
        while (!farEnough.test(result) && time.compareTo(LONGEST) < 0) {
            time = time.multipliedBy(2);
            result = run.apply(time);
        }
        return result;
    }
}
