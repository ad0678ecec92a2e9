package dev.kbench.models.anthropic;

import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.AnswerReader;
import dev.kbench.models.wire.Dialect;
import dev.kbench.models.wire.Habit;
import dev.kbench.models.wire.Lessons.Known;
import dev.kbench.models.wire.Lessons.Lesson;
import dev.kbench.models.wire.Lessons.Refused;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.schema.SchemaLimits;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Anthropic's Messages (https://platform.claude.com/docs/en/api/messages).
///
/// Immutable.
public final class MessagesDialect implements Dialect {
    private static final String FORMAT = "output_config.format";
    private static final String EFFORT = "output_config.effort";
    private static final String DISPLAY = "thinking.display";
    private static final String BY_LEVEL = "thinking.adaptive";
    private static final String BY_BUDGET = "thinking.enabled";
    private static final Pattern MOST = Pattern.compile("max_tokens: \\d+ > (\\d{1,9})");

    /// Makes one.
    public MessagesDialect() {}

    @Override
    public SchemaLimits schemaLimits() {
        return SchemaLimits.ANTHROPIC;
    }

    @Override
    public String path(ModelRequest request) {
        return "messages";
    }

    /// A model that thinks takes no temperature, and one that thinks by a budget needs room for it;
    /// a form that its schemas cannot tell is told in words.
    @Override
    public FittedRequest fit(FittedRequest fitted, ModelTraits traits) {
        ModelRequest request = fitted.request();
        ModelRequest.Builder less = request.toBuilder();
        SequencedMap<String, String> leftOut = new LinkedHashMap<>(fitted.leftOut());
        int most = request.maxTokens().orElse(traits.tokens());
        boolean thinks = request.asksToThink();
        if (thinks && !traits.has(Habit.LEVELS) && most <= MessagesRequest.LEAST_BUDGET) {
            leftOut.put(
                    "reasoning_effort",
                    "%s: to think, this model needs a limit of more than %d tokens, got %d"
                            .formatted(
                                    request.reasoning().map(Reasoning::wireName).orElse(""),
                                    MessagesRequest.LEAST_BUDGET,
                                    most));
            less.withoutReasoning();
        } else if (thinks && request.temperature().isPresent()) {
            leftOut.put(
                    "temperature",
                    request.temperature().getAsDouble() + ": the model takes none while it thinks");
            less.withoutTemperature();
        }
        FittedRequest fits =
                leftOut.equals(fitted.leftOut())
                        ? fitted
                        : new FittedRequest(less.build(), leftOut);
        return request.answerSchema().flatMap(MessagesRequest::form).isPresent()
                ? fits
                : fits.withSchemaInWords(Dialect.NO_WORDS);
    }

    @Override
    public SequencedMap<String, Object> options(ModelRequest request, ModelTraits traits) {
        return new MessagesRequest(traits).options(request);
    }

    @Override
    public List<String> refusable(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        List<String> names = new ArrayList<>(options.sequencedKeySet());
        if (names.remove(MessagesRequest.OUTPUT)) {
            names.add(EFFORT);
        }
        request.answerSchema().ifPresent(_ -> names.add(FORMAT));
        if (request.streaming()) {
            names.add("stream");
        }
        return names;
    }

    @Override
    public RequestBytes body(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        return new MessagesRequest(traits).body(request, options);
    }

    @Override
    public AnswerReader reader(ModelRequest request, TimedChunks chunks) {
        return new MessageReader(chunks);
    }

    @Override
    public Map<String, String> additions(ModelRequest request) {
        return request.asksToThink() ? Map.of(DISPLAY, "summarized") : Map.of();
    }

    @Override
    public Optional<Lesson> lesson(Known known, Refused refused) {
        return switch (refused.parameter()) {
            case "temperature" -> known.without("temperature", Feature.TEMPERATURE);
            case "stream" -> known.without("stream", Feature.STREAMING);
            case FORMAT ->
                    // A fault of one schema is no fault of the model's.
                    refused.words().contains("format.schema")
                            ? Optional.empty()
                            : known.without("response_format", Feature.JSON_SCHEMA);
            case MessagesRequest.THINKING -> thinking(known, refused);
            case EFFORT -> otherWay(known, BY_LEVEL, BY_BUDGET, false);
            case MessagesRequest.MAX_TOKENS -> tokens(known, refused);
            default -> Optional.empty();
        };
    }

    private static Optional<Lesson> thinking(Known known, Refused refused) {
        Object type = refused.value() instanceof Map<?, ?> map ? map.get("type") : "";
        if (refused.words().contains("display")) {
            return known.with(DISPLAY, Habit.SHOWN_THOUGHTS, false);
        }
        return switch (String.valueOf(type)) {
            case "disabled" -> known.without(EnumSet.of(Reasoning.NONE));
            case "adaptive" -> otherWay(known, BY_LEVEL, BY_BUDGET, false);
            case "enabled" -> otherWay(known, BY_BUDGET, BY_LEVEL, true);
            default -> Optional.empty();
        };
    }

    /// A model that refuses both ways cannot be asked to think.
    private static Optional<Lesson> otherWay(
            Known known, String way, String other, boolean levels) {
        return known.hasLearned(other)
                ? known.without(EnumSet.allOf(Reasoning.class))
                : known.with(way, Habit.LEVELS, levels);
    }

    /// A limit that nobody set may be too high for the model.
    private static Optional<Lesson> tokens(Known known, Refused refused) {
        Matcher most = MOST.matcher(refused.words());
        if (!most.find() || !refused.value().equals(known.traits().tokens())) {
            return Optional.empty();
        }
        int tokens = Integer.parseInt(most.group(1));
        return Optional.of(
                new Lesson(MessagesRequest.MAX_TOKENS, known.traits().withTokens(tokens)));
    }
}
