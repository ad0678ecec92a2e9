package dev.kbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Strict decoding. What is no UTF-8 is searched for only once it is known to be there: a file is
/// then read again, for its line and byte.
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// The text of some bytes.
    ///
    /// @throws TableException if they are not UTF-8; it names line and byte of the file
    static String decode(Path file, byte[] bytes, int from, int to) throws IOException {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                strict().decode(ByteBuffer.wrap(bytes, from, to - from));
            } catch (CharacterCodingException e) {
                throw firstWrong(file);
            }
        }
        return text;
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static TableException firstWrong(Path file) throws IOException {
        CharsetDecoder decoder = strict();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        Lines lines = new Lines();
        long offset = 0;
        try (InputStream in = TableFile.open(file)) {
            CoderResult result = CoderResult.UNDERFLOW;
            boolean end = false;
            while (!end && !result.isError()) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                result = decoder.decode(bytes, chars, end);
                offset += bytes.position();
                lines.count(chars.flip());
                chars.clear();
                bytes.compact();
            }
        }
        return new TableException(
                "%s, line %d, byte %d: not UTF-8; convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
                        .formatted(file, lines.line, offset),
                null);
    }

    private static final class Lines {
        private long line = 1;
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
