package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// The values that a run was given and nobody is to be shown, and how texts look without them. A
/// value of {@value #SHORTEST} characters or more is found in a text as it is, as JSON escapes it,
/// and where a text was cut inside it and an ellipsis tells so; of a longer one the first {@value
/// #TELLING} characters are enough. Of lists, maps and records it is each text and each number in
/// them. Truths are found nowhere, and letters of another case are other letters.
///
/// Thread-safe.
public final class PrivateValues {
    /// What stands in a value's place.
    public static final String MARK = "[private]";

    /// Nothing is private.
    public static final PrivateValues NONE = new PrivateValues(new LinkedHashSet<>(), Set.of());

    /// Shorter values are not looked for in texts.
    static final int SHORTEST = 3;

    /// So much of the beginning of a value is taken for the value.
    static final int TELLING = 16;

    private final SequencedSet<String> names;
    private final Set<String> texts;
    private @Nullable PrivateTexts found; // made once a text is looked at

    private PrivateValues(SequencedSet<String> names, Set<String> texts) {
        this.names = Collections.unmodifiableSequencedSet(names);
        this.texts = Collections.unmodifiableSet(texts);
    }

    /// Some of a run's parameters.
    ///
    /// @param params what the run was given
    /// @param names which of it is private; a name that is not there has no value
    /// @return the values; {@link #NONE} for no name
    public static PrivateValues of(Params params, Collection<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        Set<String> texts = new LinkedHashSet<>();
        names.forEach(name -> params.value(name).ifPresent(value -> addTexts(value, texts)));
        return new PrivateValues(new LinkedHashSet<>(names), texts);
    }

    private static void addTexts(Object value, Set<String> texts) {
        switch (value) {
            case Boolean _ -> {}
            case CharSequence text -> addText(text.toString(), texts);
            case Number number -> {
                addText(number.toString(), texts);
                addText(CanonicalJson.of(number), texts);
            }
            default -> addTexts(JsonMapper.shared().readTree(json(value)), texts);
        }
    }

    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            addText(node.asString(), texts);
        } else if (node.isNumber()) {
            addText(node.toString(), texts);
        }
        node.forEach(item -> addTexts(item, texts));
    }

    private static void addText(String text, Set<String> texts) {
        String stripped = text.strip();
        if (stripped.length() >= SHORTEST) {
            texts.add(stripped);
        }
    }

    /// These values, of a run inside another: what is private there is so here.
    ///
    /// @param around the values of the enclosing run
    /// @return these names, and the values of both
    public PrivateValues inside(PrivateValues around) {
        return together(names, around);
    }

    /// These values, of a run with others inside it: what is private there is so here.
    ///
    /// @param inner the values of the runs inside
    /// @return these names, and the values of all
    public PrivateValues outside(Collection<PrivateValues> inner) {
        if (inner.isEmpty()) {
            return this;
        }
        Set<String> all = new LinkedHashSet<>(texts);
        inner.forEach(one -> all.addAll(one.texts));
        return new PrivateValues(names, all);
    }

    /// These values and others of the same run.
    ///
    /// @param others further values
    /// @return the names and the values of both
    public PrivateValues and(PrivateValues others) {
        SequencedSet<String> both = new LinkedHashSet<>(names);
        both.addAll(others.names);
        return together(both, others);
    }

    private PrivateValues together(SequencedSet<String> itsNames, PrivateValues others) {
        if (others.isEmpty()) {
            return this;
        }
        Set<String> both = new LinkedHashSet<>(texts);
        both.addAll(others.texts);
        return new PrivateValues(itsNames, both);
    }

    /// Which of the run's own parameters are private.
    ///
    /// @return their names, in order
    public SequencedSet<String> names() {
        return names;
    }

    /// Whether nothing is private.
    ///
    /// @return true if every text stays as it is
    public boolean isEmpty() {
        return names.isEmpty() && texts.isEmpty();
    }

    /// A text without them.
    ///
    /// @param text any text
    /// @return the text with {@link #MARK} in the place of each; the same one where there is none
    public String text(String text) {
        if (texts.isEmpty()) {
            return text;
        }
        PrivateTexts own = found;
        if (own == null) {
            own = new PrivateTexts(texts);
            found = own;
        }
        return own.without(text);
    }

    /// A JSON text without them.
    ///
    /// @param json JSON, or what was meant for it
    /// @return as {@link #text} has it, where that is as good JSON as before; else with {@link
    ///   #MARK} as a text in the place of each number too
    public String json(String json) {
        String shown = text(json);
        if (shown.equals(json) || isJson(shown) || !isJson(json)) {
            return shown;
        }
        String valid = CanonicalJson.of(without(JsonMapper.shared().readValue(json, Object.class)));
        return text(valid).equals(valid) ? valid : shown;
    }

    private static boolean isJson(String text) {
        try {
            JsonMapper.shared().readTree(text);
            return true;
        } catch (JacksonException other) {
            return false;
        }
    }

    /// Parameters without them.
    ///
    /// @param params names and values
    /// @return the same names; {@link #MARK} for a private one, and {@link #data} for any other
    public Params params(Params params) {
        if (isEmpty()) {
            return params;
        }
        SequencedMap<String, Object> shown = new LinkedHashMap<>();
        params.asMap()
                .forEach(
                        (name, value) ->
                                shown.put(name, names.contains(name) ? MARK : data(value)));
        return Params.from(shown);
    }

    /// A value without them.
    ///
    /// @param value any value
    /// @return a number or a truth itself, any other value that holds none too; else texts, lists
    ///   and maps, with {@link #MARK} in the place of each
    public Object data(Object value) {
        return isEmpty() || value instanceof Number ? value : without(value);
    }

    private Object without(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Number number -> texts.contains(CanonicalJson.of(number)) ? (Object) MARK : number;
            case CharSequence text -> text(text.toString());
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> shown = new LinkedHashMap<>();
                map.forEach((name, item) -> shown.put(without(name), orNull(item)));
                yield shown;
            }
            case Collection<?> items -> {
                List<@Nullable Object> shown = new ArrayList<>();
                items.forEach(item -> shown.add(orNull(item)));
                yield shown;
            }
            default -> {
                String json = json(value);
                yield text(json).equals(json)
                        ? value
                        : without(JsonMapper.shared().readValue(json, Object.class));
            }
        };
    }

    private @Nullable Object orNull(@Nullable Object item) {
        return item == null ? null : without(item);
    }

    /// What has no canonical JSON is its own words.
    private static String json(Object value) {
        try {
            return CanonicalJson.of(value);
        } catch (IllegalArgumentException other) {
            return CanonicalJson.of(value.toString());
        }
    }
}
