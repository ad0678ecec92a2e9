package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.content.Media;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.schema.UnparsableAnswerException;

import java.util.List;
import java.util.function.Consumer;

/// A language model that can be asked. It holds no conversation: what was said lies in the current
/// chat, so that one model may be used in many runs and threads at once.
///
/// Thread-safe.
public class Llm {
    private final Connection connection;
    private final Asking asking;
    private final boolean streaming;

    /// A model behind a connection.
    ///
    /// @param connection the model and what reaches it
    /// @param interceptors the layers between, in any order: each knows its stage; of two of one
    ///   stage the first is the outer one
    public Llm(Connection connection, List<ModelInterceptor> interceptors) {
        this.connection =
                requireNonNull(connection, "connection: expected a model's connection, got null");
        this.asking =
                new Asking(
                        connection.ref(),
                        new Actor(connection.ref().id(), Role.ASSISTANT, "🤖"),
                        new Exchange(connection, interceptors));
        this.streaming = false;
    }

    private Llm(Llm same, boolean streaming) {
        this.connection = same.connection;
        this.asking = same.asking;
        this.streaming = streaming;
    }

    /// The same model, with its answers asked for piece by piece or whole. It is the same model to
    /// keys and caches: only how an answer travels differs.
    ///
    /// @param wanted true for pieces; a model that cannot give them answers whole
    /// @return a view of this model
    public final Llm streaming(boolean wanted) {
        return wanted == streaming ? this : new Llm(this, wanted);
    }

    /// Which model this is.
    ///
    /// @return the reference that keys and records carry
    public final ModelRef ref() {
        return connection.ref();
    }

    /// The model and what reaches it, without the layers between: to put another layer around it.
    ///
    /// @return the connection
    public final Connection connection() {
        return connection;
    }

    /// The model's id.
    ///
    /// @return such as `google/gemini-2.5-flash`
    public final String name() {
        return connection.ref().id();
    }

    /// What the model takes.
    ///
    /// @return as its client says it
    public final Capabilities capabilities() {
        return connection.client().capabilities();
    }

    /// Whether what a call costs is known before it is sent: by the model's price, or because
    /// recordings answer it.
    ///
    /// @return false where nobody knows it
    public final boolean isPriced() {
        return asking.isPriced();
    }

    /// What must be said wherever the model is shown.
    ///
    /// @return such as `scripted, not a language model`; mostly empty
    public final String note() {
        return connection.note();
    }

    /// Asks, and gives the answer's text.
    ///
    /// @param text the prompt
    /// @return the answer; may be empty
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave none
    public final String prompt(String text) {
        return prompt(text, Schema.text(), Llm::asIs);
    }

    /// Asks with options, and gives the answer's text.
    ///
    /// @param text the prompt
    /// @param with sets the options
    /// @return the answer; may be empty
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave none
    public final String prompt(String text, Consumer<PromptOptions> with) {
        return prompt(text, Schema.text(), with);
    }

