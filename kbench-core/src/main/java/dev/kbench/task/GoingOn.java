package dev.kbench.task;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What is said of an evaluation that goes on with an earlier one.
final class GoingOn {
    private static final int NAMES = 3;

    private GoingOn() {}

    /// @param size how many runs the evaluation has
    /// @param unreadable how many of them were kept and can no longer be read
    static String text(Keeping<?> keeping, int size, int unreadable) {
        int kept = keeping.kept().cardinality();
        return "goes on with %s, %s: %d of %d runs are kept, %d are left%s; --fresh starts over%s"
                .formatted(
                        keeping.id(),
                        keeping.wasFinished()
                                ? "whose command did not come to its end"
                                : "which did not finish",
                        kept,
                        size,
                        size - kept,
                        unreadable == 0
                                ? ""
                                : ", %d of them because they can no longer be read"
                                        .formatted(unreadable),
                        cutShort(keeping));
    }

    /// The runs one of which may have ended the process.
    private static String cutShort(Keeping<?> keeping) {
        long[] positions = keeping.cutShort();
        if (positions.length == 0) {
            return "";
        }
        String names =
                Arrays.stream(positions)
                        .limit(NAMES)
                        .mapToObj(position -> "Run #" + (keeping.firstNumber() + position))
                        .collect(Collectors.joining(", "));
        int more = positions.length - NAMES;
        return more > 0
                ? "; under way when it ended: %s and %d more".formatted(names, more)
                : "; under way when it ended: " + names;
    }
}
