package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Message;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.schema.Fields;
import dev.kbench.schema.Min;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TypedPromptsTest {
    record Mark(@Min(1) int points, String why) {}

    private static final String ONE = "{\"points\": 1, \"why\": \"short\"}";

    private final Chat chat = Chat.named("c");

    private void inChat(Runnable body) {
        try (var _ = Contexts.enter(chat)) {
            body.run();
        }
    }

    @Test
    void giveAValueOfTheType() {
        MockLlm mock = MockLlm.replying(ONE, "[" + ONE + "]", "{\"yes\": true}", ONE, "[]", ONE);
        inChat(
                () -> {
                    assertThat(mock.prompt("?", Mark.class)).isEqualTo(new Mark(1, "short"));
                    assertThat(mock.prompt("?", new TypeRef<List<Mark>>() {}))
                            .containsExactly(new Mark(1, "short"));
                    Fields fields = mock.prompt("?", Schema.fields("yes", boolean.class));
                    assertThat(fields.bool("yes")).isTrue();
                    assertThat(mock.respond(Mark.class).points()).isEqualTo(1);
                    assertThat(mock.respond(new TypeRef<List<Mark>>() {})).isEmpty();
                    assertThat(mock.respond(Schema.of(Mark.class)).why()).isEqualTo("short");
                });
        assertThat(mock.invocations().getFirst().messages().getLast().text())
                .isEqualTo(Schema.of(Mark.class).told().orElseThrow());
    }

    @Test
    void keepWhatWasRepairedInTheChat() {
        MockLlm mock = MockLlm.replying("Well: " + ONE, ONE);
        inChat(
                () -> {
                    mock.prompt("?", Mark.class);
                    mock.prompt("?", Mark.class);
                });
        assertThat(chat.messages().stream().filter(Message::isReply))
                .extracting(message -> message.details().repairs())
                .containsExactly(List.of("left out the text around the answer"), List.of());
    }

    @Test
    void sayWhenTheAnswerWasCutOff() {
        Llm llm =
                new ScriptedClient(
                                Capabilities.of(),
                                _ ->
                                        ModelResponse.builder()
                                                .text("{\"points\": 1,")
                                                .finishReason(FinishReason.LENGTH)
                                                .build())
                        .llm();
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> llm.prompt("?", Mark.class))
                .withMessage(
                        "vendor/model: expected an object with points, why, but the JSON breaks off"
                                + " (it was cut off at its limit of tokens): \"{\"points\": 1,\"");
    }

    @Nested
    class Repair {
        @Test
        void asksAgainWithTheError() {
            MockLlm mock = MockLlm.replying("{\"points\": 0}", "one", ONE);
            inChat(
                    () ->
                            assertThat(mock.prompt("?", Mark.class, with -> with.repair(2)))
                                    .isEqualTo(new Mark(1, "short")));

            assertThat(chat.messages())
                    .extracting(m -> m.sender().name() + ": " + m.text())
                    .containsExactly(
                            "User: ?",
                            "mock: {\"points\": 0}",
                            "User: That answer could not be read: $.points must be at least 1, got"
                                    + " 0; $.why is missing. Answer the question again, in the form"
                                    + " that was asked for, and with nothing else.",
                            "mock: one",
                            "User: That answer could not be read: there is no such JSON in the"
                                + " answer. Answer the question again, in the form that was asked"
                                + " for, and with nothing else.",
                            "mock: " + ONE);
            assertThat(mock.invocations()).hasSize(3);
            assertThat(mock.invocations().getLast().messages()).hasSize(6);
        }

        @Test
        void endsWithTheLastError() {
            MockLlm mock = MockLlm.cycling("one");
            inChat(
                    () ->
                            assertThatExceptionOfType(UnparsableAnswerException.class)
                                    .isThrownBy(
                                            () ->
                                                    mock.prompt(
                                                            "?", int.class, with -> with.repair(1)))
                                    .withMessage(
                                            "mock: expected a whole number, but the answer is not a"
                                                    + " number alone: \"one\""));
            assertThat(mock.invocations()).hasSize(2);
        }

        @Test
        void worksOutsideOfRunsToo() {
            MockLlm mock = MockLlm.replying("one", "1");
            assertThat(mock.prompt("?", int.class, with -> with.repair(1))).isEqualTo(1);
            assertThat(mock.invocations().getLast().messages()).hasSize(4);
        }

        @Test
        void isBounded() {
            MockLlm mock = MockLlm.replying("1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mock.prompt("?", int.class, with -> with.repair(11)))
                    .withMessage("repair must be between 0 and 10, got 11");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mock.prompt("?", int.class, with -> with.repair(1).repair(2)))
                    .withMessage("repair was already set to 1");
        }
    }

    @Nested
    class TheForm {
        private final List<ModelRequest> asked = new ArrayList<>();

        private Llm taking(Capabilities capabilities) {
            return new ScriptedClient(
                            capabilities,
                            call -> {
                                asked.add(call.request());
                                return ModelResponse.builder().text(ONE).build();
                            })
                    .llm();
        }

        @Test
        void isOnTheRecord() {
            inChat(
                    () -> {
                        Llm llm = taking(Capabilities.of(Feature.JSON_SCHEMA));
                        llm.prompt("?", Mark.class);
                        llm.prompt("?", Mark.class, with -> with.nativeSchema(false));
                        taking(Capabilities.of()).prompt("?", Mark.class);
                        llm.prompt("?");
                    });
            assertThat(chat.messages().stream().filter(Message::isReply))
                    .extracting(message -> message.details().sentText())
                    .containsExactly(
                            "answer_form=JSON schema Mark",
                            "answer_form=in words",
                            "answer_form=in words",
                            "");
        }

        @Test
        void isSentWhereTheModelTakesIt() {
            taking(Capabilities.of(Feature.JSON_SCHEMA)).prompt("?", Mark.class);

            assertThat(asked.getFirst().answerSchema().orElseThrow().schema())
                    .isEqualTo(Schema.of(Mark.class).json().orElseThrow());
            assertThat(asked.getFirst().answerSchema().orElseThrow().name()).isEqualTo("Mark");
            assertThat(asked.getFirst().messages()).hasSize(1);
        }

        @Test
        void isToldInWordsWhereThatIsWanted() {
            taking(Capabilities.of(Feature.JSON_SCHEMA, Feature.ROLES_IN_A_ROW))
                    .prompt("?", Mark.class, with -> with.nativeSchema(false));

            assertThat(asked.getFirst().answerSchema()).isEmpty();
            assertThat(asked.getFirst().messages().getLast().text())
                    .isEqualTo(Schema.of(Mark.class).told().orElseThrow());
        }
    }
}
