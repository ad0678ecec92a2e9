package dev.kbench.models.anthropic;

import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolResult;
import dev.kbench.llm.spi.RequestMessage;

import java.util.ArrayList;
import java.util.List;

/// A conversation as Anthropic's Messages want it: instructions before it, then turns of the user
/// and the assistant. Results of tools stand first in their turn; texts without anything to read
/// are refused there, and left out here.
///
/// @param instructions the messages before the first one that is none, unless there is none
/// @param turns the others
record Turns(List<RequestMessage> instructions, List<Turn> turns) {
    /// One side's words.
    ///
    /// @param assistant whether they are the assistant's
    /// @param parts what they are; empty for a user's words without anything to read
    record Turn(boolean assistant, List<Content> parts) {}

    /// Reads a conversation.
    ///
    /// @param thoughts whether thoughts go back: they are refused where the model is not to think
    static Turns of(List<RequestMessage> messages, boolean thoughts) {
        int n = 0;
        while (n < messages.size() && isInstruction(messages.get(n))) {
            n++;
        }
        int apart = n == messages.size() ? 0 : n;
        List<Turn> turns = new ArrayList<>();
        for (RequestMessage message : messages.subList(apart, messages.size())) {
            boolean assistant = message.role() == Role.ASSISTANT;
            List<Content> parts =
                    message.parts().stream().filter(part -> isSent(part, thoughts)).toList();
            if (assistant && parts.isEmpty()) {
                continue;
            }
            if (turns.isEmpty() || turns.getLast().assistant != assistant) {
                turns.add(new Turn(assistant, new ArrayList<>()));
            }
            turns.getLast().parts.addAll(parts);
        }
        turns.forEach(
                turn ->
                        turn.parts.sort(
                                (a, b) ->
                                        Boolean.compare(
                                                b instanceof ToolResult, a instanceof ToolResult)));
        return new Turns(messages.subList(0, apart), turns);
    }

    private static boolean isInstruction(RequestMessage message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    private static boolean isSent(Content part, boolean thoughts) {
        return switch (part) {
            case Text(String text) -> !text.isBlank();
            case ReasoningTrace trace -> thoughts && BlockWriter.isSigned(trace);
            default -> true;
        };
    }
}
