package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

class SpellingTest {
    @Test
    void signsThatACharsetLacksAreSpelled() {
        assertThat(Spelling.in(StandardCharsets.US_ASCII, "0.5 ± 0.1 · “a” – ‘b’ …"))
                .isEqualTo("0.5 +/- 0.1 | \"a\" - 'b' ...");
        assertThat(Spelling.in(StandardCharsets.ISO_8859_1, "± · …")).isEqualTo("± · ...");
    }

    @Test
    void allElseIsLeftAsItIs() {
        String text = "größe 日本 😀 ± …";
        assertThat(Spelling.in(StandardCharsets.UTF_8, text)).isEqualTo(text);
        assertThat(Spelling.in(StandardCharsets.UTF_16, text)).isEqualTo(text);
        assertThat(Spelling.in(StandardCharsets.US_ASCII, "größe 日本 😀")).isEqualTo("größe 日本 😀");
    }

    @Test
    void aTerminalShowsThemSo() {
        assertThat(shown(StandardCharsets.US_ASCII)).isEqualTo("x 1 +/- 2\n");
        assertThat(shown(StandardCharsets.UTF_8)).isEqualTo("✗ 1 ± 2\n");
    }

    private static String shown(Charset charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, new TerminalTraits(false, 0, false, charset));
        terminal.line(terminal.mark(false, Style.RED) + " 1 ± 2");
        return out.toString(charset);
    }

    @Test
    void paragraphsFitTheWidth() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Terminal(out, new TerminalTraits(true, 12, false, StandardCharsets.UTF_8))
                .paragraphs("one two three four\n  five");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one two\nthree four\n  five\n");
    }
}
