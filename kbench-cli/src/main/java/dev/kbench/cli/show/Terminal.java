package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// An output stream and what is on its other side. Lines are written above one live line, which is
/// drawn again after them; in a pipe there is no live line and no escape sequence other than the
/// colours that were asked for. A stream that fails is written to no more: whoever closed it wants
/// no output.
///
/// What is handed in is written as it is: callers make it harmless ({@link SafeText}) first.
/// Thread-safe.
public final class Terminal {
    private static final String CLEAR = "\r\u001B[K";

    private final OutputStream out;
    private final TerminalTraits traits;
    private final Glyphs glyphs;
    private final ReentrantLock lock = new ReentrantLock();
    private String live = "";
    private String held = ""; // printed while a line is live, its own line not yet whole
    private final List<String> kept = new ArrayList<>(); // what is to be written after an answer
    private boolean asking;
    private boolean settled;
    private boolean midLine;
    private boolean broken;

    /// A terminal on a stream.
    ///
    /// @param out where the text goes; flushed after each write, never closed
    /// @param traits what is on the other side
    public Terminal(OutputStream out, TerminalTraits traits) {
        this.out = out;
        this.traits = traits;
        this.glyphs = canShow(traits.charset()) ? Glyphs.UNICODE : Glyphs.ASCII;
    }

    private static boolean canShow(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("✓✗•·─━╌");
    }

    /// The columns to lay text out for.
    ///
    /// @return 1 or more; a very large number where the width does not matter
    public int columns() {
        return traits.columns();
    }

    /// Whether there is a live line.
    ///
    /// @return false for a pipe
    public boolean interactive() {
        return traits.interactive();
    }

    /// The columns of a live line: with what a terminal shows for Ctrl-C behind it, it still does
    /// not wrap, and can be cleared.
    ///
    /// @return 0 or more
    int liveColumns() {
        return Math.max(0, columns() - 1 - "^C".length());
    }

    Glyphs glyphs() {
        return glyphs;
    }

    /// The sign before what is as it should be, or is not.
    ///
    /// @param good whether it is
    /// @param otherwise how what is not is set off
    /// @return one column, in green or in the style of what is not
    public String mark(boolean good, Style otherwise) {
        return good ? styled(Style.GREEN, glyphs.passed()) : styled(otherwise, glyphs.failed());
    }

    /// Sets a text off where colours are shown.
    ///
    /// @param style how
    /// @param text harmless text
    /// @return the text, with codes around it only where the terminal shows colours
    public String styled(Style style, String text) {
        return traits.colour() ? style.around(text) : text;
    }

    /// Writes a line.
    ///
    /// @param text harmless text without line ends
    public void line(String text) {
        lines(List.of(text));
    }

    /// Writes lines, none of another thread between them.
    ///
    /// @param texts harmless texts without line ends
    public void lines(List<String> texts) {
        lock.lock();
        try {
            draw(texts, live);
        } finally {
            lock.unlock();
        }
    }

    /// Writes a text in lines that fit the width: those that do not are broken at their spaces.
    ///
    /// @param text a harmless text
    public void paragraphs(String text) {
        int columns = Math.max(2, columns());
        lines(text.lines().flatMap(line -> TextWidth.wrap(line, columns).stream()).toList());
    }

    /// Writes lines, and draws the live line anew in the same breath, so that an old one is never
    /// seen under them; in a pipe, and after {@link #settle}, there are the lines only.
    ///
    /// @param texts harmless texts without line ends; may be empty
    /// @param text harmless text that fits; empty for no live line
    void lines(List<String> texts, String text) {
        lock.lock();
        try {
            draw(texts, settled || !traits.interactive() ? live : text);
        } finally {
            lock.unlock();
        }
    }

    /// Asks a person something: writes lines and a prompt, and keeps all else back until {@link
    /// #answered} is called.
    ///
    /// @param texts harmless texts without line ends
    /// @param prompt a harmless text that the answer is typed behind
    public void ask(List<String> texts, String prompt) {
        lock.lock();
        try {
            String after = live;
            draw(texts, "");
            live = after;
            asking = true;
            write(prompt);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what was kept back while a person was asked.
    public void answered() {
        lock.lock();
        try {
            asking = false;
            String after = live;
            live = "";
            draw(List.copyOf(kept), after);
            kept.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Draws the live line alone.
    ///
    /// @param text harmless text that fits; empty for none
    void live(String text) {
        lines(List.of(), text);
    }

    private void draw(List<String> texts, String text) {
        if (asking) {
            kept.addAll(texts);
            live = text;
            return;
        }
        if (texts.isEmpty() && text.equals(live)) {
            return;
        }
        StringBuilder out = new StringBuilder(beforeText());
        texts.forEach(line -> out.append(line).append('\n'));
        write(out.append(text).toString());
        live = text;
        writeHeld();
    }

    /// Clears the live line for good, also while another thread hangs in a write: then it gives up
    /// after half a second.
    ///
    /// @return false if it gave up
    public boolean settle() {
        boolean interrupted = Thread.interrupted(); // an interrupted thread could not wait
        boolean locked = false;
        try {
            locked = lock.tryLock(500, TimeUnit.MILLISECONDS);
            if (locked) {
                settled = true;
                write(live.isEmpty() ? "" : CLEAR);
                live = "";
                writeHeld();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (locked) {
                lock.unlock();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return locked;
    }

    /// A stream for what the user's own code prints: made harmless on a terminal and written above
    /// the live line, passed on as it is in a pipe.
    ///
    /// @return a stream that is never closed; in UTF-8 on a terminal, in the pipe's charset in a
    ///   pipe
    public PrintStream printStream() {
        return traits.interactive()
                ? new PrintStream(new PrintedText(this), true, StandardCharsets.UTF_8)
                : new PrintStream(new PassedBytes(), true, traits.charset());
    }

    private final class PassedBytes extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            lock.lock();
            try {
                midLine = length > 0 && bytes[offset + length - 1] != '\n';
                Terminal.this.write(bytes, offset, length);
            } finally {
                lock.unlock();
            }
        }
    }

    /// Writes what was printed: where a line is live whole lines only, the rest when it ends.
    void printed(String text) {
        lock.lock();
        try {
            held += text;
            writeHeld();
        } finally {
            lock.unlock();
        }
    }

    private void writeHeld() {
        if (asking) {
            return;
        }
        int end = live.isEmpty() ? held.length() : held.lastIndexOf('\n') + 1;
        if (end > 0) {
            write((live.isEmpty() ? "" : CLEAR) + SafeText.block(held.substring(0, end)) + live);
            midLine = live.isEmpty() && !held.endsWith("\n");
            held = held.substring(end);
        }
    }

    private String beforeText() {
        boolean open = midLine;
        midLine = false;
        if (!live.isEmpty()) {
            return CLEAR;
        }
        return open ? "\n" : "";
    }

    private void write(String text) {
        byte[] bytes = Spelling.in(traits.charset(), text).getBytes(traits.charset());
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) {
        if (broken || length == 0) {
            return;
        }
        try {
            out.write(bytes, offset, length);
            out.flush();
        } catch (IOException e) {
            broken = true;
        }
    }
}
