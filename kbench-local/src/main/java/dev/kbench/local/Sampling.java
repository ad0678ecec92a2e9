package dev.kbench.local;

import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.local.worker.Frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How the next token is chosen.
///
/// @param numbers the parameters that were asked for
/// @param schema the JSON schema that no token may violate; empty for none
record Sampling(List<Frame.Parameter> numbers, String schema) {
    private static final List<String> FURTHER =
            List.of("top_p", "top_k", "min_p", "repeat_penalty");

    Sampling {
        numbers = List.copyOf(numbers);
    }

    /// Reads a request's options.
    ///
    /// @throws PermanentProviderException if it names a parameter that is not known, or is no
    ///   number
    static Sampling of(ModelRequest request, String model) {
        List<Frame.Parameter> numbers = new ArrayList<>();
        request.temperature()
                .ifPresent(value -> numbers.add(new Frame.Parameter("temperature", value)));
        request.seed().ifPresent(value -> numbers.add(new Frame.Parameter("seed", seed(value))));
        for (Map.Entry<String, Object> entry : request.apiParams().entrySet()) {
            if (!FURTHER.contains(entry.getKey())) {
                throw refused(
                        model,
                        "%s takes the parameters %s, got %s"
                                .formatted(model, String.join(", ", FURTHER), entry.getKey()));
            }
            if (!(entry.getValue() instanceof Number number)
                    || !Double.isFinite(number.doubleValue())) {
                throw refused(
                        model,
                        "%s takes a number as %s, got %s"
                                .formatted(model, entry.getKey(), entry.getValue()));
            }
            numbers.add(new Frame.Parameter(entry.getKey(), number.doubleValue()));
        }
        return new Sampling(
                numbers, request.answerSchema().map(form -> form.schema().json()).orElse(""));
    }

    /// llama.cpp's seeds have 32 bits, and all of them set mean "any seed".
    private static int seed(long seed) {
        int folded = Long.hashCode(seed);
        return folded == -1 ? 1 : folded;
    }

    private static PermanentProviderException refused(String model, String message) {
        return new PermanentProviderException(Trouble.REQUEST_REFUSED, model, 0, message, null);
    }

    /// What was really sent.
    SequencedMap<String, Object> sent(ModelRequest request) {
        SequencedMap<String, Object> sent = new LinkedHashMap<>();
        request.temperature().ifPresent(value -> sent.put("temperature", value));
        request.seed().ifPresent(value -> sent.put("seed", value));
        request.maxTokens().ifPresent(value -> sent.put("max_tokens", value));
        sent.putAll(request.apiParams());
        return sent;
    }
}
