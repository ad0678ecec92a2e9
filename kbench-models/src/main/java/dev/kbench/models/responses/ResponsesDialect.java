package dev.kbench.models.responses;

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

/// OpenAI's Responses (https://platform.openai.com/docs/api-reference/responses).
///
/// Immutable.
public final class ResponsesDialect implements Dialect {
    private static final String EFFORT = "reasoning.effort";
    private static final String SUMMARY = "reasoning.summary";
    private static final String FORMAT = "text.format";

    /// Makes one.
    public ResponsesDialect() {}

    @Override
    public SchemaLimits schemaLimits() {
        return SchemaLimits.OPENAI;
    }

    @Override
    public String path(ModelRequest request) {
        return "responses";
    }

    @Override
    public SequencedMap<String, Object> options(ModelRequest request, ModelTraits traits) {
        return new ResponsesRequest(traits).options(request);
    }

    @Override
    public List<String> refusable(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        List<String> names = new ArrayList<>(options.sequencedKeySet());
        if (request.reasoning().isPresent()) {
            names.remove(ResponsesRequest.REASONING);
            if (request.asksToThink() && traits.has(Habit.REASONING_SUMMARY)) {
                names.add(SUMMARY);
            }
            names.add(EFFORT);
        }
        request.answerSchema().ifPresent(_ -> names.add(FORMAT));
        if (traits.has(Habit.ENCRYPTED_REASONING) && !names.contains(ResponsesRequest.INCLUDE)) {
            names.add(ResponsesRequest.INCLUDE);
        }
        if (request.streaming()) {
            names.add("stream");
        }
        return names;
    }

    @Override
    public RequestBytes body(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits) {
        return new ResponsesRequest(traits).body(request, options);
    }

    @Override
    public AnswerReader reader(ModelRequest request, TimedChunks chunks) {
        return new ResponseReader(chunks);
    }

    @Override
    public Map<String, String> additions(ModelRequest request) {
        Map<String, String> additions = new LinkedHashMap<>();
        additions.put(ResponsesRequest.INCLUDE, ResponsesRequest.ENCRYPTED);
        if (request.asksToThink()) {
            additions.put(SUMMARY, "auto");
        }
        return additions;
    }

    @Override
    public Optional<Lesson> lesson(Known known, Refused refused) {
        String parameter = refused.parameter();
        return switch (parameter) {
            case "temperature" -> known.without(parameter, Feature.TEMPERATURE);
            case "stream" -> known.without(parameter, Feature.STREAMING);
            case FORMAT -> known.without("response_format", Feature.JSON_SCHEMA);
            case ResponsesRequest.INCLUDE ->
                    known.with(parameter, Habit.ENCRYPTED_REASONING, false);
            case SUMMARY -> known.with(parameter, Habit.REASONING_SUMMARY, false);
            case EFFORT -> known.without(levels(refused));
            default -> Optional.empty();
        };
    }

    /// Where the words speak of one level, it alone is refused, else all of them are. Words that
    /// list the levels that there are name the refused one first.
    private static EnumSet<Reasoning> levels(Refused refused) {
        Reasoning first = null;
        int at = Integer.MAX_VALUE;
        for (Reasoning level : Reasoning.values()) {
            int place = refused.words().indexOf("'" + level.wireName() + "'");
            if (place >= 0 && place < at) {
                first = level;
                at = place;
            }
        }
        return first == null ? EnumSet.allOf(Reasoning.class) : EnumSet.of(first);
    }
}
