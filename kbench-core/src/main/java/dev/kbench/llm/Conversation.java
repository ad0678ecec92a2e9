package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Message;

import java.util.List;

/// Where a model is asked and where its answer goes: a chat, or what one participant sees of a
/// room. Nothing else reaches the model, so that whoever implements it decides what that model may
/// know.
///
/// One thread.
public interface Conversation {
    /// What it is called, for messages.
    ///
    /// @return such as `the chat 'quiz'`
    String title();

    /// What the model is given, oldest first. Asked for anew before each call.
    ///
    /// @return the messages; those that models do not see may be among them, and are left out
    List<Message> messages();

    /// Who the answer is from.
    ///
    /// @param model the model itself
    /// @return the sender that the answer is to have
    Actor speaker(Actor model);

    /// Who may know how an answer came about: in a room, the participant whose turn it is.
    ///
    /// @return the ids of participants; empty where it is nobody's secret
    default List<String> confidants() {
        return List.of();
    }

    /// Takes a step on the way to an answer: tools that the model wants to be called, or what one
    /// of them returned. The model sees it in its next call; nobody else does.
    ///
    /// @param step the message
    void stepped(Message step);

    /// Takes an answer that could be read.
    ///
    /// @param reply the answer
    /// @param value what it was read as
    void answered(Message reply, Object value);

    /// Takes an answer that could not be read.
    ///
    /// @param reply the answer
    /// @param remark why it could not be read; where the model is asked once more, what asks it
    void unreadable(Message reply, Message remark);

    /// Takes what asks the model for its answer once more, in the form that is asked for.
    ///
    /// @param request what the model is told
    void askedAgain(Message request);

    /// Takes a word about a call that got no answer, after its requests were sent again. No model
    /// sees it.
    ///
    /// @param remark what became of the requests
    default void unanswered(Message remark) {}

    /// Is told that no answer will come.
    void givenUp();
}
