package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Records as tables of Markdown, a task each; what could be markup is escaped.
final class MarkdownTable {
    private static final List<String> FIGURES =
            List.of(
                    "completed",
                    "failed",
                    "unmeasured",
                    "passed",
                    "passRate",
                    "interval95",
                    "score",
                    "inputTokens",
                    "outputTokens",
                    "cost");

    private MarkdownTable() {}

    static List<String> of(List<Map<String, @Nullable Object>> records) {
        List<String> lines = new ArrayList<>();
        @Nullable String task = null;
        for (Map<String, @Nullable Object> record : records) {
            String of = cell(record.get("task"));
            if (!of.equals(task)) {
                if (task != null) {
                    lines.add("");
                }
                lines.add("### " + of);
                lines.add("");
                lines.add("| model | " + String.join(" | ", FIGURES) + " |");
                lines.add("| --- |" + " ---: |".repeat(FIGURES.size()));
                task = of;
            }
            lines.add(
                    "| "
                            + ("".equals(record.get("model"))
                                    ? "(no model)"
                                    : cell(record.get("model")))
                            + " | "
                            + String.join(
                                    " | ",
                                    FIGURES.stream().map(name -> cell(record.get(name))).toList())
                            + " |");
        }
        return lines;
    }

    private static String cell(@Nullable Object value) {
        String text =
                switch (value) {
                    case null -> "n/a";
                    case List<?> ends -> "%s to %s".formatted(ends.getFirst(), ends.getLast());
                    default -> value.toString();
                };
        return SafeText.line(text, 200).replaceAll("([\\\\|<>`*_\\[\\]#&])", "\\\\$1");
    }
}
