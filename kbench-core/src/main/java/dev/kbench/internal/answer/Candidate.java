package dev.kbench.internal.answer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// One value that an answer may be meant to give.
///
/// @param value the value; a text that stands alone is a text
/// @param tolerated what had to be put up with to read it
/// @param beside whether it stands beside others and may be no more than words: where it is a value
///   of the type, it is one too many, and else none
public record Candidate(Json value, Set<Tolerance> tolerated, boolean beside) {
    /// Copies the set.
    public Candidate {
        EnumSet<Tolerance> copy = EnumSet.noneOf(Tolerance.class);
        copy.addAll(tolerated);
        tolerated = Collections.unmodifiableSet(copy);
    }
}
