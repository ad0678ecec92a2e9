package dev.kbench.view.index;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What stands behind the question mark of an address: names and values, percent-encoded.
public final class QueryString {
    private QueryString() {}

    /// Reads one.
    ///
    /// @param text such as `task=Quiz&outcome=failed`, without a question mark; may be empty
    /// @return names and their values, decoded, in order; a name without `=` has an empty value
    /// @throws IllegalArgumentException if a `%` does not stand before two hexadecimal digits
    public static SequencedMap<String, List<String>> parse(String text) {
        SequencedMap<String, List<String>> parts = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                String name = decoded(at < 0 ? pair : pair.substring(0, at));
                String value = at < 0 ? "" : decoded(pair.substring(at + 1));
                parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return parts;
    }

    /// Reads a part of an address.
    ///
    /// @param text percent-encoded text; a `+` is a space
    /// @return what it stands for
    /// @throws IllegalArgumentException if a `%` does not stand before two hexadecimal digits
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected %% and two hexadecimal digits in '%s'".formatted(text), e);
        }
    }

    /// A text as a part of an address.
    ///
    /// @param text any text
    /// @return it, percent-encoded; a space as `%20`
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
