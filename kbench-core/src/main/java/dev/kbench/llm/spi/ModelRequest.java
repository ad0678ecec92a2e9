package dev.kbench.llm.spi;

import dev.kbench.key.CanonicalJson;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What a model is asked: plain data, nothing of a client.
///
/// @param model the model's id as its provider knows it
/// @param messages the conversation, oldest first; never empty
/// @param temperature the sampling temperature, empty where it is not to be sent
/// @param seed the seed, empty where it is not to be sent
/// @param maxTokens the most tokens to answer with, empty for the provider's own limit
/// @param apiParams further parameters, passed to the provider as they are, in order
public record ModelRequest(
        String model,
        List<RequestMessage> messages,
        OptionalDouble temperature,
        OptionalLong seed,
        OptionalInt maxTokens,
        SequencedMap<String, Object> apiParams) {
    /// Copies the collections and refuses an empty conversation.
    public ModelRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request needs at least one message");
        }
        apiParams = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(apiParams));
    }

    /// What is set, under the names that OpenAI's servers know it by: temperature, seed, token
    /// limit and further parameters.
    ///
    /// @return names and values, in order
    public SequencedMap<String, Object> options() {
        SequencedMap<String, Object> options = new LinkedHashMap<>();
        temperature.ifPresent(value -> options.put("temperature", value));
        seed.ifPresent(value -> options.put("seed", value));
        maxTokens.ifPresent(value -> options.put("max_tokens", value));
        options.putAll(apiParams);
        return options;
    }

    /// The request's digest: SHA-256 of its canonical JSON, equal in every JVM.
    ///
    /// @return 64 hex digits
    public String digest() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", model);
        data.put(
                "messages",
                messages.stream()
                        .map(m -> List.of(m.role().wireName(), m.content().text()))
                        .toList());
        temperature.ifPresent(value -> data.put("temperature", value));
        seed.ifPresent(value -> data.put("seed", value));
        maxTokens.ifPresent(value -> data.put("max_tokens", value));
        data.put("params", apiParams);
        return CanonicalJson.sha256(data);
    }
}
