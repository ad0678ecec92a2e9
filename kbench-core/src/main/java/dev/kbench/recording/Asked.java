package dev.kbench.recording;

import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.tool.ToolSpec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a call asked, as a person reads it: by names such as `message 1 (user)`, in order.
final class Asked {
    private static final int AROUND = 40;

    private Asked() {}

    static SequencedMap<String, String> of(ModelRequest request) {
        SequencedMap<String, String> asked = new LinkedHashMap<>();
        asked.put("model", request.model());
        int number = 0;
        for (RequestMessage message : request.messages()) {
            asked.put(
                    "message %d (%s)".formatted(++number, message.role().wireName()),
                    message.text());
        }
        request.options().forEach((name, value) -> asked.put(name, String.valueOf(value)));
        request.answerSchema().ifPresent(schema -> asked.put("schema", schema.schema().json()));
        if (!request.tools().isEmpty()) {
            asked.put(
                    "tools",
                    request.tools().stream().map(ToolSpec::name).collect(Collectors.joining(", ")));
        }
        return asked;
    }

    /// How many of the parts are the same.
    static long alike(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream()
                .filter(part -> part.getValue().equals(other.get(part.getKey())))
                .count();
    }

    /// The first part that differs, and where.
    static String difference(
            SequencedMap<String, String> recorded, SequencedMap<String, String> now) {
        SequencedMap<String, String> all = new LinkedHashMap<>(recorded);
        now.forEach(all::putIfAbsent);
        for (String part : all.keySet()) {
            String before = recorded.get(part);
            String after = now.get(part);
            if (before == null || after == null) {
                return "%s: recorded %s, asked %s"
                        .formatted(
                                part,
                                before == null ? "nothing" : around(before, 0),
                                after == null ? "nothing" : around(after, 0));
            }
            if (!before.equals(after)) {
                int at = firstDifference(before, after);
                return "%s: recorded %s, asked %s"
                        .formatted(part, around(before, at), around(after, at));
            }
        }
        return "what is not shown here, such as a picture or a tool's parameters";
    }

    private static int firstDifference(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String around(String text, int at) {
        int from = Math.max(0, at - AROUND / 2);
        int to = Math.min(text.length(), at + AROUND);
        return "“%s%s%s”"
                .formatted(
                        from == 0 ? "" : "…",
                        text.substring(from, to).replaceAll("\\s+", " "),
                        to == text.length() ? "" : "…");
    }
}
