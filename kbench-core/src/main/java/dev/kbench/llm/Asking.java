package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Message;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.schema.Reading;
import dev.kbench.schema.Schema;
import dev.kbench.schema.UnparsableAnswerException;

import java.util.List;

/// One question, asked until its answer can be read or no repair is left. Every answer stays in the
/// conversation, with what was repaired in it, or why it could not be read.
///
/// Thread-safe.
final class Asking {
    private final String model;
    private final Actor actor;
    private final Exchange exchange;

    Asking(String model, Actor actor, Exchange exchange) {
        this.model = model;
        this.actor = actor;
        this.exchange = exchange;
    }

    <T> T ask(Conversation talk, Schema<T> schema, PromptOptions options) {
        for (int left = options.repair(); ; left--) {
            Message reply = send(talk, schema, options);
            UnparsableAnswerException unread;
            try {
                Reading<T> reading = schema.reading(reply.text());
                talk.answered(with(reading.repairs(), reply), reading.value());
                tell(reading.repairs(), talk);
                return reading.value();
            } catch (UnparsableAnswerException e) {
                unread = isCutOff(reply) ? e.cutOff() : e;
            }
            talk.unreadable(
                    reply,
                    Message.of(
                            Actor.SYSTEM,
                            "The answer could not be read: "
                                    + String.valueOf(unread.getMessage())));
            UnparsableAnswerException named = unread.from(model, reply.details().refused());
            if (left == 0 || named.refused()) {
                throw named;
            }
            talk.askedAgain(
                    Message.of(
                            Actor.USER,
                            "That answer could not be read: %s. Answer the question again, in the form that was asked for, and with nothing else."
                                    .formatted(unread.why())));
        }
    }

    private static boolean isCutOff(Message reply) {
        return reply.details().finishReason().kind() == FinishReason.Kind.LENGTH;
    }

    private static Message with(List<String> repairs, Message reply) {
        return repairs.isEmpty()
                ? reply
                : new Message(
                        reply.sender(),
                        reply.content(),
                        reply.visibleToLlm(),
                        reply.details().withRepairs(repairs));
    }

    private void tell(List<String> repairs, Conversation talk) {
        RunScope scope = RunScope.current();
        if (scope != null && !repairs.isEmpty()) {
            scope.listeners()
                    .tell(
                            new RunEvent.AnswerRepaired(
                                    scope.runId(), model, repairs, talk.confidants()));
        }
    }

    private Message send(Conversation talk, Schema<?> schema, PromptOptions options) {
        boolean answered = false;
        try {
            Message reply = exchange.send(talk, actor, schema, options);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                talk.givenUp();
            }
        }
    }
}
