package dev.kbench.room;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Text;
import dev.kbench.llm.Conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A participant's place in a room or channel for one turn: what it is given, and who hears what it
/// answers.
///
/// One thread.
final class Seat implements Conversation {
    private final Participant participant;
    private final ChatRoom here;
    private final boolean alone;

    /// @param alone whether nobody but the participant hears the answer
    Seat(Participant participant, ChatRoom here, boolean alone) {
        this.participant = participant;
        this.here = here;
        this.alone = alone;
    }

    Participant participant() {
        return participant;
    }

    @Override
    public String title() {
        return "the room '%s' as '%s' sees it".formatted(here.name(), participant.name());
    }

    @Override
    public List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.of(Actor.SYSTEM, Briefing.of(participant, here)));
        messages.addAll(Perspective.ofTurn(here.log(), participant.id(), here.narrator()));
        return messages;
    }

    /// What it knows, outside of its turn.
    List<Message> knowledge() {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.of(Actor.SYSTEM, Briefing.of(participant, here)));
        messages.addAll(Perspective.ofModel(here.log(), participant.id()));
        return messages;
    }

    Turn turn(String expected, Function<String, Optional<String>> check) {
        return new Turn(
                participant.name(),
                Briefing.of(participant, here),
                Perspective.heardBy(here.log(), participant.id()),
                expected,
                check);
    }

    @Override
    public Actor speaker(Actor model) {
        return participant.actor();
    }

    @Override
    public List<String> confidants() {
        return List.of(participant.id());
    }

    /// Words that no model found.
    ///
    /// @param repairs what had to be put up with to read them, in words
    Message words(String text, List<String> repairs) {
        return new Message(
                participant.actor(), new Text(text), true, ReplyDetails.NONE.withRepairs(repairs));
    }

    static Message remark(RuntimeException e) {
        return Message.of(
                Actor.SYSTEM, "The answer could not be read: " + String.valueOf(e.getMessage()));
    }

    @Override
    public void answered(Message reply, Object value) {
        Message shown;
        try {
            shown = shown(reply, value);
        } catch (RuntimeException e) {
            keep(reply);
            throw e;
        }
        Message _ = here.chat().say(shown.withHearing(hearing()));
    }

    /// What the others are to see of an answer is what its value shows of itself; who said it keeps
    /// its own words.
    private static Message shown(Message reply, Object value) {
        String text = value instanceof CharSequence ? reply.text() : value.toString();
        if (text.equals(reply.text())) {
            return reply;
        }
        ReplyDetails details = reply.details();
        return new Message(
                reply.sender(),
                new Text(text),
                reply.visibleToLlm(),
                details.parts().isEmpty() ? details.withParts(List.of(reply.content())) : details);
    }

    private Hearing hearing() {
        return alone
                ? Hearing.among(participant.id(), here.channelName(), List.of(participant.id()))
                : here.hearing(participant.id());
    }

    @Override
    public void stepped(Message step) {
        keep(step);
    }

    /// Nobody knows what an answer that could not be read would have shown of itself.
    @Override
    public void unreadable(Message reply, Message remark) {
        keep(reply);
        tell(remark);
    }

    @Override
    public void askedAgain(Message request) {
        tell(request);
    }

    /// Others' words to the participant alone.
    private void tell(Message message) {
        Message _ =
                here.chat()
                        .say(
                                message.withHearing(
                                        Hearing.among(
                                                "",
                                                here.channelName(),
                                                List.of(participant.id()))));
    }

    private void keep(Message message) {
        Message _ =
                here.chat()
                        .say(
                                message.withHearing(
                                        Hearing.among(
                                                participant.id(),
                                                here.channelName(),
                                                List.of(participant.id()))));
    }

    @Override
    public void givenUp() {
        // a room keeps its messages whether they were answered or not
    }
}
