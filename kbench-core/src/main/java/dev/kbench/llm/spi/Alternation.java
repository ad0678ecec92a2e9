package dev.kbench.llm.spi;

import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.Text;

import java.util.ArrayList;
import java.util.List;

/// A conversation as turns in strict alternation: a system message at most at the beginning, then
/// user and assistant by turns. Texts of one turn are apart by an empty line.
final class Alternation {
    private Alternation() {}

    /// Whether messages alternate as they are.
    static boolean isIn(List<RequestMessage> messages) {
        for (int i = 1; i < messages.size(); i++) {
            if (isInstruction(messages.get(i)) || sameSide(messages.get(i - 1), messages.get(i))) {
                return false;
            }
        }
        return true;
    }

    static List<RequestMessage> of(List<RequestMessage> messages) {
        List<RequestMessage> turns = new ArrayList<>();
        for (RequestMessage message : messages) {
            RequestMessage turn =
                    isInstruction(message) && !turns.stream().allMatch(Alternation::isInstruction)
                            ? new RequestMessage(Role.USER, message.parts())
                            : message;
            if (turns.isEmpty() || !sameSide(turns.getLast(), turn)) {
                turns.add(turn);
            } else {
                turns.add(joined(turns.removeLast(), turn));
            }
        }
        return turns;
    }

    private static boolean isInstruction(RequestMessage message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    /// Results of tools stay apart: each answers a call of its own.
    private static boolean sameSide(RequestMessage a, RequestMessage b) {
        return a.role() != Role.TOOL
                && (a.role() == b.role() || (isInstruction(a) && isInstruction(b)));
    }

    private static RequestMessage joined(RequestMessage a, RequestMessage b) {
        List<Content> parts = new ArrayList<>(a.parts());
        for (Content part : b.parts()) {
            if (part instanceof Text(String next)
                    && parts.getLast() instanceof Text(String before)) {
                parts.set(parts.size() - 1, new Text(before + "\n\n" + next));
            } else {
                parts.add(part);
            }
        }
        return new RequestMessage(a.role(), parts);
    }
}
