package dev.kbench.models.openai;

import static dev.kbench.models.http.ScriptedServer.answering;
import static dev.kbench.models.openai.Answers.KEY;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a server says of an error, as a message may show it.
class ErrorWordsTest {
    @Test
    void aKeyThatTheServerRepeatsIsNotShown() throws Exception {
        assertThat(
                        Answers.text(
                                Answers.error(
                                        answering(
                                                401,
                                                "application/json",
                                                "{\"error\":\"wrong key " + KEY + "!\"}"))))
                .isEqualTo(
                        "qwen3 at URL: expected an answer, got 401, the key was refused:"
                                + " \"wrong key [key]!\"; check OPENAI_API_KEY");
    }

    @Test
    void escapeSequencesAreNeutralised() throws Exception {
        assertThat(
                        Answers.text(
                                Answers.error(
                                        answering(
                                                400,
                                                "text/plain",
                                                "\u001b[31mred\u001b[0m\r\n"
                                                        + "\u202edlrow %s %n ${x}\u0000"))))
                .isEqualTo(
                        "qwen3 at URL: expected an answer, got 400, the request was refused:"
                                + " \"\uFFFD[31mred\uFFFD[0m \uFFFDdlrow %s %n ${x}\uFFFD\"; check"
                                + " the prompt's options and what this model takes");
    }

    @Test
    void longWordsAreCut() throws Exception {
        assertThat(Answers.text(Answers.error(answering(400, "text/plain", "x".repeat(1_000_000)))))
                .isEqualTo(
                        "qwen3 at URL: expected an answer, got 400, the request was refused: \"%s\"… (1000000 characters); check the prompt's options and what this model takes"
                                .formatted("x".repeat(200)));
    }

    @Test
    void otherShapesOfErrorsAreRead() throws Exception {
        assertThat(
                        Answers.text(
                                Answers.error(
                                        answering(
                                                422,
                                                "application/json",
                                                "{\"detail\":\"field required\"}"))))
                .contains("got 422, the request was refused: \"field required\";");
    }
}
