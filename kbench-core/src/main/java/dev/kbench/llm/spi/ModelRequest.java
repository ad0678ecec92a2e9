package dev.kbench.llm.spi;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.Text;
import dev.kbench.tool.ToolSpec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What a model is asked: plain data, nothing of a client. It says what is wanted, not what the
/// model takes: a client sends what {@link Capabilities#fit} leaves of it.
///
/// @param model the model's id as its provider knows it
/// @param messages the conversation, oldest first; never empty
/// @param temperature the sampling temperature, empty for the provider's own
/// @param seed the seed, empty for none
/// @param maxTokens the most tokens to answer with, empty for the provider's own limit
/// @param reasoning how much to think, empty for the model's own way
/// @param answerSchema the form of the answer, empty for any text
/// @param tools what the model may ask to be called, in order, of different names
/// @param toolsClosed whether no more of them may be called, and they are there for what was called
///   before; false where there are none
/// @param streaming whether the answer is wanted piece by piece; no part of the digest
/// @param apiParams further parameters, passed to the provider as they are, in order
public record ModelRequest(
        String model,
        List<RequestMessage> messages,
        OptionalDouble temperature,
        OptionalLong seed,
        OptionalInt maxTokens,
        Optional<Reasoning> reasoning,
        Optional<AnswerSchema> answerSchema,
        List<ToolSpec> tools,
        boolean toolsClosed,
        boolean streaming,
        SequencedMap<String, Object> apiParams) {
    private static final SequencedMap<String, Object> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// Copies the collections and refuses an empty conversation, and two tools of one name.
    public ModelRequest {
        requireNonNull(model, "model: expected the model's id, got null");
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request needs at least one message");
        }
        tools = List.copyOf(tools);
        if (tools.size() > 1
                && tools.stream().map(ToolSpec::name).distinct().count() < tools.size()) {
            throw new IllegalArgumentException(
                    "tools must have different names, got "
                            + tools.stream().map(ToolSpec::name).toList());
        }
        toolsClosed = toolsClosed && !tools.isEmpty();
        apiParams =
                apiParams.isEmpty()
                        ? NOTHING
                        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(apiParams));
    }

    /// Begins a request.
    ///
    /// @param model the model's id as its provider knows it
    /// @return a builder without messages
    public static Builder to(String model) {
        return new Builder(model);
    }

    /// Begins a request from this one.
    ///
    /// @return a builder that holds all of it
    public Builder toBuilder() {
        Builder builder = new Builder(model);
        builder.messages.addAll(messages);
        builder.temperature = temperature;
        builder.seed = seed;
        builder.maxTokens = maxTokens;
        builder.reasoning = reasoning;
        builder.answerSchema = answerSchema;
        builder.tools.addAll(tools);
        builder.toolsClosed = toolsClosed;
        builder.streaming = streaming;
        builder.apiParams.putAll(apiParams);
        return builder;
    }

    /// Whether the model is asked to think before it answers.
    ///
    /// @return true for a level of reasoning other than none
    public boolean asksToThink() {
        return reasoning.isPresent() && reasoning.get() != Reasoning.NONE;
    }

    /// The tools that the model may ask to be called now.
    ///
    /// @return none where they are closed
    public List<ToolSpec> openTools() {
        return toolsClosed ? List.of() : tools;
    }

    /// What is set, under the names that OpenAI's servers know it by: temperature, seed, token
    /// limit, reasoning effort and further parameters.
    ///
    /// @return names and values, in order
    public SequencedMap<String, Object> options() {
        SequencedMap<String, Object> options = new LinkedHashMap<>();
        temperature.ifPresent(value -> options.put("temperature", value));
        seed.ifPresent(value -> options.put("seed", value));
        maxTokens.ifPresent(value -> options.put("max_tokens", value));
        reasoning.ifPresent(level -> options.put("reasoning_effort", level.wireName()));
        options.putAll(apiParams);
        return options;
    }

    /// Whether the messages are turns in strict alternation, which every model takes: a system
    /// message at most at the beginning, then no two of one role in a row but results of tools.
    ///
    /// @return true if they are
    public boolean alternates() {
        return Alternation.isIn(messages);
    }

    /// The request's digest: SHA-256 of its canonical JSON, equal in every JVM. Media count by
    /// their content's digest, so that a film is read once, not once a request. Whether the answer
    /// is streamed is no part of it.
    ///
    /// @return 64 hex digits
    /// @throws IllegalArgumentException if a parameter has no canonical form
    public String digest() {
        return RequestDigest.of(this);
    }

    /// Puts a request together. What is not set is not sent.
    ///
    /// One thread.
    public static final class Builder {
        private final String model;
        private final List<RequestMessage> messages = new ArrayList<>();
        private OptionalDouble temperature = OptionalDouble.empty();
        private OptionalLong seed = OptionalLong.empty();
        private OptionalInt maxTokens = OptionalInt.empty();
        private Optional<Reasoning> reasoning = Optional.empty();
        private Optional<AnswerSchema> answerSchema = Optional.empty();
        private final List<ToolSpec> tools = new ArrayList<>();
        private boolean toolsClosed;
        private boolean streaming;
        private final SequencedMap<String, Object> apiParams = new LinkedHashMap<>();

        private Builder(String model) {
            this.model = model;
        }

        /// Adds a message.
        ///
        /// @param message the message
        /// @return this
        public Builder message(RequestMessage message) {
            messages.add(message);
            return this;
        }

        /// Sets the conversation.
        ///
        /// @param conversation the messages, in place of those there were
        /// @return this
        Builder messages(List<RequestMessage> conversation) {
            messages.clear();
            messages.addAll(conversation);
            return this;
        }

        /// Adds a message of one part.
        ///
        /// @param role whose words it carries
        /// @param content what it carries
        /// @return this
        public Builder message(Role role, Content content) {
            return message(new RequestMessage(role, content));
        }

        /// Adds a user's words.
        ///
        /// @param text the words
        /// @return this
        public Builder user(String text) {
            return message(Role.USER, new Text(text));
        }

        /// Sets the temperature.
        ///
        /// @param value the temperature
        /// @return this
        public Builder temperature(double value) {
            temperature = OptionalDouble.of(value);
            return this;
        }

        /// Leaves the temperature to the provider.
        ///
        /// @return this
        public Builder withoutTemperature() {
            temperature = OptionalDouble.empty();
            return this;
        }

        /// Sets the seed.
        ///
        /// @param value the seed
        /// @return this
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /// Leaves the seed out.
        ///
        /// @return this
        public Builder withoutSeed() {
            seed = OptionalLong.empty();
            return this;
        }

        /// Limits the answer.
        ///
        /// @param value the most tokens
        /// @return this
        public Builder maxTokens(int value) {
            maxTokens = OptionalInt.of(value);
            return this;
        }

        /// Sets how much to think.
        ///
        /// @param level the level
        /// @return this
        public Builder reasoning(Reasoning level) {
            reasoning = Optional.of(level);
            return this;
        }

        /// Leaves it to the model how much to think.
        ///
        /// @return this
        public Builder withoutReasoning() {
            reasoning = Optional.empty();
            return this;
        }

        /// Asks for a form of the answer.
        ///
        /// @param schema the form
        /// @return this
        public Builder answerSchema(AnswerSchema schema) {
            answerSchema = Optional.of(schema);
            return this;
        }

        /// Takes any text as an answer.
        ///
        /// @return this
        public Builder withoutAnswerSchema() {
            answerSchema = Optional.empty();
            return this;
        }

        /// Adds a tool.
        ///
        /// @param tool the tool
        /// @return this
        public Builder tool(ToolSpec tool) {
            tools.add(tool);
            return this;
        }

        /// Keeps the model from asking for more calls: its tools are there for those it made.
        ///
        /// @return this
        public Builder toolsClosed() {
            toolsClosed = true;
            return this;
        }

        /// Sets whether the answer is wanted piece by piece.
        ///
        /// @param wanted true for pieces
        /// @return this
        public Builder streaming(boolean wanted) {
            streaming = wanted;
            return this;
        }

        /// Adds further parameters.
        ///
        /// @param params names and values
        /// @return this
        public Builder apiParams(Map<String, ?> params) {
            apiParams.putAll(params);
            return this;
        }

        /// The request.
        ///
        /// @return a new request
        /// @throws IllegalArgumentException if it has no message, or two tools of one name
        public ModelRequest build() {
            return new ModelRequest(
                    model,
                    messages,
                    temperature,
                    seed,
                    maxTokens,
                    reasoning,
                    answerSchema,
                    tools,
                    toolsClosed,
                    streaming,
                    apiParams);
        }
    }
}
