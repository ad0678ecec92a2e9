package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.run.Run;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RecordBindingTest {
    record Question(String text, int answerYear) {}

    record Even(int value) {
        Even {
            if (value % 2 != 0) {
                throw new IllegalArgumentException(value + " is odd");
            }
        }
    }

    private final MockLlm llm = MockLlm.cycling("Paris");
    private final List<Object> seen = new ArrayList<>();
    private final Task<Void> record = Task.of(this::record);

    void record(Llm model, Question question) {
        seen.add(question);
    }

    void twoRecords(Llm model, Question first, Question second) {}

    void even(Llm model, Even even) {}

    private Run<?> run(Task<?> task, Object... args) {
        return Arena.alone(() -> task.run(args));
    }

    private void refuses(Task<?> task, String message, Object... args) {
        assertThatThrownBy(() -> run(task, args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @AfterEach
    void aRefusedCallReachesNoModel() {
        assertThat(llm.invocations().size()).isLessThanOrEqualTo(seen.size());
    }

    @Test
    void componentsBind() {
        Run<?> run = run(record, llm, Params.of("text", "When?", "answer_year", 1969L));
        assertThat(seen).containsExactly(new Question("When?", 1969));
        assertThat(run.params().asMap()).containsEntry("answerYear", 1969L);
    }

    @Test
    void theRecordItselfBinds() {
        run(record, llm, new Question("When?", 1969));
        run(record, llm, Params.of("question", Map.of("text", "When?", "answerYear", 1969)));
        assertThat(seen).containsExactly(new Question("When?", 1969), new Question("When?", 1969));
    }

    @Test
    void aMissingComponentIsRefused() {
        refuses(
                record,
                "task 'Record' takes [Llm model, Question question]; parameter 'question': no"
                        + " value for int answerYear",
                llm,
                Params.of("text", "When?"));
    }

    @Test
    void aComponentOfAWrongTypeIsRefused() {
        refuses(
                record,
                "task 'Record' takes [Llm model, Question question]; parameter 'question':"
                        + " 'answerYear': expected int, got the text \"now\"",
                llm,
                Params.of("text", "When?", "answerYear", "now"));
    }

    @Test
    void anUnknownComponentIsRefused() {
        refuses(
                record,
                "task 'Record' takes [Llm model, Question question]; parameter 'question':"
                        + " Question has no component 'place'",
                llm,
                Map.of("text", "When?", "answerYear", 1969, "place", "moon"));
    }

    @Test
    void theWholeAndAComponentAreRefusedInEitherOrder() {
        String message =
                "task 'Record' takes [Llm model, Question question]; '%s' gives parameter"
                        + " 'question' a second time";
        Question whole = new Question("When?", 1);
        refuses(record, message.formatted("text"), llm, Params.of("question", whole, "text", "x"));
        refuses(
                record,
                message.formatted("question"),
                llm,
                Params.of("text", "x", "question", whole));
    }

    @Test
    void aComponentThatTwoRecordsHaveIsRefused() {
        refuses(
                Task.of(this::twoRecords),
                "task 'Two Records' takes [Llm model, Question first, Question second]; 'text'"
                        + " fits 2 parameters; give them names that differ",
                llm,
                Params.of("text", "x"));
    }

    @Test
    void whatTheRecordRefusesIsRefused() {
        refuses(
                Task.of(this::even),
                "task 'Even' takes [Llm model, Even even]; parameter 'even': Even refuses these"
                        + " values: java.lang.IllegalArgumentException: 3 is odd",
                llm,
                Params.of("value", 3));
    }
}
