package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// The line that shows how far an effort is. Where the terminal is narrow, parts are left out, the
/// least needed first; how many ended of how many, what failed and what is unmeasured stay longest.
final class ProgressLine {
    private static final int BAR = 20;
    private static final int LEAST_BAR = 5;
    private static final int COUNT = 3; // counts, and what is needed more
    private static final int BAR_NEED = 5;

    private final Terminal terminal;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A piece of the line.
    ///
    /// @param text harmless text
    /// @param style how it is set off
    /// @param need 0 for what is left out last
    private record Part(String text, Style style, int need) {}

    /// The line, which never wraps. Where words do not fit, signs stand before the counts.
    String of(Effort.State state) {
        int columns = terminal.liveColumns();
        String dot = " " + terminal.glyphs().dot() + " ";
        List<Part> words = fitting(parts(state, false), columns, dot.length(), COUNT);
        if (width(words, dot.length()) <= columns) {
            return line(state, words, dot);
        }
        List<Part> signs = fitting(parts(state, true), columns, 1, 0);
        return width(signs, 1) <= columns
                ? line(state, signs, " ")
                : TextWidth.cut(signs.getFirst().text(), columns);
    }

    /// Leaves out parts that are needed less than the least, until the others fit; as long as there
    /// are luxuries, beside a bar.
    private static List<Part> fitting(List<Part> parts, int columns, int gap, int least) {
        List<Part> kept = new ArrayList<>(parts);
        while (true) {
            Part last = kept.getFirst();
            for (Part part : kept) {
                last = part.need() >= last.need() ? part : last;
            }
            int bar = last.need() > BAR_NEED ? LEAST_BAR + 1 : 0;
            if (width(kept, gap) + bar <= columns || last.need() <= least) {
                return kept;
            }
            kept.remove(last);
        }
    }

    private static int width(List<Part> parts, int gap) {
        return parts.stream().mapToInt(part -> TextWidth.of(part.text())).sum()
                + gap * (parts.size() - 1);
    }

    private String line(Effort.State state, List<Part> parts, String gap) {
        List<String> styled = new ArrayList<>();
        parts.forEach(part -> styled.add(terminal.styled(part.style(), part.text())));
        String line = String.join(gap, styled);
        int room = Math.min(BAR, terminal.liveColumns() - 1 - width(parts, gap.length()));
        return room < LEAST_BAR ? line : bar(state, room) + " " + line;
    }

    private List<Part> parts(Effort.State state, boolean signs) {
        Glyphs glyphs = terminal.glyphs();
        List<Part> parts = new ArrayList<>();
        LongFunction<String> count = signs ? Figures::tinyCount : Figures::count;
        String ended = count.apply(state.ended()) + "/" + count.apply(state.total());
        parts.add(new Part(ended, Style.BOLD, 0));
        parts.add(new Part(SafeText.line(state.name(), 30), Style.PLAIN, 4));
        add(parts, state.passed(), signs ? glyphs.passed() : " passed", Style.GREEN, 3);
        add(parts, state.notPassed(), signs ? glyphs.failed() : " not passed", Style.RED, 2);
        add(parts, state.failed(), signs ? glyphs.raised() : " failed", Style.RED, 1);
        add(
                parts,
                state.unmeasured(),
                signs ? glyphs.unmeasured() : " unmeasured",
                Style.YELLOW,
                0);
        if (!signs) {
            add(parts, state.running(), " running", Style.PLAIN, 7);
            add(parts, state.waiting(), " waiting", Style.YELLOW, 7);
            add(parts, state.nested(), " nested", Style.DIM, 9);
            add(parts, state.tokens(), " tokens", Style.PLAIN, 8);
        }
        if (!state.budget().isEmpty()) {
            parts.add(new Part(state.budget(), Style.PLAIN, 4));
        }
        if (state.ended() > 0) {
            parts.add(new Part(Figures.rate(state.perSecond()), Style.PLAIN, 6));
            parts.add(new Part(left(state) + " left", Style.PLAIN, 5));
        } else {
            parts.add(new Part(elapsed(state), Style.PLAIN, 5));
        }
        return parts;
    }

    private static void add(List<Part> parts, long count, String what, Style style, int need) {
        if (count > 0) {
            String shown =
                    what.startsWith(" ")
                            ? Figures.shortCount(count) + what
                            : what + Figures.tinyCount(count);
            parts.add(new Part(shown, style, need));
        }
    }

    private String bar(Effort.State state, int room) {
        int done = state.total() == 0 ? 0 : (int) (room * state.ended() / state.total());
        done = Math.min(done, room);
        return terminal.styled(Style.CYAN, terminal.glyphs().bar().repeat(done))
                + terminal.styled(Style.DIM, terminal.glyphs().rest().repeat(room - done));
    }

    static String left(Effort.State state) {
        double nanos = (double) state.nanos() / state.ended() * (state.total() - state.ended());
        return Figures.duration(Duration.ofNanos((long) nanos));
    }

    static String elapsed(Effort.State state) {
        return Figures.duration(Duration.ofSeconds(state.nanos() / 1_000_000_000));
    }
}
