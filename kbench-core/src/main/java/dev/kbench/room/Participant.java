package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Role;
import dev.kbench.llm.PromptOptions;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;

import java.util.function.Consumer;

/// Somebody in a room: a model, a script or a person under a name. Made by {@link
/// ChatRoom#addParticipant}; compared by identity, so that who comes back under an old name is
/// somebody else.
///
/// It replies on the thread that entered the room.
public final class Participant {
    private final ChatRoom room;
    private final Voice voice;
    private final String id;
    private final Actor actor;
    private final String systemPrompt;

    Participant(
            ChatRoom room,
            Voice voice,
            String name,
            String id,
            String avatar,
            String systemPrompt) {
        this.room = room;
        this.voice = voice;
        this.id = id;
        this.actor = new Actor(name, Role.ASSISTANT, avatar);
        this.systemPrompt = systemPrompt;
    }

    /// The name that others see.
    ///
    /// @return the name
    public String name() {
        return actor.name();
    }

    /// What tells it from everybody who ever was in its room: its name, and a number in brackets
    /// where the name was had by another before.
    ///
    /// @return such as `Alice`, then `Alice[2]`
    public String id() {
        return id;
    }

    /// The emoji beside the name.
    ///
    /// @return the emoji; may be empty
    public String avatar() {
        return actor.avatar();
    }

    /// What it alone is told at the beginning.
    ///
    /// @return the prompt; may be empty
    public String systemPrompt() {
        return systemPrompt;
    }

    /// The room it was added to.
    ///
    /// @return the room, also after it was removed
    public ChatRoom room() {
        return room;
    }

    /// Whether it is still in its room.
    ///
    /// @return false once it was removed
    public boolean isPresent() {
        return room.members().has(this);
    }

    /// Has it answer to what it knows, in the room or channel that is the current chat: all there
    /// hear it.
    ///
    /// @return the answer's text
    /// @throws IllegalStateException outside its room, on another thread than the one that entered
    ///   it, after it was removed, or where nothing was posted that it could reply to
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model gave no answer
    public String reply() {
        return reply(Schema.text(), _ -> {});
    }

    /// Has it answer to what it knows, with options; see {@link #reply()}.
    ///
    /// @param with sets the options; a script takes none of them
    /// @return the answer's text
    public String reply(Consumer<PromptOptions> with) {
        return reply(Schema.text(), with);
    }

    /// Has it answer with a value of a type; see {@link #reply()}. The others see what the value's
    /// `toString` shows, and nothing of an answer that cannot be read.
    ///
    /// @param type the type, such as a record or `boolean.class`
    /// @param <T> the type
    /// @return the value
    /// @throws dev.kbench.schema.UnparsableAnswerException if the answer gives none
    public <T> T reply(Class<T> type) {
        return reply(Schema.of(type), _ -> {});
    }

    /// Has it answer with a value of a type, with options; see {@link #reply(Class)}.
    ///
    /// @param type the type, such as a record or `boolean.class`
    /// @param with sets the options; a script takes none of them
    /// @param <T> the type
    /// @return the value
    public <T> T reply(Class<T> type, Consumer<PromptOptions> with) {
        return reply(Schema.of(type), with);
    }

    /// Has it answer with a value of a type; see {@link #reply(Class)}.
    ///
    /// @param type the type, such as `new TypeRef<List<Vote>>() {}`
    /// @param <T> the type
    /// @return the value
    public <T> T reply(TypeRef<T> type) {
        return reply(Schema.of(type), _ -> {});
    }

    /// Has it answer with a value of a schema; see {@link #reply(Class)}.
    ///
    /// @param schema what to ask for
    /// @param <T> what a reading gives
    /// @return the value
    public <T> T reply(Schema<T> schema) {
        return reply(schema, _ -> {});
    }

    /// Has it answer with a value of a schema, with options; see {@link #reply(Class)}.
    ///
    /// @param schema what to ask for
    /// @param with sets the options; a script takes none of them
    /// @param <T> what a reading gives
    /// @return the value
    public <T> T reply(Schema<T> schema, Consumer<PromptOptions> with) {
        return say(schema, with, false);
    }

    /// Has it answer so that nobody else hears it, such as a seer who tells the narrator whom to
    /// look at; else as {@link #reply()}.
    ///
    /// @return the answer's text
    public String replyPrivately() {
        return replyPrivately(Schema.text(), _ -> {});
    }

    /// Has it answer with a value of a type so that nobody else hears it.
    ///
    /// @param type the type, such as a record or `boolean.class`
    /// @param <T> the type
    /// @return the value
    public <T> T replyPrivately(Class<T> type) {
        return replyPrivately(Schema.of(type), _ -> {});
    }

    /// Has it answer with a value of a schema so that nobody else hears it, with options.
    ///
    /// @param schema what to ask for
    /// @param with sets the options; a script takes none of them
    /// @param <T> what a reading gives
    /// @return the value
    public <T> T replyPrivately(Schema<T> schema, Consumer<PromptOptions> with) {
        return say(schema, with, true);
    }

    private <T> T say(Schema<T> schema, Consumer<PromptOptions> with, boolean alone) {
        requireNonNull(schema, "schema: expected a schema such as Schema.text(), got null");
        requireNonNull(
                with,
                "with: expected what sets the options, such as with -> with.temperature(0.7), got"
                        + " null");
        return voice.say(new Seat(this, NextWords.of(this), alone), schema, with);
    }

    /// Opens a chat that begins with what this participant knows, for thoughts that nobody in the
    /// room is to hear: `try (var _ = alice.fork("scratch pad")) { llm.prompt("Plan your move.");
    /// }`. What is said there is no part of the room.
    ///
    /// @param name the name that is shown; may be empty
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public ChatScope fork(String name) {
        requireNonNull(name, "name: expected the chat's name, got null");
        return Chats.openListed(Chat.beginning(name, new Seat(this, room, true).knowledge()));
    }

    /// A person at the terminal, to be added to a room: `room.addParticipant(Participant.human(),
    /// "Ada")`. The person sees what a model in its place would, and is asked again where an answer
    /// cannot be read.
    ///
    /// @return the script that asks; it fails where `kbench run` shows no terminal
    public static Script human() {
        return new Person(AttachedTerminal::required);
    }

    /// A person at a terminal of the caller's own.
    ///
    /// @param terminal where it is asked
    /// @return the script that asks
    public static Script human(HumanTerminal terminal) {
        requireNonNull(terminal, "terminal: expected a terminal, got null");
        return new Person(_ -> terminal);
    }

    Actor actor() {
        return actor;
    }

    /// The emoji and the name.
    @Override
    public String toString() {
        return actor.avatar().isEmpty() ? actor.name() : actor.avatar() + " " + actor.name();
    }
}
