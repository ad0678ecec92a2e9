package dev.kbench.room;

import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.llm.PromptOptions;
import dev.kbench.schema.Reading;
import dev.kbench.schema.Schema;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.tool.CallableTool;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Who finds the words of a participant.
sealed interface Voice {
    /// Speaks from a seat, and puts what was said on the room's record.
    <T> T say(Seat seat, Schema<T> schema, Consumer<PromptOptions> with);

    /// A model.
    ///
    /// @param tools what it may have called in every turn
    record Model(Llm llm, List<CallableTool> tools) implements Voice {
        @Override
        public <T> T say(Seat seat, Schema<T> schema, Consumer<PromptOptions> with) {
            return tools.isEmpty()
                    ? llm.respond(seat, schema, with)
                    : llm.respond(seat, schema, options -> with.accept(options.tools(tools)));
        }
    }

    /// A script. Options of prompts mean nothing to it.
    record Scripted(Script script) implements Voice {
        @Override
        public <T> T say(Seat seat, Schema<T> schema, Consumer<PromptOptions> with) {
            RunScope run = RunScope.current();
            if (run != null) {
                run.cancellation().check();
            }
            String answer =
                    Objects.requireNonNull(
                            script.reply(seat.turn(schema.expected(), text -> wrong(schema, text))),
                            () ->
                                    "the script of '%s': expected its words, got null"
                                            .formatted(seat.participant().name()));
            Reading<T> reading;
            try {
                reading = schema.reading(answer);
            } catch (UnparsableAnswerException e) {
                seat.unreadable(seat.words(answer, List.of()), Seat.remark(e));
                throw e.from(seat.participant().name(), false);
            }
            seat.answered(seat.words(answer, reading.repairs()), reading.value());
            tell(run, seat, reading.repairs());
            return reading.value();
        }

        private static void tell(@Nullable RunScope run, Seat seat, List<String> repairs) {
            if (run != null && !repairs.isEmpty()) {
                run.listeners()
                        .tell(
                                new RunEvent.AnswerRepaired(
                                        run.runId(),
                                        seat.participant().name(),
                                        repairs,
                                        seat.confidants()));
            }
        }

        private static Optional<String> wrong(Schema<?> schema, String answer) {
            try {
                Object _ = schema.read(answer);
                return Optional.empty();
            } catch (UnparsableAnswerException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
