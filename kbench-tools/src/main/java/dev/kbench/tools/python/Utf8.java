package dev.kbench.tools.python;

import dev.kbench.key.KbenchException;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Python sources are UTF-8.
public final class Utf8 {
    private Utf8() {}

    /// A text's bytes.
    ///
    /// @param what what the text is, for the message
    /// @param text the text
    /// @return its bytes
    /// @throws IllegalArgumentException for half a pair of surrogates, with its line
    public static byte[] bytes(String what, String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            return all;
        } catch (CharacterCodingException e) {
            int at = loneSurrogate(text);
            throw new IllegalArgumentException(
                    "%s: expected text that can be written as UTF-8, got half a surrogate pair (U+%04X) on line %d"
                            .formatted(what, (int) text.charAt(at), line(text, at)),
                    e);
        }
    }

    /// Refuses a text that has no bytes.
    ///
    /// @param what what the text is, for the message
    /// @param text the text
    /// @throws IllegalArgumentException for half a pair of surrogates, with its line
    public static void check(String what, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            bytes(what, text);
        }
    }

    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        throw new IllegalStateException("no lone surrogate in a text that cannot be encoded");
    }

    private static long line(String text, int at) {
        return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /// The text of a file's bytes.
    ///
    /// @param file the file, for the message
    /// @param bytes its content
    /// @return the text
    /// @throws KbenchException if it is not UTF-8, with the line and the byte
    public static String text(String file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            String before = out.flip().toString();
            throw new KbenchException(
                    "the script %s is not UTF-8: byte 0x%02x on line %d; save it as UTF-8"
                            .formatted(
                                    file,
                                    bytes[in.position()] & 0xff,
                                    line(before, before.length())));
        }
        return out.flip().toString();
    }
}
