package dev.kbench.chat;

import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.Text;

import java.util.List;

/// How a room's messages show who said them: `[Alice]: text`, in a private channel `[Alice
/// (private: Night)]: text`, and `[private: Night]: text` for its narrator.
///
/// What somebody says is given to others as text. A line of it that begins like a mark would pass
/// for another's words, so that a backslash is put before its bracket.
final class Marks {
    private Marks() {}

    static Message heard(Message message) {
        String mark = mark(message);
        ReplyDetails details = ReplyDetails.NONE;
        Content content;
        if (message.content() instanceof Media media) {
            content = media;
            details = ReplyDetails.ofParts(List.of(new Text(mark), media));
        } else {
            content = new Text(mark + " " + unforged(message.text()));
        }
        return new Message(
                new Actor(message.sender().name(), Role.USER, message.sender().avatar()),
                content,
                message.visibleToLlm(),
                details);
    }

    private static String mark(Message message) {
        String name = message.sender().name();
        String channel = message.hearing().channel();
        if (channel.isEmpty()) {
            return "[" + name + "]:";
        }
        return channel.equals(name) && message.hearing().speaker().isEmpty()
                ? "[private: " + channel + "]:"
                : "[" + name + " (private: " + channel + ")]:";
    }

    /// One pass over the text; a text without a bracket is given back as it is.
    static String unforged(String text) {
        if (text.indexOf('[') < 0) {
            return text;
        }
        StringBuilder out = null;
        int copied = 0;
        boolean lineStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' && lineStart && beginsMark(text, i)) {
                out = out == null ? new StringBuilder(text.length() + 8) : out;
                out.append(text, copied, i).append('\\');
                copied = i;
            }
            lineStart = endsLine(c) || (lineStart && isBlank(c));
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /// A mark is on one line; brackets may stand within it.
    private static boolean beginsMark(String text, int from) {
        for (int i = from + 1; i + 1 < text.length() && !endsLine(text.charAt(i)); i++) {
            if (text.charAt(i) == ']' && text.charAt(i + 1) == ':') {
                return true;
            }
        }
        return false;
    }

    private static boolean endsLine(char c) {
        return switch (c) {
            case '\n', '\r', '\u000b', '\f', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
