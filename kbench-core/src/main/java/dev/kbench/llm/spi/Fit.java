package dev.kbench.llm.spi;

import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.Text;
import dev.kbench.content.Video;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Fits one request to what a model takes.
///
/// One thread.
final class Fit {
    private final String model;
    private final Capabilities takes;
    private final ModelRequest asked;
    private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();
    private ModelRequest.@Nullable Builder draft;

    Fit(String model, Capabilities takes, ModelRequest asked) {
        this.model = model;
        this.takes = takes;
        this.asked = asked;
    }

    FittedRequest fitted() {
        requireContents();
        if (asked.temperature().isPresent() && !takes.takes(Feature.TEMPERATURE)) {
            leave("temperature", asked.temperature().getAsDouble(), "the model takes none");
            draft().withoutTemperature();
        }
        if (asked.seed().isPresent() && !takes.takes(Feature.SEED)) {
            leave("seed", asked.seed().getAsLong(), "the model takes none");
            draft().withoutSeed();
        }
        asked.reasoning()
                .filter(level -> !takes.takes(level))
                .ifPresent(
                        level -> {
                            leave(
                                    "reasoning_effort",
                                    level.wireName(),
                                    "the model cannot be asked for it");
                            draft().withoutReasoning();
                        });
        asked.answerSchema()
                .filter(_ -> !takes.takes(Feature.JSON_SCHEMA))
                .ifPresent(
                        schema -> {
                            leave(
                                    "response_format",
                                    schema.name(),
                                    "the model takes no schema and was told in words");
                            draft().withoutAnswerSchema()
                                    .message(Role.SYSTEM, new Text(schema.instruction()));
                        });
        if (asked.streaming() && !takes.takes(Feature.STREAMING)) {
            leave("stream", true, "the model answers in one piece");
            draft().streaming(false);
        }
        ModelRequest request = draft == null ? asked : draft.build();
        if (takes.takes(Feature.ROLES_IN_A_ROW) || request.alternates()) {
            return new FittedRequest(request, leftOut);
        }
        List<RequestMessage> turns = Alternation.of(request.messages());
        leave(
                "messages",
                request.messages().size(),
                "the model takes turns in alternation, and got them as " + turns.size());
        return new FittedRequest(request.toBuilder().messages(turns).build(), leftOut);
    }

    /// What is asked for, to be taken from: a copy, which most requests never need.
    private ModelRequest.Builder draft() {
        if (draft == null) {
            draft = asked.toBuilder();
        }
        return draft;
    }

    private void leave(String option, Object value, String why) {
        leftOut.put(option, value + ": " + why);
    }

    private void requireContents() {
        if (!asked.tools().isEmpty()) {
            require(Feature.TOOLS, "tools");
        }
        for (RequestMessage message : asked.messages()) {
            for (Content part : message.parts()) {
                switch (part) {
                    case Image _ -> require(Feature.IMAGES, "images");
                    case Audio _ -> require(Feature.AUDIO, "audio");
                    case Video _ -> require(Feature.VIDEO, "video");
                    default -> {}
                }
            }
        }
    }

    private void require(Feature feature, String what) {
        if (!takes.takes(feature)) {
            throw new PermanentProviderException(
                    ModelProviderException.Trouble.REQUEST_REFUSED,
                    model,
                    0,
                    "%s: expected a request without %s, which this model does not take; ask another model"
                            .formatted(model, what),
                    null);
        }
    }
}
