package dev.kbench.store;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A file of ours or of the original with all taken out that differs by nature or by decision; what
/// is left must be the same text, order and all. By nature: ids of chats, times, the source text
/// and its lines, stack traces, the order of a dictionary there. By decision:
///
/// * a structured content stands there as a JSON text inside JSON; here once;
/// * an assertion that stops its task is recorded once, not a second time as an error;
/// * what a conversation was opened in, a message's place in its room, who heard it and what others
///   saw of it stand here alone;
/// * what is our own stands in a section of its own;
/// * texts of assertions without words of the user show values as Java prints them.
final class Likeness {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CHAT_ID = Pattern.compile("-[0-9a-f]{8}(?=$|-req-)");
    private static final String REPEATED =
            "Model expected to return response in correct format but got AssertionError: Failed"
                    + " assertion";

    /// Texts of the original, and ours.
    private static final Map<String, String> TEXTS =
            Map.of(
                    "Expected 'True' to be True", "Expected 'true' to be True",
                    "Expected 'truthy text' to be True", "Expected 'true' to be True",
                    "Expected '0' to be False", "Expected 'false' to be False",
                    "Expected 'None' to be False", "Expected 'false' to be False",
                    "Expected 'b' in '{'b': 1, 'a': 2}'", "Expected 'b' in '{b=1, a=2}'",
                    "Expected '4' not in '[1, 2.5, 'three', None, True]'",
                            "Expected '4' not in '[1, 2.5, three, null, true]'",
                    "Expected pattern 're.compile('^the', re.IGNORECASE)' found in 'The Oder.'",
                            "Expected pattern '^the' found in 'The Oder.'");

    private Likeness() {}

    static String of(Path file) throws IOException {
        return PlatformJson.print(object(JsonTree.of(JSON.readTree(Files.readString(file)))));
    }

    private static Map<String, Object> object(Map<?, ?> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> put(copy, String.valueOf(key), value));
        return copy;
    }

    private static void put(Map<String, Object> copy, String key, Object value) {
        switch (key) {
            case "definition", "lineNumber", "startTime", "endTime", OwnSection.NAME -> {}
            case "parentConversationId" -> {}
            case "errorMessage" -> copy.put(key, "…");
            case "id", "conversationId", "requestId" ->
                    copy.put(key, CHAT_ID.matcher((String) value).replaceAll(""));
            case "expectation" -> copy.put(key, TEXTS.getOrDefault(value, (String) value));
            case "text" -> copy.put(key, once((String) value));
            case "dictResult" -> copy.put(key, sorted(value));
            default -> copy.put(key, item(value));
        }
    }

    private static Object item(Object value) {
        return switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : list) {
                    if (!(item instanceof Map<?, ?> map
                            && String.valueOf(map.get("expectation")).startsWith(REPEATED))) {
                        items.add(item(item));
                    }
                }
                yield items;
            }
            default -> value;
        };
    }

    private static String once(String text) {
        return text.startsWith("\"") ? JSON.readTree(text).asString() : text;
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put((String) key, sorted(item)));
                yield sorted;
            }
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(sorted(item)));
                yield items;
            }
            case null, default -> value;
        };
    }
}
