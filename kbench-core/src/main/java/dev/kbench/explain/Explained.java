package dev.kbench.explain;

import dev.kbench.key.RunKey;

import java.util.List;
import java.util.stream.Stream;

/// Why one run is read back, or is made.
///
/// @param position its position, from 0
/// @param key its key
/// @param row where its row stands, such as `row 2, questions.csv:4`; empty without data
/// @param reused whether it is read back
/// @param evaluation the evaluation that has the run, or the one that it was compared with; empty
///   where there is none
/// @param reasons why, such as "code of `mathQa` changed" and "row 17 differs in `question`"; at
///   least one
/// @param alike the same without the row's name: equal for runs that have the same reasons
public record Explained(
        long position,
        RunKey key,
        String row,
        boolean reused,
        String evaluation,
        List<String> reasons,
        List<String> alike) {
    /// Copies the lists.
    public Explained {
        reasons = List.copyOf(reasons);
        alike = List.copyOf(alike);
    }

    /// The same with one more reason, which names no row.
    ///
    /// @param reason the reason
    /// @return what is explained
    public Explained with(String reason) {
        return new Explained(
                position,
                key,
                row,
                reused,
                evaluation,
                Stream.concat(reasons.stream(), Stream.of(reason)).toList(),
                Stream.concat(alike.stream(), Stream.of(reason)).toList());
    }
}
