package dev.kbench.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In which lines of a TOML file its keys stand, for messages: the parser does not tell. A key in a
/// text over several lines may be taken for one; nothing but a line number depends on it.
final class TomlLines {
    private final Map<List<String>, Integer> lines = new HashMap<>();

    private TomlLines() {}

    static TomlLines of(String text) {
        TomlLines found = new TomlLines();
        List<String> table = List.of();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String content = line.strip();
            if (content.startsWith("[")) {
                table = keys(content.replaceFirst("^\\[+\\s*", ""), ']');
                found.add(table, number);
            } else if (!content.startsWith("#") && content.contains("=")) {
                List<String> path = new ArrayList<>(table);
                path.addAll(keys(content, '='));
                found.add(path, number);
            }
        }
        return found;
    }

    /// A key, and the tables around it that are not known yet.
    private void add(List<String> path, int line) {
        for (int length = 1; length <= path.size(); length++) {
            lines.putIfAbsent(List.copyOf(path.subList(0, length)), line);
        }
    }

    /// A dotted key, up to a character outside of quotes.
    private static List<String> keys(String text, char end) {
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                key.append(quote == 0 ? "" : String.valueOf(c));
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == end) {
                break;
            } else if (c == '.') {
                keys.add(key.toString().strip());
                key.setLength(0);
            } else {
                key.append(c);
            }
        }
        keys.add(key.toString().strip());
        return List.copyOf(keys);
    }

    /// The line of a key, or of the innermost table around it; 1 where none is found.
    int of(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            Integer line = lines.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }
}
