package dev.kbench.browser;

import dev.kbench.content.Image;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What a page did, as far as it is taken down: so many entries of its console and so many refused
/// addresses; of the others, how many there were.
///
/// Thread-safe.
final class PageLog {
    private final List<ConsoleEntry> entries = new ArrayList<>();
    private final SequencedSet<String> refused = new LinkedHashSet<>();
    private long dropped;

    synchronized void add(ConsoleEntry.Level level, String text, boolean uncaught) {
        if (entries.size() < BoundedConsole.MOST_ENTRIES) {
            entries.add(new ConsoleEntry(level, cut(text), uncaught));
        } else {
            dropped++;
        }
    }

    synchronized void refused(String address) {
        String text = cut(address);
        if (refused.size() < BoundedConsole.MOST_ENTRIES) {
            refused.add(text);
        } else if (!refused.contains(text)) {
            dropped++;
        }
    }

    /// Counts what was left out before it came here.
    synchronized void dropped(long more) {
        dropped += more;
    }

    /// @param lost how many events never came here
    synchronized Snapshot snapshot(Image picture, String html, long lost) {
        return new Snapshot(picture, html, entries, List.copyOf(refused), dropped + lost);
    }

    private static String cut(String text) {
        return text.length() > BoundedConsole.LONGEST_TEXT
                ? text.substring(0, BoundedConsole.LONGEST_TEXT)
                : text;
    }
}
