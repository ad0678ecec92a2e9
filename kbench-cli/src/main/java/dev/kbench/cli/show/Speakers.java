package dev.kbench.cli.show;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A colour for each who talks, in the order in which they first do.
///
/// One thread.
final class Speakers {
    private static final List<Style> COLOURS =
            List.of(Style.CYAN, Style.YELLOW, Style.MAGENTA, Style.BLUE, Style.GREEN);

    private final Map<String, Style> styles = new HashMap<>();

    Style of(String name) {
        return styles.computeIfAbsent(name, _ -> COLOURS.get(styles.size() % COLOURS.size()));
    }
}
