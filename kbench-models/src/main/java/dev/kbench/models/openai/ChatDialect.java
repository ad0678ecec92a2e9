package dev.kbench.models.openai;

import dev.kbench.llm.spi.Feature;
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

/// OpenAI's chat completions, as OpenAI and the many servers speak them that are compatible with it
/// (https://platform.openai.com/docs/api-reference/chat).
///
/// Immutable.
public final class ChatDialect implements Dialect {
    static final String MAX_TOKENS = "max_tokens";
    static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
    static final String USAGE = "stream_options";
    static final String THOUGHTS = "extra_body";

    private final String model;

    /// Makes one.
    ///
    /// @param model the model's id as the user knows it, for messages
    public ChatDialect(String model) {
        this.model = model;
    }

    @Override
    public SchemaLimits schemaLimits() {
        return SchemaLimits.OPENAI;
    }

    @Override
    public String path(ModelRequest request) {
        return "chat/completions";
    }

    @Override
    public SequencedMap<String, Object> options(ModelRequest request, ModelTraits traits) {
        return new RequestMapper(model, traits).options(request);
    }

    @Override
    public List<String> refusable(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        List<String> names = new ArrayList<>(options.sequencedKeySet());
        request.answerSchema().ifPresent(_ -> names.add("response_format"));
        if (request.streaming()) {
            names.add("stream");
            names.add(USAGE);
        }
        return names;
    }

    @Override
    public RequestBytes body(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        return new RequestMapper(model, traits).body(request, options);
    }

    @Override
    public AnswerReader reader(ModelRequest request, TimedChunks chunks) {
        return new ChatReader(new Draft(RequestMapper.thinks(request), chunks));
    }

    @Override
    public Map<String, String> additions(ModelRequest request) {
        Map<String, String> additions = new LinkedHashMap<>();
        if (request.streaming()) {
            additions.put(USAGE, "usage");
        }
        if (RequestMapper.thinks(request)) {
            additions.put(THOUGHTS, "include_thoughts");
        }
        return additions;
    }

    @Override
    public Optional<Lesson> lesson(Known known, Refused refused) {
        String parameter = refused.parameter();
        return switch (parameter) {
            case "temperature" -> known.without(parameter, Feature.TEMPERATURE);
            case "seed" -> known.without(parameter, Feature.SEED);
            case "stream" -> known.without(parameter, Feature.STREAMING);
            case "response_format" -> form(known, refused);
            case "reasoning_effort" -> known.without(levels(refused));
            case USAGE -> known.with(parameter, Habit.USAGE_IN_STREAMS, false);
            case THOUGHTS -> known.with(parameter, Habit.GOOGLE_THOUGHTS, false);
            case MAX_TOKENS -> otherLimit(known, parameter, true);
            case MAX_COMPLETION_TOKENS -> otherLimit(known, parameter, false);
            default -> Optional.empty();
        };
    }

    /// A server that names the format `json_object` for another may take the schema there; one that
    /// takes it nowhere is told in words.
    private static Optional<Lesson> form(Known known, Refused refused) {
        return refused.quotes("json_object") && !known.traits().has(Habit.SCHEMA_IN_JSON_OBJECT)
                ? known.with("response_format.type", Habit.SCHEMA_IN_JSON_OBJECT, true)
                : known.without("response_format", Feature.JSON_SCHEMA);
    }

    /// A limit that is refused under both names is the user's to give up.
    private static Optional<Lesson> otherLimit(Known known, String parameter, boolean completion) {
        return known.hasLearned(completion ? MAX_COMPLETION_TOKENS : MAX_TOKENS)
                ? Optional.empty()
                : known.with(parameter, Habit.COMPLETION_TOKENS, completion);
    }

    /// Where the words speak of the value, the level alone is refused, else all of them are.
    private static EnumSet<Reasoning> levels(Refused refused) {
        EnumSet<Reasoning> levels = EnumSet.allOf(Reasoning.class);
        String value = String.valueOf(refused.value());
        if (refused.quotes(value)) {
            levels.removeIf(level -> !level.wireName().equals(value));
        }
        return levels;
    }
}
