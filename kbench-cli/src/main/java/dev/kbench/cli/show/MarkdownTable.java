package dev.kbench.cli.show;

import dev.kbench.internal.text.Markdown;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
                lines.addAll(Markdown.head(columns("model", name -> name), 1));
                task = of;
            }
            Object model = record.get("model");
            lines.add(
                    Markdown.row(
                            columns(
                                    "".equals(model) ? "(no model)" : cell(model),
                                    name -> cell(record.get(name)))));
        }
        return lines;
    }

    private static List<String> columns(String first, UnaryOperator<String> figure) {
        return Stream.concat(Stream.of(first), FIGURES.stream().map(figure)).toList();
    }

    private static String cell(@Nullable Object value) {
        String text =
                switch (value) {
                    case null -> "n/a";
                    case List<?> ends -> "%s to %s".formatted(ends.getFirst(), ends.getLast());
                    default -> value.toString();
                };
        return Markdown.text(text, 200);
    }
}
