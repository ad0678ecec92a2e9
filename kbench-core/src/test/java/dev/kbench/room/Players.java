package dev.kbench.room;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.schema.Schema;
import dev.kbench.testing.MockLlm;

import java.util.List;

/// What the tests of rooms share.
final class Players {
    /// A vote that shows whom it is for, and keeps why to itself.
    record Vote(String name, String secret) {
        @Override
        public String toString() {
            return "votes " + name;
        }
    }

    static final Schema<Vote> VOTE = Schema.of(Vote.class);

    private Players() {}

    /// A vote as a model gives it.
    static String vote(String name, String secret) {
        return "{\"name\": \"%s\", \"secret\": \"%s\"}".formatted(name, secret);
    }

    /// Calls a body as a run's, in the run's own chat.
    static TestRun inARun(TestRun.Body body) throws Exception {
        return TestRun.create()
                .in(
                        () -> {
                            try (var _ = Contexts.enter(Chat.named("Game"))) {
                                body.run();
                            }
                        });
    }

    /// The last request, but for the system prompt: a line `role: text` a message.
    static List<String> lastAsked(MockLlm llm) {
        ModelRequest request = llm.invocations().getLast();
        return request.messages().stream()
                .skip(1)
                .map(message -> message.role().wireName() + ": " + message.text())
                .toList();
    }

    static String lastSystemPrompt(MockLlm llm) {
        return llm.invocations().getLast().messages().getFirst().text();
    }

    /// A judge's report on one criterion.
    static String report(String criterion, String reason) {
        return """
        {"results": [{"criterion": "%s", "passed": true, "reason": "%s", "confidence": 90}]}\
        """
                .formatted(criterion, reason);
    }
}
