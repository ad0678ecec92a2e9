package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Message;
import dev.kbench.content.ToolCall;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.Origins;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.schema.Reading;
import dev.kbench.schema.Schema;
import dev.kbench.schema.UnparsableAnswerException;

import java.util.List;

/// One question, asked until its answer can be read or no repair is left. Every answer stays in the
/// conversation, with what was repaired in it, or why it could not be read.
///
/// With tools, the model is first asked in rounds, without a form of its answer: vendors differ in
/// what they make of both at once. Each round's calls are made, and what came of them is put to the
/// model, until it calls none. That is the answer where a text is asked for; a value is asked for
/// once more, in its form, with the tools closed.
///
/// Thread-safe.
final class Asking {
    private final ModelRef ref;
    private final String model;
    private final Actor actor;
    private final Exchange exchange;

    Asking(ModelRef ref, Actor actor, Exchange exchange) {
        this.ref = ref;
        this.model = ref.id();
        this.actor = actor;
        this.exchange = exchange;
    }

    boolean isPriced() {
        return exchange.isPriced();
    }

    <T> T ask(Conversation talk, Schema<T> schema, PromptOptions options) {
        if (talk instanceof ChatConversation(Chat chat)) {
            Overheard.tell(chat, ref);
        }
        try {
            return answer(talk, schema, options);
        } catch (UnparsableAnswerException
                | ModelProviderException
                | ToolRoundsExhaustedException e) {
            Origins.note(e, ref);
            throw e;
        }
    }

    private <T> T answer(Conversation talk, Schema<T> schema, PromptOptions options) {
        Message reply =
                options.tools().isEmpty()
                        ? send(talk, schema, options, false)
                        : withTools(talk, schema, options);
        for (int left = options.repair(); ; left--) {
            UnparsableAnswerException unread;
            try {
                Reading<T> reading = schema.reading(reply.text());
                talk.answered(with(reading.repairs(), reply), reading.value());
                tell(reading.repairs(), talk);
                return reading.value();
            } catch (UnparsableAnswerException e) {
                unread = isCutOff(reply) ? e.cutOff() : e;
            }
            UnparsableAnswerException named = unread.from(model, reply.details().refused());
            if (left == 0 || named.refused()) {
                talk.unreadable(
                        reply,
                        Message.of(
                                Actor.SYSTEM,
                                "The answer could not be read: "
                                        + String.valueOf(unread.getMessage())));
                throw named;
            }
            talk.unreadable(
                    reply,
                    Message.of(
                            Actor.USER,
                            "That answer could not be read: %s. Answer the question again, in the form that was asked for, and with nothing else."
                                    .formatted(unread.why())));
            reply = send(talk, schema, options, false);
        }
    }

    private Message withTools(Conversation talk, Schema<?> schema, PromptOptions options) {
        ToolRound round = new ToolRound(talk, options.tools());
        for (int left = options.maxToolRounds(); left > 0; left--) {
            Message reply = send(talk, Schema.text(), options, true);
            List<ToolCall> calls = reply.details().toolCalls();
            if (calls.isEmpty()) {
                return formed(talk, schema, options, reply);
            }
            talk.stepped(reply);
            play(round, calls, talk);
        }
        talk.givenUp();
        throw new ToolRoundsExhaustedException(model, options.maxToolRounds());
    }

    private static void play(ToolRound round, List<ToolCall> calls, Conversation talk) {
        boolean played = false;
        try {
            round.play(calls);
            played = true;
        } finally {
            if (!played) {
                talk.givenUp();
            }
        }
    }

    private Message formed(
            Conversation talk, Schema<?> schema, PromptOptions options, Message reply) {
        if (schema.told().isEmpty() || reply.details().refused()) {
            return reply;
        }
        talk.stepped(reply);
        talk.askedAgain(
                Message.of(
                        Actor.USER,
                        "Now give this answer in the form that is asked for, and nothing else."));
        return send(talk, schema, options, false);
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

    private Message send(Conversation talk, Schema<?> schema, PromptOptions options, boolean open) {
        boolean answered = false;
        try {
            Message reply = exchange.send(talk, actor, schema, options, open);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                talk.givenUp();
            }
        }
    }
}
