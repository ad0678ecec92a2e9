package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatHost;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.Text;
import dev.kbench.llm.Llm;
import dev.kbench.tool.CallableTool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A room where several talk, or a private channel of one. Each participant sees its own messages
/// as its answers and the others' as a user's, with their names; what was not said to it, it never
/// sees.
///
/// {@snippet :
/// ChatRoom room = ChatRoom.create(with -> with.name("Debate"));
/// Participant alice = room.addParticipant(llm, "Alice", with -> with.systemPrompt("Argue for."));
/// Participant bob = room.addParticipant(llm, "Bob", with -> with.systemPrompt("Argue against."));
/// try (var _ = room.enter()) {
///     room.post("Topic: licensing.");
///     alice.reply();
///     bob.reply();
/// }
/// }
///
/// A room is entered, and its participants reply, on one thread at a time; reading and posting are
/// thread-safe.
public final class ChatRoom {
    private final @Nullable ChatRoom parent;
    private final Log log;
    private final Actor narrator;
    private final String systemPrompt;
    private final Chat chat;
    private final Members members;
    private final Host host = new Host();
    private boolean listed;
    private volatile long thread;

    /// The room as its chat knows it.
    private final class Host implements ChatHost {
        ChatRoom room() {
            return ChatRoom.this;
        }

        @Override
        public Message place(Message message) {
            boolean said = message.hearing().order() >= 0 || message.hearing().equals(Hearing.NONE);
            return log.add(said ? message.withHearing(hearing("")) : message);
        }

        @Override
        public List<Message> common() {
            return Perspective.heardByAll(log).stream().map(Message::asHeard).toList();
        }

        @Override
        public String refusal() {
            return "the current chat is the room '%s', where a model speaks as a participant alone: participant.reply(); to ask beside the room, open a chat of its own: try (var _ = Chats.open(…))"
                    .formatted(name());
        }
    }

    private ChatRoom(
            @Nullable ChatRoom parent,
            Log log,
            Actor narrator,
            String systemPrompt,
            Members members) {
        this.parent = parent;
        this.log = log;
        this.narrator = narrator;
        this.systemPrompt = systemPrompt;
        this.members = members;
        this.chat = Chat.hosted(narrator.name(), host);
    }

    /// A room of the name `Narrator`, without a system prompt.
    ///
    /// @return the room, still without participants
    public static ChatRoom create() {
        return create(_ -> {});
    }

    /// A room.
    ///
    /// @param with sets the options
    /// @return the room, still without participants
    public static ChatRoom create(Consumer<RoomOptions> with) {
        RoomOptions options = Options.set(new RoomOptions(), with, "with.name(\"Debate\")");
        return new ChatRoom(
                null,
                new Log(),
                new Actor(options.name(), Role.USER, options.avatar()),
                options.systemPrompt(),
                new Members());
    }

    /// The room's name, which is its narrator's too.
    ///
    /// @return the name
    public String name() {
        return narrator.name();
    }

    /// What every participant is told at the beginning.
    ///
    /// @return the prompt of the room, also for its channels; may be empty
    public String systemPrompt() {
        return root().systemPrompt;
    }

    /// Whether this is a private channel.
    ///
    /// @return true if only some of a room's participants are in it
    public boolean isPrivate() {
        return parent != null;
    }

    /// The chat that holds what is said here, as it stands in the run's transcript.
    ///
    /// @return the chat; models cannot be prompted in it
    public Chat chat() {
        return chat;
    }

    /// Adds a model under its own id.
    ///
    /// @param llm the model; the same one may be there under several names
    /// @return the participant
    /// @throws IllegalArgumentException if the id is no name that can be used, or is taken
    public Participant addParticipant(Llm llm) {
        return addParticipant(llm, requireLlm(llm).name());
    }

    /// Adds a model.
    ///
    /// @param llm the model; the same one may be there under several names
    /// @param name 1 to 100 characters in one line, without brackets; no role's name, and nobody
    ///   else's who is there
    /// @return the participant
    /// @throws IllegalArgumentException if the name cannot be used or is taken
    public Participant addParticipant(Llm llm, String name) {
        return addParticipant(llm, name, _ -> {});
    }

    /// Adds a model, with options.
    ///
    /// @param llm the model; the same one may be there under several names
    /// @param name 1 to 100 characters in one line, without brackets; no role's name, and nobody
    ///   else's who is there
    /// @param with sets the options
    /// @return the participant
    /// @throws IllegalArgumentException if the name cannot be used or is taken
    public Participant addParticipant(Llm llm, String name, Consumer<ParticipantOptions> with) {
        Llm model = requireLlm(llm);
        return add(tools -> new Voice.Model(model, tools), name, "🤖", with);
    }

    /// Adds a script, which speaks in a model's place: `room.addParticipant(turn -> "Why?",
    /// "Child")`.
    ///
    /// @param script what gives its words
    /// @param name as of a model
    /// @return the participant
    /// @throws IllegalArgumentException if the name cannot be used or is taken
    public Participant addParticipant(Script script, String name) {
        return addParticipant(script, name, _ -> {});
    }

