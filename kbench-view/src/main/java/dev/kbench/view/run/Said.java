package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.event.AssertionResult;

import java.util.List;

/// What was said, asserted and made in a run.
record Said(List<AssertionResult> assertions, Chat chat, List<ViewedRun> subruns) {
    static final Said NOTHING = new Said(List.of(), Chat.restored("", "", List.of()), List.of());
}
