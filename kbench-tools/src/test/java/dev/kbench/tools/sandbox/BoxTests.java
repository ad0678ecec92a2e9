package dev.kbench.tools.sandbox;

/// For tests of other packages that need a box.
public final class BoxTests {
    private BoxTests() {}

    /// Skips the test by name where there is no box; fails it in the ci tier.
    public static void needBox() {
        Boxes.ordinary();
    }
}
