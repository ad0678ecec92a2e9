package dev.kbench.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Text in UTF-16 that says so by its first two bytes (Unicode 16.0, 23.8). The bytes of the little
/// endian form begin a frame of MPEG audio too; what follows tells: text has neither control
/// characters nor halves of characters.
final class Utf16 {
    private Utf16() {}

    /// The text that a file begins with.
    ///
    /// @param head the first bytes of the file
    /// @return empty where they are no such text
    static Optional<String> of(byte[] head) {
        int mark = head.length < 2 ? 0 : ((head[0] & 0xff) << 8) | (head[1] & 0xff);
        return switch (mark) {
            case 0xfffe -> of(head, StandardCharsets.UTF_16LE);
            case 0xfeff -> of(head, StandardCharsets.UTF_16BE);
            default -> Optional.empty();
        };
    }

    private static Optional<String> of(byte[] head, Charset charset) {
        CharBuffer text = CharBuffer.allocate(head.length);
        ByteBuffer bytes = ByteBuffer.wrap(head, 2, head.length - 2);
        CoderResult result = charset.newDecoder().decode(bytes, text, false);
        text.flip();
        return result.isError() || !text.codePoints().allMatch(Utf16::isOfText)
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static boolean isOfText(int c) {
        return Character.isWhitespace(c)
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.UNASSIGNED,
                            Character.SURROGATE,
                            Character.PRIVATE_USE ->
                            false;
                    default -> true;
                };
    }
}
