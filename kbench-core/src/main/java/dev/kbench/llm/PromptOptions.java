package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import dev.kbench.content.Audio;
import dev.kbench.content.Image;
import dev.kbench.content.Media;
import dev.kbench.content.Video;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOptions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Options of one prompt: `llm.prompt("…", with -> with.temperature(0.7).seed(1))`. Each is set at
/// most once; of tools, pictures, sounds and films there may be several.
///
/// One thread.
public final class PromptOptions extends ToolOptions<PromptOptions> {
    private static final Set<String> RESERVED =
            Set.of(
                    "model",
                    "messages",
                    "temperature",
                    "seed",
                    "stream",
                    "stream_options",
                    "tools",
                    "response_format");
    private static final int MOST_MEDIA = 1_000;
    private static final int MOST_ROUNDS = 1_000;
    private static final int ROUNDS = 10;
    private static final String EFFORT = "reasoning_effort";
    private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");

    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalLong seed = OptionalLong.empty();
    private OptionalInt maxTokens = OptionalInt.empty();
    private Optional<Reasoning> reasoning = Optional.empty();
    private @Nullable Boolean streaming;
    private @Nullable Consumer<String> onChunk;
    private @Nullable Boolean nativeSchema;
    private OptionalInt repair = OptionalInt.empty();
    private OptionalInt maxToolRounds = OptionalInt.empty();
    private final List<Media> media = new ArrayList<>(0);
    private final boolean streamingOtherwise;
    private final LinkedHashMap<String, Object> apiParams = new LinkedHashMap<>();

    PromptOptions(boolean streamingOtherwise) {
        this.streamingOtherwise = streamingOtherwise;
    }

