package dev.kbench.llm.spi;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A request as its model takes it.
///
/// @param request what is to be sent
/// @param leftOut the options that were left out and why, by the names that {@link
///   ModelRequest#options} gives them; `stream` and `response_format` for streaming and a schema;
///   in order
public record FittedRequest(ModelRequest request, SequencedMap<String, String> leftOut) {
    private static final SequencedMap<String, String> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// Copies the map.
    public FittedRequest {
        leftOut =
                leftOut.isEmpty()
                        ? NOTHING
                        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(leftOut));
    }

    /// The same without the answer's schema, whose instruction becomes the last message.
    ///
    /// @param why what the record says of it, behind the schema's name
    /// @return the request; this one where it has no schema
    public FittedRequest withSchemaInWords(String why) {
        if (request.answerSchema().isEmpty()) {
            return this;
        }
        AnswerSchema schema = request.answerSchema().get();
        SequencedMap<String, String> more = new LinkedHashMap<>(leftOut);
        more.put("response_format", schema.name() + ": " + why);
        return new FittedRequest(
                request.toBuilder()
                        .withoutAnswerSchema()
                        .message(Role.SYSTEM, new Text(schema.instruction()))
                        .build(),
                more);
    }
}
