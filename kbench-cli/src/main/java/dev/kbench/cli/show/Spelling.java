package dev.kbench.cli.show;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Signs of writing as a charset without them spells them, such as `...` for `…`.
final class Spelling {
    private static final Map<Integer, String> PLAIN =
            Map.of(
                    (int) '…', "...", (int) '±', "+/-", (int) '·', "|", (int) '–', "-", (int) '—',
                    "-", (int) '“', "\"", (int) '”', "\"", (int) '‘', "'", (int) '’', "'");

    private Spelling() {}

    /// A text as a charset can have it.
    ///
    /// @param charset what the other side reads
    /// @param text any text
    /// @return the text; signs that the charset lacks are spelled where there is a spelling, all
    ///   else is left as it is
    static String in(Charset charset, String text) {
        if (charset.equals(StandardCharsets.UTF_8) || !charset.canEncode()) {
            return text;
        }
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            String plain = PLAIN.get(c);
                            if (plain == null || encoder.canEncode((char) c)) {
                                out.appendCodePoint(c);
                            } else {
                                out.append(plain);
                            }
                        });
        return out.toString();
    }
}
