package dev.kbench.llm;

import dev.kbench.chat.Chat;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.ModelRef;
import dev.kbench.key.RunKey;

/// Says, once for each task and pair of models, that another model than the run's own is asked
/// where that one has answered: a judge that is asked there hears more than it is to judge.
final class Overheard {
    private Overheard() {}

    /// @param chat where the model is about to be asked
    /// @param asked which model
    static void tell(Chat chat, ModelRef asked) {
        RunScope run = RunScope.current();
        if (run == null) {
            return;
        }
        RunKey key = run.attempt().key();
        String own = key.model().id();
        if (own.equals(asked.id()) || own.isEmpty() || !hasAnswered(own, chat)) {
            return;
        }
        run.listeners()
                .tellOnce(
                        "%s: %s is asked in the chat '%s' and sees all that %s was asked and answered there; a model that judges is asked in a chat of its own: try (var _ = Chats.open(\"judge\")) { … }"
                                .formatted(key.task().name(), asked.id(), chat.name(), own));
    }

    private static boolean hasAnswered(String model, Chat chat) {
        return chat.messages().stream()
                .anyMatch(said -> said.isReply() && said.sender().name().equals(model));
    }
}