    /// How varied answers are; 0 by default, the most likely answer each time. A model that takes
    /// no temperature is not sent one.
    ///
    /// @param value 0 to 2
    /// @return this
    public PromptOptions temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature must be between 0 and 2, got " + value);
        }
        temperature.ifPresent(old -> refuse("temperature", old));
        temperature = OptionalDouble.of(value + 0.0);
        return this;
    }

    /// The seed of the model's random choices; 0 by default. A model that takes no seed is not sent
    /// one.
    ///
    /// @param value any number
    /// @return this
    public PromptOptions seed(long value) {
        seed.ifPresent(old -> refuse("seed", old));
        seed = OptionalLong.of(value);
        return this;
    }

    /// The most tokens to answer with; the provider's own limit by default.
    ///
    /// @param value 1 or more
    /// @return this
    public PromptOptions maxTokens(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxTokens must be 1 or more, got " + value);
        }
        maxTokens.ifPresent(old -> refuse("maxTokens", old));
        for (String limit : LIMITS) {
            Object old = apiParams.get(limit);
            if (old != null) {
                refuse(param(limit), old);
            }
        }
        maxTokens = OptionalInt.of(value);
        return this;
    }

    /// How much the model thinks before it answers; its own way by default, which is another thing
    /// than {@link Reasoning#NONE}. A model that cannot be asked for a level is not asked.
    ///
    /// @param level how much
    /// @return this
    public PromptOptions reasoning(Reasoning level) {
        requireNonNull(level, "level: expected one such as Reasoning.LOW, got null");
        reasoning.ifPresent(old -> refuse("reasoning", old));
        Object old = apiParams.get(EFFORT);
        if (old != null) {
            refuse(param(EFFORT), old);
        }
        reasoning = Optional.of(level);
        return this;
    }

    /// Whether the answer is to come piece by piece; as the model's view has it by default, see
    /// {@link Llm#streaming}. A model that cannot answer so answers whole.
    ///
    /// @param wanted true for pieces
    /// @return this
    public PromptOptions streaming(boolean wanted) {
        if (streaming != null) {
            refuse("streaming", streaming);
        }
        if (onChunk != null && !wanted) {
            throw new IllegalArgumentException(
                    "streaming(false) contradicts onChunk, which was already set");
        }
        streaming = wanted;
        return this;
    }

    /// Takes the answer's text piece by piece, as it comes; it is asked for in pieces then. A model
    /// that answers whole gives one piece. Where a call is made again, the pieces begin anew.
    ///
    /// @param listener takes the next characters, in the calling thread; what it throws ends the
    ///   call
    /// @return this
    public PromptOptions onChunk(Consumer<String> listener) {
        requireNonNull(listener, "listener: expected what takes a text, got null");
        if (onChunk != null) {
            throw new IllegalArgumentException("onChunk was already set");
        }
        if (Boolean.FALSE.equals(streaming)) {
            throw new IllegalArgumentException(
                    "onChunk contradicts streaming, which was already set to false");
        }
        onChunk = listener;
        return this;
    }

    /// How a value's form is asked for. By default a model that takes JSON schemas is sent the
    /// schema, and any other is told it in words.
    ///
    /// @param wanted false to tell it in words whatever the model takes
    /// @return this
    public PromptOptions nativeSchema(boolean wanted) {
        if (nativeSchema != null) {
            refuse("nativeSchema", nativeSchema);
        }
        nativeSchema = wanted;
        return this;
    }

    /// How often the model is asked again where its answer cannot be read; it is told what was
    /// wrong. 0 by default. Each time is a call of its own, and costs like one; the chat holds them
    /// all.
    ///
    /// @param times 0 to 10
    /// @return this
    public PromptOptions repair(int times) {
        if (times < 0 || times > 10) {
            throw new IllegalArgumentException("repair must be between 0 and 10, got " + times);
        }
        repair.ifPresent(old -> refuse("repair", old));
        repair = OptionalInt.of(times);
        return this;
    }

    /// How often the model is asked, with its tools, before it must have answered without calling
    /// one; 10 by default. The calls of the last round are made too, and followed by a {@link
    /// ToolRoundsExhaustedException}.
    ///
    /// @param rounds 1 to 1,000
    /// @return this
    public PromptOptions maxToolRounds(int rounds) {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "maxToolRounds must be between 1 and 1000, got " + rounds);
        }
        maxToolRounds.ifPresent(old -> refuse("maxToolRounds", old));
        maxToolRounds = OptionalInt.of(rounds);
        return this;
    }

    /// A picture that is shown before the prompt. One at an address of the web is fetched first, as
    /// {@link Image#download()} does, so that every model can see it; `user().send(image)` passes
    /// the address on.
    ///
    /// @param image the picture; several are shown in the order in which they are given
    /// @return this
    public PromptOptions image(Image image) {
        return media(
                requireNonNull(image, "image: expected one such as Image.fromPath(…), got null"));
    }

    /// A film that is shown before the prompt. One at an address is not fetched: models that take
    /// films fetch them.
    ///
    /// @param video the film
    /// @return this
    public PromptOptions video(Video video) {
        return media(
                requireNonNull(video, "video: expected one such as Video.fromUrl(…), got null"));
    }

    /// A sound that is played before the prompt. One at an address of the web is fetched first, as
    /// {@link Audio#download()} does.
    ///
    /// @param audio the sound
    /// @return this
    public PromptOptions audio(Audio audio) {
        return media(
                requireNonNull(audio, "audio: expected one such as Audio.fromPath(…), got null"));
    }

    private PromptOptions media(Media one) {
        if (media.size() == MOST_MEDIA) {
            throw new IllegalArgumentException(
                    "a prompt takes at most %d pictures, sounds and films, got another"
                            .formatted(MOST_MEDIA));
        }
        media.add(one);
        return this;
    }

    /// Further parameters, passed to the provider as they are.
    ///
    /// @param params names and values, such as `Map.of("top_p", 0.9)`
    /// @return this
    /// @throws IllegalArgumentException for a parameter that has an option of its own, is part of
    ///   every request, has no value, or was set before
    public PromptOptions apiParams(Map<String, ?> params) {
        requireNonNull(
                        params,
                        "params: expected names and values such as Map.of(\"top_p\", 0.9), got"
                                + " null")
                .forEach(this::apiParam);
        return this;
    }

    private void apiParam(String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException(
                    "apiParams takes names and values, got %s=%s; leave out what is not to be sent"
                            .formatted(name, value));
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be set by apiParams: it is an option of its own or part of every request"
                            .formatted(name));
        }
        if (LIMITS.contains(name)) {
            maxTokens.ifPresent(old -> refuse("maxTokens", old));
        }
        if (name.equals(EFFORT)) {
            reasoning.ifPresent(old -> refuse("reasoning", old));
        }
        Object old = apiParams.putIfAbsent(name, value);
        if (old != null) {
            refuse(param(name), old);
        }
    }

    private static String param(String name) {
        return "apiParams '" + name + "'";
    }

    private static void refuse(String option, Object old) {
        throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
    }

    OptionalDouble temperature() {
        return temperature;
    }

    OptionalLong seed() {
        return seed;
    }

    OptionalInt maxTokens() {
        return maxTokens;
    }

    Optional<Reasoning> reasoning() {
        return reasoning;
    }

    boolean streaming() {
        return onChunk != null || (streaming == null ? streamingOtherwise : streaming);
    }

    Optional<Consumer<String>> onChunk() {
        return Optional.ofNullable(onChunk);
    }

    boolean nativeSchema() {
        return !Boolean.FALSE.equals(nativeSchema);
    }

    int repair() {
        return repair.orElse(0);
    }

    int maxToolRounds() {
        return maxToolRounds.orElse(ROUNDS);
    }

    @Override
    protected List<CallableTool> tools() {
        return super.tools();
    }

    @Override
    protected PromptOptions self() {
        return this;
    }

    boolean hasMedia() {
        return !media.isEmpty();
    }

    /// What to send before the prompt: pictures, then films, then sounds; those of the web that
    /// models are given as bytes are fetched now.
    List<Media> fetchedMedia() {
        if (media.isEmpty()) {
            return List.of();
        }
        return Stream.of(Image.class, Video.class, Audio.class)
                .flatMap(kind -> media.stream().filter(kind::isInstance))
                .map(Media::forPrompt)
                .toList();
    }

    SequencedMap<String, Object> apiParams() {
        return apiParams;
    }
}
