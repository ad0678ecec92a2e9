package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What an assertion was about: its values, each as a text of limited length, and in what they
/// differ.
///
/// @param values by name, in order
/// @param difference one finding a line; may be empty
record Evidence(SequencedMap<String, String> values, String difference) {
    static final Evidence NONE =
            new Evidence(Collections.unmodifiableSequencedMap(new LinkedHashMap<>()), "");

    /// The most characters of one value.
    static final int LONGEST = 1_000;

    static Evidence of(String name, @Nullable Object value) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put(name, Shown.of(value, LONGEST));
        return new Evidence(values, "");
    }

    Evidence and(String name, @Nullable Object value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(values);
        more.put(name, Shown.of(value, LONGEST));
        return new Evidence(more, difference);
    }

    Evidence differing(String text) {
        return new Evidence(values, text);
    }
}