    /// Asks for a value of a type.
    ///
    /// @param text the prompt; how to answer is said by the schema
    /// @param type a type that has a schema, see {@link Schema}
    /// @param <T> the type
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, Class<T> type) {
        return prompt(text, Schema.of(type), Llm::asIs);
    }

    /// Asks for a value of a type, with options.
    ///
    /// @param text the prompt; how to answer is said by the schema
    /// @param type a type that has a schema, see {@link Schema}
    /// @param with sets the options
    /// @param <T> the type
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, Class<T> type, Consumer<PromptOptions> with) {
        return prompt(text, Schema.of(type), with);
    }

    /// Asks for a value of a type with type arguments.
    ///
    /// @param text the prompt; how to answer is said by the schema
    /// @param type the type, such as `new TypeRef<List<Review>>() {}`
    /// @param <T> the type
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, TypeRef<T> type) {
        return prompt(text, Schema.of(type), Llm::asIs);
    }

    /// Asks for a value of a type with type arguments, with options.
    ///
    /// @param text the prompt; how to answer is said by the schema
    /// @param type the type, such as `new TypeRef<List<Review>>() {}`
    /// @param with sets the options
    /// @param <T> the type
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, TypeRef<T> type, Consumer<PromptOptions> with) {
        return prompt(text, Schema.of(type), with);
    }

    /// Asks for a value of a schema.
    ///
    /// @param text the prompt
    /// @param schema what to ask for
    /// @param <T> what a reading gives
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, Schema<T> schema) {
        return prompt(text, schema, Llm::asIs);
    }

    /// Asks for a value of a schema, with options. Temperature and seed are 0 unless set.
    ///
    /// @param text the prompt
    /// @param schema what to ask for
    /// @param with sets the options
    /// @param <T> what a reading gives
    /// @return the value
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T prompt(String text, Schema<T> schema, Consumer<PromptOptions> with) {
        requireNonNull(text, "text: expected the prompt, got null");
        requireNonNull(schema, "schema: expected a schema such as Schema.text(), got null");
        PromptOptions options = options(with);
        List<Media> media = options.fetchedMedia();
        Chat chat = Chats.current();
        chat.requirePromptable();
        media.forEach(one -> chat.append(Message.of(Actor.USER, one)));
        chat.append(Message.of(Actor.USER, text));
        return asking.ask(new ChatConversation(chat), schema, options);
    }

    /// Has the model answer to what the current chat holds.
    ///
    /// @return the answer's text
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final String respond() {
        return respond(Schema.text(), Llm::asIs);
    }

    /// Has the model answer to what the current chat holds, with options.
    ///
    /// @param with sets the options
    /// @return the answer's text
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final String respond(Consumer<PromptOptions> with) {
        return respond(Schema.text(), with);
    }

    /// Has the model answer to what the current chat holds with a value of a type.
    ///
    /// @param type a type that has a schema, see {@link Schema}
    /// @param <T> the type
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(Class<T> type) {
        return respond(Schema.of(type), Llm::asIs);
    }

    /// Has the model answer to what the current chat holds with a value of a type, with options.
    ///
    /// @param type a type that has a schema, see {@link Schema}
    /// @param with sets the options
    /// @param <T> the type
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(Class<T> type, Consumer<PromptOptions> with) {
        return respond(Schema.of(type), with);
    }

    /// Has the model answer to what the current chat holds with a value of a type with type
    /// arguments.
    ///
    /// @param type the type, such as `new TypeRef<List<Review>>() {}`
    /// @param <T> the type
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(TypeRef<T> type) {
        return respond(Schema.of(type), Llm::asIs);
    }

    /// Has the model answer to what the current chat holds with a value of a type with type
    /// arguments, with options.
    ///
    /// @param type the type, such as `new TypeRef<List<Review>>() {}`
    /// @param with sets the options
    /// @param <T> the type
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(TypeRef<T> type, Consumer<PromptOptions> with) {
        return respond(Schema.of(type), with);
    }

    /// Has the model answer to what the current chat holds with a value of a schema.
    ///
    /// @param schema what to ask for
    /// @param <T> what a reading gives
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(Schema<T> schema) {
        return respond(schema, Llm::asIs);
    }

    /// Has the model answer to what the current chat holds with a value of a schema, with options.
    ///
    /// @param schema what to ask for
    /// @param with sets the options
    /// @param <T> what a reading gives
    /// @return the value
    /// @throws IllegalStateException if the chat holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(Schema<T> schema, Consumer<PromptOptions> with) {
        requireNonNull(schema, "schema: expected a schema such as Schema.text(), got null");
        PromptOptions options = options(with);
        List<Media> media = options.fetchedMedia();
        Chat chat = Chats.current();
        chat.requirePromptable();
        media.forEach(one -> chat.append(Message.of(Actor.USER, one)));
        return asking.ask(new ChatConversation(chat), schema, options);
    }

    /// Has the model answer within a conversation that is kept elsewhere, such as a participant's
    /// view of a room. The current chat is neither read nor changed.
    ///
    /// @param talk what the model is given, and what takes its answer
    /// @param schema what to ask for
    /// @param with sets the options
    /// @param <T> what a reading gives
    /// @return the value
    /// @throws IllegalStateException if the conversation holds nothing a model may see
    /// @throws UnparsableAnswerException if the answer gives none
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public final <T> T respond(Conversation talk, Schema<T> schema, Consumer<PromptOptions> with) {
        requireNonNull(talk, "talk: expected a conversation, got null");
        requireNonNull(schema, "schema: expected a schema such as Schema.text(), got null");
        PromptOptions options = options(with);
        if (options.hasMedia()) {
            throw new IllegalArgumentException(
                    "%s takes no files with a question; say or post them before it"
                            .formatted(talk.title()));
        }
        return asking.ask(talk, schema, options);
    }

    private static void asIs(PromptOptions options) {}

    private PromptOptions options(Consumer<PromptOptions> with) {
        PromptOptions options = new PromptOptions(streaming);
        requireNonNull(
                        with,
                        "with: expected what sets the options, such as with ->"
                                + " with.temperature(0.7), got null")
                .accept(options);
        return options;
    }

    @Override
    public final String toString() {
        return name();
    }
}
