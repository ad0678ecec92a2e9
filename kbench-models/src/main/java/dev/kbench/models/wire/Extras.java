package dev.kbench.models.wire;

import dev.kbench.llm.spi.ModelResponse;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Keeps the fields of an answer that nobody has asked for, as JSON by their names. Null and empty
/// text say nothing and are not kept; of a field that a stream repeats the first value is.
///
/// One thread.
public final class Extras {
    private final SequencedMap<String, String> fields = new LinkedHashMap<>();
    private int room = ModelResponse.EXTRAS;

    /// Makes one without fields.
    public Extras() {}

    /// Keeps the field whose value the parser stands on, and passes over it.
    ///
    /// @param name the field's name, with a path such as `message.` before it where it needs one
    /// @param in the tokens
    public void keep(String name, JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL || room <= 0 || fields.containsKey(name)) {
            in.skipChildren();
            return;
        }
        String json = Json.raw(in);
        room -= name.length() + json.length();
        if (room >= 0 && !json.equals("\"\"")) {
            fields.put(name, json);
        }
    }

    /// Keeps a field that was read before.
    ///
    /// @param name the field's name
    /// @param json its value
    public void put(String name, String json) {
        if (!fields.containsKey(name)) {
            room -= name.length() + json.length();
            if (room >= 0) {
                fields.put(name, json);
            }
        }
    }

    /// What was kept.
    ///
    /// @return names and JSON, in the order in which they came
    public SequencedMap<String, String> fields() {
        return fields;
    }
}
