package dev.kbench.view.web;

import dev.kbench.view.index.QueryString;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a browser asks for. Immutable.
///
/// @param method `GET`, `HEAD` or `POST`
/// @param path the path's parts, decoded, in order; empty for `/`
/// @param query the query's names and values, decoded, in order
public record Request(String method, List<String> path, SequencedMap<String, List<String>> query) {
    /// Copies the collections.
    public Request {
        path = List.copyOf(path);
        query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
    }

    /// Reads what stands in a request's first line.
    ///
    /// @param method its method
    /// @param uri its target
    /// @return the request
    /// @throws RefusedException if the target is none of this server's, or not well formed
    static Request of(String method, URI uri) {
        String raw = uri.getRawPath();
        if (uri.getScheme() != null || uri.getRawAuthority() != null || raw == null) {
            throw new RefusedException(
                    400, "expected the path of a page, such as /runs, got a whole address");
        }
        List<String> path = new ArrayList<>();
        for (String part : raw.split("/", -1)) {
            path.add(part(part));
        }
        path.removeIf(String::isEmpty);
        return new Request(method, path, query(uri.getRawQuery()));
    }

    private static String part(String raw) {
        String part = decoded(raw.replace("+", "%2B"));
        boolean climbs = part.equals(".") || part.equals("..");
        if (climbs || part.chars().anyMatch(c -> c < ' ' || c == '/' || c == '\\')) {
            throw new RefusedException(
                    400,
                    "expected the path of a page, such as /runs, got one that leads elsewhere");
        }
        return part;
    }

    private static SequencedMap<String, List<String>> query(@Nullable String raw) {
        try {
            return QueryString.parse(raw == null ? "" : raw);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static String decoded(String raw) {
        try {
            return QueryString.decoded(raw);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static RefusedException malformed(IllegalArgumentException e) {
        return new RefusedException(400, "the address is not well formed: " + e.getMessage());
    }

    /// One value of the query.
    ///
    /// @param name its name
    /// @return the first of that name, empty where there is none
    public Optional<String> value(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// A whole number of the query.
    ///
    /// @param name its name
    /// @param fallback what it is where there is none
    /// @param most the largest allowed
    /// @return the number
    /// @throws RefusedException if it is none, below 0 or above `most`
    public long number(String name, long fallback, long most) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return fallback;
        }
        long number;
        try {
            number = Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0 || number > most) {
            throw new RefusedException(
                    400,
                    "%s: expected a whole number from 0 to %d, got '%s'"
                            .formatted(name, most, text.get()));
        }
        return number;
    }

    /// The query without some of its names.
    ///
    /// @param names what to leave out
    /// @return the rest, in order
    public SequencedMap<String, List<String>> queryWithout(String... names) {
        SequencedMap<String, List<String>> rest = new LinkedHashMap<>(query);
        rest.keySet().removeAll(List.of(names));
        return rest;
    }

    /// A query as an address takes it.
    ///
    /// @param query names and values, in order
    /// @return such as `model=a&model=b`, without a question mark; empty for none
    public static String written(Map<String, List<String>> query) {
        StringBuilder out = new StringBuilder();
        query.forEach(
                (name, values) -> {
                    for (String value : values) {
                        out.append(out.isEmpty() ? "" : "&")
                                .append(QueryString.encoded(name))
                                .append('=')
                                .append(QueryString.encoded(value));
                    }
                });
        return out.toString();
    }
}
