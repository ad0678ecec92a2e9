package dev.kbench.local;

import dev.kbench.chat.FinishReason;
import dev.kbench.event.Usage;

import java.util.Optional;

/// What a model said.
///
/// @param text its words
/// @param endedTurn whether its last token was the end of its turn, as far as the pieces tell: that
///   token has no text
/// @param counts how many tokens it was, empty where the library did not tell
record Answer(String text, boolean endedTurn, Optional<WorkerLog.Counts> counts) {
    /// Why it ended.
    FinishReason finishReason(int most) {
        boolean full = counts.isPresent() ? counts.get().answer() >= most : !endedTurn;
        return full && !endedTurn ? FinishReason.LENGTH : FinishReason.STOP;
    }

    /// The tokens of prompt and answer; the end of the turn is none of the answer's.
    Usage usage(WorkerLog.Counts counts) {
        return Usage.ofTokens(counts.prompt(), counts.answer() - (endedTurn ? 1 : 0));
    }
}
