package dev.kbench.room;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What one participant knows of a room. There is one {@link Log} of messages, and a perspective is
/// a walk over it: nothing is kept for anybody, so that nothing can be kept wrong.
///
/// * A message is passed over unless the participant hears it: said to all, or to it by id. Ids are
///   never given twice, so that somebody who takes a removed one's name inherits nothing.
/// * Its own messages are the assistant's, with all the model answered: raw text, reasoning, tool
///   calls; results of tools are the tool's. Everybody else's are the user's, with a name before
///   them, of a typed answer only what the value shows of itself.
/// * The order is the log's, the same for all and for every channel.
/// * It ends with what somebody else said: who spoke last is told so, since some APIs refuse or
///   continue a request that ends with the model's own words.
final class Perspective {
    private Perspective() {}

    /// What a model in a participant's place is to be given, without instructions.
    static List<Message> ofModel(Log log, String id) {
        List<Message> view = new ArrayList<>(log.size() + 2);
        log.read(
                message -> {
                    if (hears(message, id)) {
                        boolean self = message.hearing().speaker().equals(id);
                        view.add(self ? message.withHearing(Hearing.NONE) : message.asHeard());
                    }
                });
        return view;
    }

    /// The same for its next turn.
    static List<Message> ofTurn(Log log, String id, Actor narrator) {
        List<Message> view = ofModel(log, id);
        if (!view.isEmpty()
                && view.getLast().isReply()
                && view.getLast().details().toolCalls().isEmpty()) {
            view.add(Message.of(narrator, "Nobody else has spoken since. Go on.").asHeard());
        }
        return view;
    }

    private static boolean hears(Message message, String id) {
        return message.visibleToLlm() && message.hearing().heardBy(id);
    }

    /// Whether there is anything that a participant heard.
    static boolean hearsAnything(Log log, String id) {
        return log.has(message -> hears(message, id));
    }

    /// What a participant heard, as it was said.
    static List<Message> heardBy(Log log, String id) {
        List<Message> view = new ArrayList<>();
        log.read(
                message -> {
                    if (hears(message, id)) {
                        view.add(
                                message.hearing().speaker().equals(id)
                                        ? message
                                        : outside(message, message.hearing().knownTo(id)));
                    }
                });
        return view;
    }

    /// What everybody heard, as it was said.
    static List<Message> heardByAll(Log log) {
        List<Message> view = new ArrayList<>();
        log.read(
                message -> {
                    if (message.visibleToLlm() && message.hearing().open()) {
                        view.add(outside(message, message.hearing()));
                    }
                });
        return view;
    }

    /// Messages as text, a line `Name: words` each.
    static String lines(List<Message> messages) {
        return messages.stream().map(Perspective::line).collect(Collectors.joining("\n"));
    }

    private static String line(Message message) {
        String channel = message.hearing().channel();
        return "%s%s: %s"
                .formatted(
                        message.sender().name(),
                        channel.isEmpty() ? "" : " (private: " + channel + ")",
                        message.text());
    }

    /// A message as others know it: nothing of how it came about.
    private static Message outside(Message message, Hearing hearing) {
        return new Message(message.sender(), message.content(), true, ReplyDetails.NONE, hearing);
    }
}
