package dev.kbench.mcp;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Options of a server that is reached over HTTP. Each is set at most once, but for headers, which
/// add up.
///
/// One thread.
public final class HttpOptions extends McpOptions<HttpOptions> {
    private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();

    HttpOptions() {}

    @Override
    HttpOptions self() {
        return this;
    }

    /// A header of every request, such as `Authorization`. No message shows its value.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this
    public HttpOptions header(String name, String value) {
        requireNonNull(name, "name: expected a header's name, got null");
        requireNonNull(value, "value: expected a header's value, got null");
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException(
                    "header: expected a name such as Authorization, got '%s'".formatted(name));
        }
        if (value.chars().anyMatch(one -> (one < ' ' && one != '\t') || one > 255 || one == 127)) {
            throw new IllegalArgumentException(
                    "header %s: expected a value of one line of Latin letters".formatted(name));
        }
        if (headers.keySet().stream().anyMatch(one -> lower(one).equals(lower(name)))) {
            throw new IllegalArgumentException("header: %s was already set".formatted(name));
        }
        headers.put(name, value);
        return this;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Map<String, String> headers() {
        return new LinkedHashMap<>(headers);
    }
}
