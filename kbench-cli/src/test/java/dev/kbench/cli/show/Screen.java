package dev.kbench.cli.show;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A terminal that keeps what is written to it.
final class Screen {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final Terminal terminal;
    private final Charset charset;

    private Screen(TerminalTraits traits) {
        this.terminal = new Terminal(bytes, traits);
        this.charset = traits.charset();
    }

    static Screen terminal(int width) {
        return new Screen(new TerminalTraits(true, width, false, StandardCharsets.UTF_8));
    }

    static Screen coloured(int width) {
        return new Screen(new TerminalTraits(true, width, true, StandardCharsets.UTF_8));
    }

    static Screen pipe(int width) {
        return new Screen(new TerminalTraits(false, width, false, StandardCharsets.UTF_8));
    }

    static Screen ascii(int width) {
        return new Screen(new TerminalTraits(false, width, false, StandardCharsets.US_ASCII));
    }

    /// Everything that was written, escape sequences shown as `⎋`.
    String text() {
        return bytes.toString(charset).replace('\u001B', '⎋');
    }

    /// What was written since the last call.
    String next() {
        String text = text();
        bytes.reset();
        return text;
    }
}
