package dev.kbench.internal.answer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// One value that an answer may be meant to give.
///
/// @param value the value; a text that stands alone is a text
/// @param tolerated what had to be put up with to read it
public record Candidate(Json value, Set<Tolerance> tolerated) {
    /// Copies the set.
    public Candidate {
        EnumSet<Tolerance> copy = EnumSet.noneOf(Tolerance.class);
        copy.addAll(tolerated);
        tolerated = Collections.unmodifiableSet(copy);
    }
}
