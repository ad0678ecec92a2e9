package dev.kbench.cli.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The line that shows how far an effort is. Where the terminal is narrow, parts are left out, the
/// least needed first; how many ended of how many, what failed and what is unmeasured stay longest.
final class ProgressLine {
    private static final int BAR = 20;
    private static final int LEAST_BAR = 5;

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

    /// The line, one column narrower than the terminal so that it never wraps.
    String of(Effort.State state) {
        List<Part> parts = parts(state);
        int columns = terminal.columns() - 1;
        while (parts.size() > 1 && width(parts) > columns) {
            Part least = parts.getFirst();
            for (Part part : parts) {
                least = part.need() > least.need() ? part : least;
            }
            parts.remove(least);
        }
        String dot = " " + terminal.glyphs().dot() + " ";
        if (width(parts) > columns) {
            return TextWidth.cut(parts.getFirst().text(), columns);
        }
        int room = Math.min(BAR, columns - width(parts) - 1);
        List<String> styled = new ArrayList<>();
        parts.forEach(part -> styled.add(terminal.styled(part.style(), part.text())));
        String line = String.join(dot, styled);
        return room < LEAST_BAR ? line : bar(state, room) + " " + line;
    }

    private int width(List<Part> parts) {
        return parts.stream().mapToInt(part -> TextWidth.of(part.text())).sum()
                + 3 * (parts.size() - 1);
    }

    private List<Part> parts(Effort.State state) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part(
                        Figures.count(state.ended()) + "/" + Figures.count(state.total()),
                        Style.BOLD,
                        0));
        parts.add(new Part(SafeText.line(state.name(), 30), Style.PLAIN, 4));
        add(parts, state.passed(), "passed", Style.GREEN, 3);
        add(parts, state.notPassed(), "not passed", Style.RED, 3);
        add(parts, state.failed(), "failed", Style.RED, 1);
        add(parts, state.unmeasured(), "unmeasured", Style.YELLOW, 1);
        add(parts, state.running(), "running", Style.PLAIN, 7);
        add(parts, state.nested(), "nested", Style.DIM, 9);
        if (state.tokens() > 0) {
            parts.add(new Part(Figures.shortCount(state.tokens()) + " tokens", Style.PLAIN, 8));
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
            parts.add(new Part(Figures.count(count) + " " + what, style, need));
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
