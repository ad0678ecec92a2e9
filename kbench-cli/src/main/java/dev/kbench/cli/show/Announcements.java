package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Lines that wait to be printed. Of a flood of notices only the first are kept, each once; the
/// rest are counted.
///
/// Thread-safe.
final class Announcements {
    private static final int NOTICES = 100;

    private final Terminal terminal;
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Set<String> notices = ConcurrentHashMap.newKeySet();
    private final LongAdder unsaid = new LongAdder();

    Announcements(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param line harmless text that fits
    void add(String line) {
        waiting.add(line);
    }

    /// @param text harmless text, wrapped here
    void addText(String text) {
        wrapped(text, 0).forEach(this::add);
    }

    private List<String> wrapped(String text, int indent) {
        return TextWidth.wrap(text, Math.max(2, terminal.columns() - indent));
    }

    void add(RunEvent.Notice notice) {
        if (notices.size() >= NOTICES) {
            if (!notices.contains(notice.text())) {
                unsaid.increment();
            }
        } else if (notices.add(notice.text())) {
            List<String> lines = wrapped(SaidLines.notice(notice), 2);
            String sign = terminal.styled(Style.YELLOW, terminal.glyphs().notice());
            for (int i = 0; i < lines.size(); i++) {
                add((i == 0 ? sign : " ") + " " + lines.get(i));
            }
        }
    }

    void add(RunEvent.StoreFailed failed) {
        add(SaidLines.storeFailed(terminal, failed));
    }

    /// Prints what waits.
    ///
    /// @return whether there was anything
    boolean print() {
        List<String> lines = poll();
        terminal.lines(lines);
        return !lines.isEmpty();
    }

    /// Prints what waits, above a new live line.
    void print(String live) {
        terminal.lines(poll(), live);
    }

    private List<String> poll() {
        List<String> lines = new ArrayList<>();
        for (String line = waiting.poll(); line != null; line = waiting.poll()) {
            lines.add(line);
        }
        return lines;
    }

    /// Prints what waits, and how much was only counted.
    void printLast() {
        long count = unsaid.sumThenReset();
        if (count > 0) {
            add("… and " + Figures.counted(count, "further notice"));
        }
        print();
    }
}
