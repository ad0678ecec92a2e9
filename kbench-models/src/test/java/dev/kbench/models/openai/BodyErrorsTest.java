package dev.kbench.models.openai;

import static dev.kbench.models.http.ScriptedServer.answering;
import static dev.kbench.models.http.ScriptedServer.answeringJson;
import static dev.kbench.models.openai.Answers.lasting;
import static dev.kbench.models.openai.Answers.passing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.models.http.Transport;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Bodies that are no answer, and the exact words for them.
class BodyErrorsTest {
    @Test
    void html() throws Exception {
        lasting(
                Answers.error(answering(200, "text/html", "<html>Welcome</html>")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with a body that is not JSON but a"
                        + " page of HTML: \"<html>Welcome</html>\"; check the base URL: it is the"
                        + " address before /chat/completions and mostly ends in /v1");
    }

    @Test
    void empty() throws Exception {
        passing(
                Answers.error(answeringJson("")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with an empty body; try again");
    }

    @Test
    void halfAJson() throws Exception {
        passing(
                Answers.error(answeringJson("{\"choices\":[{\"message\":{\"content\":\"4")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with JSON that breaks off:"
                        + " \"{\"choices\":[{\"message\":{\"content\":\"4\"; try again");
    }

    @Test
    void notAnObject() throws Exception {
        lasting(
                Answers.error(answeringJson("[1]")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with JSON that is no object:"
                        + " \"[1]\"; check the base URL: it is the address before /chat/completions"
                        + " and mostly ends in /v1");
    }

    @Test
    void anErrorObject() throws Exception {
        passing(
                Answers.error(answeringJson("{\"error\":{\"message\":\"upstream is gone\"}}")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with an error in place of an answer:"
                        + " \"upstream is gone\"; try again");
    }

    @Test
    void anErrorObjectThatNamesAStatus() throws Exception {
        lasting(
                Answers.error(answeringJson("{\"error\":{\"message\":\"no user\",\"code\":401}}")),
                Trouble.KEY_REFUSED,
                401,
                "qwen3 at URL: expected an answer, got 401, the key was refused: \"no user\";"
                        + " check OPENAI_API_KEY");
    }

    @Test
    void noChoices() throws Exception {
        String text =
                "qwen3 at URL: expected an answer, got 200 with an answer without choices:"
                        + " \"%s\"; try again";
        for (String body : new String[] {"{\"choices\":[]}", "{\"choices\":null}", "{}"}) {
            passing(
                    Answers.error(answeringJson(body)),
                    Trouble.ANSWER_UNREADABLE,
                    200,
                    text.formatted(body));
        }
    }

    @Test
    void aChoiceWithoutAMessage() throws Exception {
        passing(
                Answers.error(answeringJson("{\"choices\":[{\"message\":null}]}")),
                Trouble.ANSWER_UNREADABLE,
                200,
                "qwen3 at URL: expected an answer, got 200 with a choice without a message:"
                        + " \"{\"choices\":[{\"message\":null}]}\"; try again");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        assertThat(Answers.text(Answers.error(answeringJson("{\"x\":" + "[".repeat(100_000)))))
                .contains("got 200 with JSON nested too deep");
    }

    @Test
    void tooLarge() throws Exception {
        lasting(
                Answers.error(
                        (_, out, _) -> {
                            writeHuge(out);
                            return false;
                        }),
                Trouble.ANSWER_UNREADABLE,
                0,
                "qwen3 at URL: expected an answer, got more than 64 MiB; check the base URL, or"
                        + " limit the answer with maxTokens");
    }

    private static void writeHuge(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (long sent = 0; sent <= Transport.LIMIT; sent += block.length) {
            out.write(block);
        }
    }
}
