package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;

import java.util.List;

/// A chat of one model: it sees all of it.
record ChatConversation(Chat chat) implements Conversation {
    @Override
    public String title() {
        return "the chat '%s'".formatted(chat.name());
    }

    @Override
    public List<Message> messages() {
        return chat.messages();
    }

    @Override
    public Actor speaker(Actor model) {
        return model;
    }

    @Override
    public void stepped(Message step) {
        chat.remark(step);
    }

    @Override
    public void answered(Message reply, Object value) {
        chat.append(reply);
    }

    @Override
    public void unreadable(Message reply, Message remark) {
        chat.append(reply);
        chat.remark(remark);
    }

    @Override
    public void askedAgain(Message request) {
        chat.remark(request);
    }

    @Override
    public void unanswered(Message remark) {
        chat.remark(remark);
    }

    @Override
    public void givenUp() {
        chat.giveUp();
    }
}
