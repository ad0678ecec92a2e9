package dev.kbench.llm.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model's id that asks for faults: `chaos:MODEL?seed=7&latency=200ms&rate_limit=0.2`.
///
/// @param inner the id of the model itself
/// @param options what the id says of faults
public record ChaosId(String inner, Consumer<ChaosOptions> options) {
    private static final String SCHEME = "chaos:";
    private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s|m)");

    /// Whether an id asks for faults.
    ///
    /// @param id a model's id
    /// @return true if it begins with `chaos:`
    public static boolean is(String id) {
        return id.startsWith(SCHEME);
    }

    /// Reads an id.
    ///
    /// @param id one that asks for faults
    /// @return its parts
    /// @throws IllegalArgumentException if it names no model, or an option is none; it lists those
    ///   there are
    public static ChaosId parse(String id) {
        String rest = id.substring(SCHEME.length());
        int query = rest.lastIndexOf('?');
        String inner = query < 0 ? rest : rest.substring(0, query);
        if (inner.isBlank()) {
            throw new IllegalArgumentException(
                    "%s: expected a model after chaos:, such as chaos:demo/quickstart?seed=7"
                            .formatted(id));
        }
        Map<String, String> said = new LinkedHashMap<>();
        if (query >= 0) {
            for (String part : rest.substring(query + 1).split("&", -1)) {
                String[] pair = part.split("=", 2);
                if (pair.length < 2 || said.put(pair[0], pair[1]) != null) {
                    throw new IllegalArgumentException(
                            "%s: expected each option once, as name=value, got '%s'"
                                    .formatted(id, part));
                }
            }
        }
        ChaosId parsed =
                new ChaosId(
                        inner, with -> said.forEach((name, value) -> set(with, id, name, value)));
        parsed.options().accept(new ChaosOptions());
        return parsed;
    }

    private static void set(ChaosOptions with, String id, String name, String value) {
        switch (name) {
            case "seed" -> with.seed(seed(id, value));
            case "latency" -> with.latency(time(id, name, value));
            case "hang_for" -> with.hangFor(time(id, name, value));
            default -> with.share(fault(id, name), share(id, name, value));
        }
    }

    private static long seed(String id, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s: seed: expected a whole number, got '%s'".formatted(id, value), e);
        }
    }

    private static Duration time(String id, String name, String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "%s: %s: expected a time such as 200ms or 1.5s, got '%s'"
                            .formatted(id, name, value));
        }
        double each =
                switch (time.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    default -> 60_000;
                };
        return Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * each));
    }

    private static Fault fault(String id, String name) {
        for (Fault fault : Fault.values()) {
            if (fault.word().equals(name)) {
                return fault;
            }
        }
        throw new IllegalArgumentException(
                "%s: expected one of %s, got '%s'"
                        .formatted(
                                id,
                                Stream.concat(
                                                Stream.of("seed", "latency", "hang_for"),
                                                Stream.of(Fault.values()).map(Fault::word))
                                        .collect(Collectors.joining(", ")),
                                name));
    }

    private static double share(String id, String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s: %s: expected a share from 0 to 1, got '%s'".formatted(id, name, value), e);
        }
    }
}
