package dev.kbench.models.wire;

import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.schema.SchemaLimits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// How a vendor's API is spoken to one model: what a vendor's package adds to the {@link
/// WireClient} that all share.
///
/// Immutable.
public interface Dialect {
    /// Why a schema was told in words that the vendor's form of schemas cannot say.
    String NO_WORDS = "the model's schemas cannot say it, and it was told in words";

    /// A request's path below the base address.
    ///
    /// @param request what is sent
    /// @return without a slash at its beginning; may carry a query
    String path(ModelRequest request);

    /// What the vendor takes of JSON schema.
    ///
    /// @return its limits
    SchemaLimits schemaLimits();

    /// Leaves out what the model takes alone but not together with the rest.
    ///
    /// @param fitted the request as the model's capabilities leave it
    /// @param traits what the model takes
    /// @return the same, or less and why
    default FittedRequest fit(FittedRequest fitted, ModelTraits traits) {
        return fitted;
    }

    /// The options that are sent, under the names that the vendor gives them.
    ///
    /// @param request what is sent
    /// @param traits how the model is told
    /// @return names and values, in the order of the body
    /// @throws IllegalArgumentException if the request's own parameters contradict its options
    SequencedMap<String, Object> options(ModelRequest request, ModelTraits traits);

    /// The parameters of a request that a server may refuse: options, and what else is not in every
    /// request.
    ///
    /// @param request what is sent
    /// @param options its options
    /// @param traits how the model is told
    /// @return the vendor's names
    List<String> refusable(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits);

    /// The body.
    ///
    /// @param request what is sent
    /// @param options its options
    /// @param traits how the model is told
    /// @return JSON
    RequestBytes body(
            ModelRequest request, SequencedMap<String, Object> options, ModelTraits traits);

    /// What reads the answer.
    ///
    /// @param request what is sent
    /// @param chunks takes the pieces
    /// @return a new reader
    AnswerReader reader(ModelRequest request, TimedChunks chunks);

    /// What a refused parameter teaches.
    ///
    /// @param known what is known of the model
    /// @param refused what was refused
    /// @return the lesson; empty where there is none, and the user must know
    Optional<Lessons.Lesson> lesson(Lessons.Known known, Lessons.Refused refused);

    /// What this dialect adds to a request by itself and sends no more once it was refused.
    ///
    /// @param request what is sent
    /// @return lessons' options and what would have been sent
    default Map<String, String> additions(ModelRequest request) {
        return Map.of();
    }
}
