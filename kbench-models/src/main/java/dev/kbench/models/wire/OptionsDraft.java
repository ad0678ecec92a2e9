package dev.kbench.models.wire;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The options of one request, under the names that its vendor gives them, in the order of the
/// body: those of kbench first, then the provider's own that the user added. What a request says
/// already cannot be said again.
///
/// One thread.
public final class OptionsDraft {
    private final Set<String> parts;
    private final Set<String> counts;
    private final SequencedMap<String, Object> options = new LinkedHashMap<>();
    private final Map<String, Said> said = new HashMap<>();

    private record Said(String option, Object value) {}

    /// Makes one without options.
    ///
    /// @param parts names that are an option of their own or part of every request
    /// @param counts names of how many answers are asked for; only one is read
    public OptionsDraft(Set<String> parts, Set<String> counts) {
        this.parts = parts;
        this.counts = counts;
    }

    /// Adds an option of kbench's.
    ///
    /// @param name the vendor's name
    /// @param value what is sent
    public void put(String name, Object value) {
        options.put(name, value);
    }

    /// Adds an option of kbench's that the user set, and has a parameter refused that says the
    /// same.
    ///
    /// @param name the vendor's name
    /// @param value what is sent
    /// @param option the option's name
    /// @param asked what the user set it to
    public void put(String name, Object value, String option, Object asked) {
        put(name, value);
        claim(name, option, asked);
    }

    /// Has a parameter of the user's refused, since an option says the same.
    ///
    /// @param name the vendor's name
    /// @param option the option's name
    /// @param value what the user set it to
    public void claim(String name, String option, Object value) {
        said.put(name, new Said(option, value));
    }

    /// Adds a parameter of the user's.
    ///
    /// @param name the vendor's name, as the user wrote it
    /// @param value what is sent
    /// @throws IllegalArgumentException if the request says it already
    public void param(String name, Object value) {
        param(name, name, value);
    }

    /// Adds a parameter of the user's whose name was written in another way than it is sent.
    ///
    /// @param name the vendor's name
    /// @param written as the user wrote it, for messages
    /// @param value what is sent; of two maps the entries are joined, and the user's win
    /// @throws IllegalArgumentException if the request says it already
    public void param(String name, String written, Object value) {
        if (parts.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be set by apiParams: it is an option of its own or part of every request"
                            .formatted(written));
        }
        Said before = said.get(name);
        if (before != null) {
            throw new IllegalArgumentException(
                    "apiParams '%s' contradicts %s, which was already set to %s"
                            .formatted(written, before.option, before.value));
        }
        if (counts.contains(name) && !(value instanceof Number n && n.doubleValue() == 1)) {
            throw new IllegalArgumentException(
                    "apiParams '%s' must be 1, got %s; one answer is read of each request"
                            .formatted(written, value));
        }
        if (value instanceof Map<?, ?> more && options.get(name) instanceof Map<?, ?> ours) {
            Map<Object, Object> all = new LinkedHashMap<>(ours);
            all.putAll(more);
            options.put(name, all);
        } else {
            options.put(name, value);
        }
    }

    /// What is sent.
    ///
    /// @return names and values, in the order of the body
    public SequencedMap<String, Object> options() {
        return options;
    }
}
