package dev.kbench.models.genai;

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
import dev.kbench.models.wire.PathSegments;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.schema.SchemaLimits;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Google's `generateContent` and `streamGenerateContent`, as the Gemini API and the Kaggle Model
/// Proxy speak them (https://ai.google.dev/api/generate-content).
///
/// Immutable.
public final class ContentDialect implements Dialect {
    private static final String LEVEL = "thinkingLevel";
    private static final String BUDGET = "thinkingBudget";
    private static final String SHOWN = "includeThoughts";

    /// Makes one.
    public ContentDialect() {}

    @Override
    public SchemaLimits schemaLimits() {
        return SchemaLimits.GENAI;
    }

    @Override
    public String path(ModelRequest request) {
        String name = request.model();
        boolean whole = name.startsWith("models/") || name.startsWith("tunedModels/");
        return (whole ? "" : "models/")
                + PathSegments.of(name)
                + (request.streaming() ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    /// A form that a model's kind of schema cannot tell is told in words.
    @Override
    public FittedRequest fit(FittedRequest fitted, ModelTraits traits) {
        boolean fits =
                traits.has(Habit.JSON_SCHEMAS)
                        || fitted.request()
                                .answerSchema()
                                .flatMap(answer -> answer.schema().openApi())
                                .isPresent();
        return fits ? fitted : fitted.withSchemaInWords(Dialect.NO_WORDS);
    }

    @Override
    public SequencedMap<String, Object> options(ModelRequest request, ModelTraits traits) {
        return new ContentRequest(traits).options(request);
    }

    @Override
    public List<String> refusable(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        List<String> names = new ArrayList<>(options.sequencedKeySet());
        request.answerSchema()
                .ifPresent(
                        _ ->
                                names.add(
                                        traits.has(Habit.JSON_SCHEMAS)
                                                ? ContentRequest.JSON_SCHEMA
                                                : ContentRequest.SCHEMA));
        if (new ContentRequest(traits).instructions(request) > 0) {
            names.add(ContentRequest.INSTRUCTION);
        }
        return names;
    }

    @Override
    public RequestBytes body(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        return new ContentRequest(traits).body(request, options);
    }

    @Override
    public AnswerReader reader(ModelRequest request, TimedChunks chunks) {
        return new ContentReader(chunks);
    }

    @Override
    public Map<String, String> additions(ModelRequest request) {
        return request.asksToThink() ? Map.of(SHOWN, "true") : Map.of();
    }

    @Override
    public Optional<Lesson> lesson(Known known, Refused refused) {
        return switch (refused.parameter()) {
            case "temperature" -> known.without("temperature", Feature.TEMPERATURE);
            case "seed" -> known.without("seed", Feature.SEED);
            case ContentRequest.JSON_SCHEMA ->
                    refused.words().contains("jsonschema")
                                    || refused.words().contains("json_schema")
                            ? known.with(ContentRequest.JSON_SCHEMA, Habit.JSON_SCHEMAS, false)
                            : known.without("response_format", Feature.JSON_SCHEMA);
            case ContentRequest.SCHEMA -> known.without("response_format", Feature.JSON_SCHEMA);
            case ContentRequest.INSTRUCTION ->
                    known.with(ContentRequest.INSTRUCTION, Habit.INSTRUCTIONS_AS_WORDS, true);
            case ContentRequest.THINKING -> thinking(known, refused);
            default -> Optional.empty();
        };
    }

    /// One level or the other way to tell one may be refused, before all thinking is.
    private static Optional<Lesson> thinking(Known known, Refused refused) {
        String words = refused.words().replace("_", "").replace(" ", "");
        Map<?, ?> sent = refused.value() instanceof Map<?, ?> map ? map : Map.of();
        boolean levels = known.traits().has(Habit.LEVELS);
        if (words.contains("includethoughts") && sent.containsKey(SHOWN)) {
            return known.with(SHOWN, Habit.SHOWN_THOUGHTS, false);
        }
        if (Integer.valueOf(0).equals(sent.get(BUDGET))) {
            return known.without(EnumSet.of(Reasoning.NONE));
        }
        String level = String.valueOf(sent.get(LEVEL)).toLowerCase(Locale.ROOT);
        if (levels && refused.words().matches("(?s).*\\b" + level + "\\b.*")) {
            return known.without(EnumSet.of(Reasoning.valueOf(level.toUpperCase(Locale.ROOT))));
        }
        String told = levels ? LEVEL : BUDGET;
        String other = levels ? BUDGET : LEVEL;
        if (words.contains(told.toLowerCase(Locale.ROOT)) && !known.hasLearned(other)) {
            return known.with(told, Habit.LEVELS, !levels);
        }
        return known.without(EnumSet.allOf(Reasoning.class));
    }
}
