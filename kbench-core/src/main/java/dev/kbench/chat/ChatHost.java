package dev.kbench.chat;

import java.util.List;

/// Who keeps a chat of several, such as a room: it gives each message its place and its listeners,
/// and keeps models from being asked as if all that was said there were theirs to know.
public interface ChatHost {
    /// Gives a message its place. Called while nobody else can add one to the same chat; it must
    /// neither wait nor add one itself.
    ///
    /// @param message what is said
    /// @return the message as the chat is to hold it
    Message place(Message message);

    /// What a fork of the chat begins with: what everybody may know, as a model is to see it.
    ///
    /// @return the messages, in order
    List<Message> common();

    /// Why a model cannot be asked in the chat, and what to do.
    ///
    /// @return a message for the user
    String refusal();
}
