package dev.kbench.models.openai;

import dev.kbench.chat.Role;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// From a request to the bytes of a chat completion's body. Parameters of the provider's own come
/// last, and may not say again what the request says.
final class RequestMapper {
    private static final Set<String> PARTS =
            Set.of("model", "messages", "stream", "temperature", "seed");
    private static final Set<String> TOKEN_LIMITS = Set.of("max_tokens", "max_completion_tokens");

    private final ModelTraits traits;

    RequestMapper(ModelTraits traits) {
        this.traits = traits;
    }

    /// The options that are sent, in the order of the body.
    SequencedMap<String, Object> options(ModelRequest request) {
        SequencedMap<String, Object> options = new LinkedHashMap<>();
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.seed().ifPresent(value -> options.put("seed", value));
        request.maxTokens().ifPresent(value -> options.put(traits.tokenLimit(), value));
        for (Map.Entry<String, Object> param : request.apiParams().entrySet()) {
            String name = param.getKey();
            refuse(name, param.getValue(), request);
            options.put(name, param.getValue());
        }
        return options;
    }

    private static void refuse(String name, Object value, ModelRequest request) {
        if (PARTS.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be set by apiParams: it is an option of its own or part of every request"
                            .formatted(name));
        }
        if (TOKEN_LIMITS.contains(name) && request.maxTokens().isPresent()) {
            throw new IllegalArgumentException(
                    "apiParams '%s' contradicts maxTokens, which was already set to %d"
                            .formatted(name, request.maxTokens().getAsInt()));
        }
        if (name.equals("n") && !(value instanceof Number n && n.doubleValue() == 1)) {
            throw new IllegalArgumentException(
                    "apiParams 'n' must be 1, got %s; one answer is read of each request"
                            .formatted(value));
        }
    }

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("model", WellFormed.of(request.model()));
            out.writeArrayPropertyStart("messages");
            for (RequestMessage message : request.messages()) {
                out.writeStartObject();
                out.writeStringProperty("role", role(message.role()));
                out.writeStringProperty("content", WellFormed.of(message.text()));
                out.writeEndObject();
            }
            out.writeEndArray();
            for (Map.Entry<String, Object> option : options.entrySet()) {
                out.writeName(WellFormed.of(option.getKey()));
                JsonValues.write(out, option.getKey(), option.getValue());
            }
            out.writeEndObject();
        }
        return bytes;
    }

    /// A tool's words without a call that asked for them travel as instructions.
    private static String role(Role role) {
        return role == Role.TOOL ? Role.SYSTEM.wireName() : role.wireName();
    }
}
