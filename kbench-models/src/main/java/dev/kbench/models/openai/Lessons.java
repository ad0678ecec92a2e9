package dev.kbench.models.openai;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What is known of a model: what the table says, and what its server's refusals have taught since.
/// A lesson is learned once and holds for every later call.
///
/// Thread-safe.
final class Lessons {
    private volatile Known known;

    /// All that is known at one time.
    ///
    /// @param traits what the model takes
    /// @param words the refusals' words by the parameter
    record Known(ModelTraits traits, Map<String, String> words) {
        /// A request as the model takes it, with the server's words where it refused an option.
        FittedRequest fit(String model, ModelRequest request) {
            FittedRequest fitted = traits.capabilities().fit(model, request);
            if (fitted.leftOut().isEmpty() || words.isEmpty()) {
                return fitted;
            }
            SequencedMap<String, String> leftOut = new LinkedHashMap<>(fitted.leftOut());
            leftOut.replaceAll(
                    (name, why) ->
                            words.containsKey(name) ? why + ", it says: " + words.get(name) : why);
            return new FittedRequest(fitted.request(), leftOut);
        }

        /// What was left out beside the request's options.
        Map<String, String> besides(ModelRequest request) {
            return request.streaming() && words.containsKey(Lessons.USAGE)
                    ? Map.of(
                            Lessons.USAGE,
                            "usage: the model takes none, it says: " + words.get(Lessons.USAGE))
                    : Map.of();
        }
    }

    static final String USAGE = "stream_options";
    private static final String THOUGHTS = "extra_body";

    Lessons(ModelTraits traits) {
        this.known = new Known(traits, Map.of());
    }

    Known known() {
        return known;
    }

    /// Learns from a refusal.
    ///
    /// @param before what was known when the request was sent
    /// @param parameter the parameter that was refused
    /// @param value its value
    /// @param words what the server said
    /// @return whether the same request is now sent in another way
    synchronized boolean learn(Known before, String parameter, Object value, String words) {
        if (!known.traits().equals(before.traits())) {
            return true;
        }
        Optional<ModelTraits> taught = taught(known.traits(), parameter, value, words);
        taught.ifPresent(
                traits -> {
                    Map<String, String> all = new LinkedHashMap<>(known.words());
                    all.putIfAbsent(parameter, words);
                    known = new Known(traits, Collections.unmodifiableMap(all));
                });
        return taught.isPresent();
    }

    private Optional<ModelTraits> taught(
            ModelTraits traits, String parameter, Object value, String words) {
        Capabilities takes = traits.capabilities();
        return switch (parameter) {
            case "temperature" -> without(traits, Feature.TEMPERATURE);
            case "seed" -> without(traits, Feature.SEED);
            case "stream" -> without(traits, Feature.STREAMING);
            case "response_format" -> without(traits, Feature.JSON_SCHEMA);
            case "reasoning_effort" ->
                    Optional.of(traits.with(takes.withReasoning(levels(takes, value, words))));
            case USAGE -> Optional.of(traits.withoutUsageInStreams());
            case THOUGHTS ->
                    traits.googleThoughts()
                            ? Optional.of(traits.withoutGoogleThoughts())
                            : Optional.empty();
            case ModelTraits.MAX_TOKENS -> otherLimit(traits, ModelTraits.MAX_COMPLETION_TOKENS);
            case ModelTraits.MAX_COMPLETION_TOKENS -> otherLimit(traits, ModelTraits.MAX_TOKENS);
            default -> Optional.empty();
        };
    }

    private static Optional<ModelTraits> without(ModelTraits traits, Feature feature) {
        return Optional.of(traits.with(traits.capabilities().with(feature, false)));
    }

    /// A limit that is refused under both names is the user's to give up.
    private Optional<ModelTraits> otherLimit(ModelTraits traits, String parameter) {
        return known.words().containsKey(parameter)
                ? Optional.empty()
                : Optional.of(traits.withTokenLimit(parameter));
    }

    /// Where the words speak of the value, the level alone is refused, else all of them are.
    private static Set<Reasoning> levels(Capabilities takes, Object value, String words) {
        EnumSet<Reasoning> left = EnumSet.noneOf(Reasoning.class);
        if (words.contains("'" + value + "'") || words.contains("\"" + value + "\"")) {
            left.addAll(takes.reasoning());
            left.removeIf(level -> level.wireName().equals(value));
        }
        return left;
    }
}
