package dev.kbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the line of a file that is not UTF-8. A reader decodes ahead of what it gives out, so it
/// cannot say; the file is read once more for it.
final class Utf8Lines {
    private Utf8Lines() {}

    /// The line of the first bytes that are not UTF-8, from 1; the last line where there are none.
    static int firstWrong(Path file) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        Counter counter = new Counter();
        try (InputStream in = Files.newInputStream(file)) {
            CoderResult result = CoderResult.UNDERFLOW;
            boolean end = false;
            while (!end && !result.isError()) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                result = decoder.decode(bytes, chars, end);
                counter.count(chars.flip());
                chars.clear();
                bytes.compact();
            }
        } catch (IOException e) {
            return counter.line;
        }
        return counter.line;
    }

    private static final class Counter {
        private int line = 1;
        private boolean afterReturn;

        void count(CharBuffer chars) {
            while (chars.hasRemaining()) {
                char c = chars.get();
                line += c == '\r' || (c == '\n' && !afterReturn) ? 1 : 0;
                afterReturn = c == '\r';
            }
        }
    }
}