    /// Adds a script, which speaks in a model's place, with options.
    ///
    /// @param script what gives its words
    /// @param name as of a model
    /// @param with sets the options
    /// @return the participant
    /// @throws IllegalArgumentException if the name cannot be used or is taken, or the options have
    ///   a tool
    public Participant addParticipant(
            Script script, String name, Consumer<ParticipantOptions> with) {
        requireNonNull(script, "script: expected a script, got null");
        return add(tools -> scripted(script, name, tools), name, "🎭", with);
    }

    private static Voice scripted(Script script, String name, List<CallableTool> tools) {
        if (!tools.isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' is a script, and calls no tools; expected none, got %s"
                            .formatted(
                                    name, tools.stream().map(tool -> tool.spec().name()).toList()));
        }
        return new Voice.Scripted(script);
    }

    private static Llm requireLlm(Llm llm) {
        return requireNonNull(llm, "llm: expected the participant's model, got null");
    }

    private Participant add(
            Function<List<CallableTool>, Voice> voice,
            String name,
            String avatar,
            Consumer<ParticipantOptions> with) {
        requireNonNull(name, "name: expected the participant's name, got null");
        if (parent != null) {
            throw new IllegalStateException(
                    "'%s' is a private channel, whose members are chosen when it is made; add '%s' to the room '%s' and make another channel"
                            .formatted(name(), name, root().name()));
        }
        Names.require("a participant", name);
        ParticipantOptions options =
                Options.set(new ParticipantOptions(), with, "with.systemPrompt(\"…\")");
        return members.join(
                this,
                voice.apply(options.tools()),
                name,
                options.avatarOr(avatar),
                options.systemPrompt());
    }

    /// Takes a participant out of the room, or a member out of a channel. It can no longer reply
    /// there, nor in the channels made there; what it said stays. Its name may be taken again, by
    /// somebody who knows nothing of what was said to the first alone.
    ///
    /// @param participant who leaves
    /// @throws IllegalArgumentException if it is not here
    public void removeParticipant(Participant participant) {
        requireNonNull(participant, "participant: expected who leaves, got null");
        if (!members.leave(participant)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be removed: it is no participant of '%s'%s"
                            .formatted(
                                    participant.name(),
                                    name(),
                                    participant.room().root() == root()
                                            ? ""
                                            : ", but of '" + participant.room().name() + "'"));
        }
    }

    /// Who is here.
    ///
    /// @return a copy, in the order in which they came
    public List<Participant> participants() {
        return members.all();
    }

    /// Makes the room the current chat: `try (var _ = room.enter()) { … }`. It can be entered any
    /// number of times, and stands in the transcript where it was first entered.
    ///
    /// @return what leaves it again, on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public RoomScope enter() {
        if (parent != null) {
            root().enter().close();
        }
        list();
        RoomScope scope =
                new RoomScope(this, parent == null ? Chats.openListed(chat) : Contexts.enter(chat));
        thread = Thread.currentThread().threadId();
        return scope;
    }

    /// A channel stands in its parent's transcript where it was first used.
    private void list() {
        if (parent != null) {
            parent.list();
            synchronized (this) {
                if (listed) {
                    return;
                }
                listed = true;
            }
            parent.chat.append(chat);
        }
    }

    /// Has the narrator say something to all who are here; where this is the room itself, also to
    /// those who come later.
    ///
    /// @param text what to say
    /// @return the message
    public Message post(String text) {
        return post(new Text(requireNonNull(text, "text: expected what to say, got null")));
    }

    /// Has the narrator say something.
    ///
    /// @param text what to say
    /// @param with sets the options, such as who alone sees it
    /// @return the message
    /// @throws IllegalArgumentException if it is to be seen by somebody who is not here
    public Message post(String text, Consumer<PostOptions> with) {
        return post(new Text(requireNonNull(text, "text: expected what to say, got null")), with);
    }

    /// Has the narrator show something to all who are here.
    ///
    /// @param content such as a picture
    /// @return the message
    public Message post(Content content) {
        return post(content, _ -> {});
    }

    /// Has the narrator show something.
    ///
    /// @param content such as a picture
    /// @param with sets the options, such as who alone sees it
    /// @return the message
    /// @throws IllegalArgumentException if it is to be seen by somebody who is not here
    public Message post(Content content, Consumer<PostOptions> with) {
        requireNonNull(content, "content: expected a content such as a text, got null");
        PostOptions options = Options.set(new PostOptions(), with, "with.visibleTo(alice)");
        Hearing hearing =
                options.visibleTo()
                        .map(to -> Hearing.among("", channelName(), ids(to)))
                        .orElseGet(() -> hearing(""));
        list();
        return chat.say(new Message(narrator, content, true, ReplyDetails.NONE, hearing));
    }

    private List<String> ids(List<Participant> listeners) {
        List<Participant> here = members.all();
        for (Participant listener : listeners) {
            if (!here.contains(listener)) {
                throw new IllegalArgumentException(
                        "'%s' cannot see what is posted in '%s': it is no participant there"
                                .formatted(listener.name(), name()));
            }
        }
        return listeners.stream().map(Participant::id).toList();
    }

    /// A channel where some of those who are here talk among themselves. What is said there is in
    /// the same order as what is said in the room, and only who was a member then ever sees it. It
    /// is entered like a room. Asked for again with the same members it is the same channel.
    ///
    /// @param name as of a room; no other channel's, and nobody's who is in the room
    /// @param members two or more of those who are here
    /// @return the channel
    /// @throws IllegalArgumentException if the name or the members cannot be used
    public ChatRoom privateChannel(String name, Participant... members) {
        return privateChannel(
                name, List.of(requireNonNull(members, "members: expected who is in it, got null")));
    }

    /// A channel where some of those who are here talk among themselves. What is said there is in
    /// the same order as what is said in the room, and only who was a member then ever sees it. It
    /// is entered like a room. Asked for again with the same members it is the same channel.
    ///
    /// @param name as of a room; no other channel's, and nobody's who is in the room
    /// @param members two or more of those who are here
    /// @return the channel
    /// @throws IllegalArgumentException if the name or the members cannot be used
    public ChatRoom privateChannel(String name, Collection<Participant> members) {
        requireNonNull(name, "name: expected the channel's name, got null");
        requireNonNull(members, "members: expected who is in it, got null");
        Names.require("a private channel", name);
        List<Participant> wanted = new ArrayList<>(members);
        this.members.requireChannel(this, name, wanted);
        return this.members.channel(
                name,
                wanted,
                inside ->
                        new ChatRoom(
                                this,
                                log,
                                new Actor(name, Role.USER, narrator.avatar()),
                                "",
                                inside));
    }

    /// Everything said here, to all or to some, in order. What was said in a channel is in the
    /// channel's own list. This is for whoever leads the conversation; what a participant may know
    /// is in {@link #messages(Participant)}, and what all may, in {@link #openMessages}.
    ///
    /// @return a copy
    public List<Message> messages() {
        return chat.messages();
    }

    /// What one participant saw and said, in the room and its channels, in order. It tells of
    /// others what they showed, not how they came to it, nor who else saw it.
    ///
    /// @param viewer a participant of the room, or one that was
    /// @return a copy
    /// @throws IllegalArgumentException for another room's participant
    public List<Message> messages(Participant viewer) {
        requireNonNull(viewer, "viewer: expected a participant, got null");
        if (viewer.room().root() != root()) {
            throw new IllegalArgumentException(
                    "'%s' is a participant of the room '%s', not of '%s'"
                            .formatted(viewer.name(), viewer.room().name(), root().name()));
        }
        return Perspective.heardBy(log, viewer.id());
    }

    /// What everybody in the room saw, in order: what a judge may be given.
    ///
    /// @return a copy
    public List<Message> openMessages() {
        return Perspective.heardByAll(log);
    }

    /// What everybody in the room saw, as text: a line `Name: words` for each message.
    ///
    /// @return the lines; empty where nothing was said openly
    public String transcript() {
        return Perspective.lines(openMessages());
    }

    /// What one participant saw and said, as text: a line `Name: words` for each message, `Name
    /// (private: Channel): words` for a channel's.
    ///
    /// @param viewer a participant of the room, or one that was
    /// @return the lines; empty where it saw nothing
    /// @throws IllegalArgumentException for another room's participant
    public String transcript(Participant viewer) {
        return Perspective.lines(messages(viewer));
    }

    ChatRoom root() {
        ChatRoom room = this;
        while (room.parent != null) {
            room = room.parent;
        }
        return room;
    }

    /// The private channel's name; empty for the room itself.
    String channelName() {
        return parent == null ? "" : name();
    }

    /// Who hears what is said here to all.
    Hearing hearing(String speaker) {
        return parent == null
                ? Hearing.open(speaker)
                : Hearing.among(speaker, name(), members.ids());
    }

    Log log() {
        return log;
    }

    Actor narrator() {
        return root().narrator;
    }

    Members members() {
        return members;
    }

    boolean isInAChannel(Participant participant) {
        return members.isInAChannel(participant);
    }

    /// The room or channel that a chat belongs to.
    static Optional<ChatRoom> of(Chat chat) {
        return chat.host().filter(Host.class::isInstance).map(host -> ((Host) host).room());
    }

    /// Whether this thread is the one that entered it last.
    boolean isEnteredHere() {
        return thread == Thread.currentThread().threadId();
    }

    /// The name, and who is here.
    @Override
    public String toString() {
        return "ChatRoom[%s, %s]"
                .formatted(
                        name(),
                        members.all().stream()
                                .map(Participant::name)
                                .collect(Collectors.joining(", ", "participants: ", "")));
    }
}
