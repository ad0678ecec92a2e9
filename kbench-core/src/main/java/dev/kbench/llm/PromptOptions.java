package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/// Options of one prompt: `llm.prompt("…", with -> with.temperature(0.7).seed(1))`. Each is set at
/// most once.
///
/// One thread.
public final class PromptOptions {
    private static final Set<String> RESERVED =
            Set.of(
                    "model",
                    "messages",
                    "temperature",
                    "seed",
                    "stream",
                    "tools",
                    "response_format");
    private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");

    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalLong seed = OptionalLong.empty();
    private OptionalInt maxTokens = OptionalInt.empty();
    private final LinkedHashMap<String, Object> apiParams = new LinkedHashMap<>();

    PromptOptions() {}

    /// How varied answers are; 0 by default, the most likely answer each time. A model that takes
    /// no temperature is not sent one.
    ///
    /// @param value 0 to 2
    /// @return this
    public PromptOptions temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature must be between 0 and 2, got " + value);
        }
        temperature.ifPresent(old -> refuse("temperature", old));
        temperature = OptionalDouble.of(value + 0.0);
        return this;
    }

    /// The seed of the model's random choices; 0 by default. A model that takes no seed is not sent
    /// one.
    ///
    /// @param value any number
    /// @return this
    public PromptOptions seed(long value) {
        seed.ifPresent(old -> refuse("seed", old));
        seed = OptionalLong.of(value);
        return this;
    }

    /// The most tokens to answer with; the provider's own limit by default.
    ///
    /// @param value 1 or more
    /// @return this
    public PromptOptions maxTokens(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxTokens must be 1 or more, got " + value);
        }
        maxTokens.ifPresent(old -> refuse("maxTokens", old));
        for (String limit : LIMITS) {
            Object old = apiParams.get(limit);
            if (old != null) {
                refuse(param(limit), old);
            }
        }
        maxTokens = OptionalInt.of(value);
        return this;
    }

    /// Further parameters, passed to the provider as they are.
    ///
    /// @param params names and values, such as `Map.of("top_p", 0.9)`
    /// @return this
    /// @throws IllegalArgumentException for a parameter that has an option of its own, is part of
    ///   every request, has no value, or was set before
    public PromptOptions apiParams(Map<String, ?> params) {
        requireNonNull(
                        params,
                        "params: expected names and values such as Map.of(\"top_p\", 0.9), got"
                                + " null")
                .forEach(this::apiParam);
        return this;
    }

    private void apiParam(String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException(
                    "apiParams takes names and values, got %s=%s; leave out what is not to be sent"
                            .formatted(name, value));
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be set by apiParams: it is an option of its own or part of every request"
                            .formatted(name));
        }
        if (LIMITS.contains(name)) {
            maxTokens.ifPresent(old -> refuse("maxTokens", old));
        }
        Object old = apiParams.putIfAbsent(name, value);
        if (old != null) {
            refuse(param(name), old);
        }
    }

    private static String param(String name) {
        return "apiParams '" + name + "'";
    }

    private static void refuse(String option, Object old) {
        throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
    }

    OptionalDouble temperature() {
        return temperature;
    }

    OptionalLong seed() {
        return seed;
    }

    OptionalInt maxTokens() {
        return maxTokens;
    }

    SequencedMap<String, Object> apiParams() {
        return apiParams;
    }
}
