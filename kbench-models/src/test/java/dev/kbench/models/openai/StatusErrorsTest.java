package dev.kbench.models.openai;

import static dev.kbench.models.http.ScriptedServer.answering;
import static dev.kbench.models.openai.Answers.lasting;
import static dev.kbench.models.openai.Answers.passing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.http.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// Every status that is an error, and the exact words for it.
class StatusErrorsTest {
    private static ScriptedServer.Script status(int status, String... headers) {
        return answering(
                status,
                "application/json",
                "{\"error\":{\"message\":\"scripted %d\",\"type\":\"scripted\",\"code\":%d}}"
                        .formatted(status, status),
                headers);
    }

    @Test
    void unauthorized() throws Exception {
        lasting(
                Answers.error(status(401)),
                Trouble.KEY_REFUSED,
                401,
                "qwen3 at URL: expected an answer, got 401, the key was refused: \"scripted"
                        + " 401\"; check OPENAI_API_KEY");
    }

    @Test
    void unauthorizedWithoutAKey() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(status(401))) {
            lasting(
                    Answers.error(Settings.of(Map.of("OPENAI_BASE_URL", server.url()))),
                    Trouble.KEY_REFUSED,
                    401,
                    "qwen3 at URL: expected an answer, got 401, the key was refused: \"scripted"
                            + " 401\"; no key was sent: set OPENAI_API_KEY");
        }
    }

    @Test
    void paymentRequired() throws Exception {
        lasting(
                Answers.error(status(402)),
                Trouble.KEY_REFUSED,
                402,
                "qwen3 at URL: expected an answer, got 402, payment is required: \"scripted"
                        + " 402\"; see to the account behind OPENAI_API_KEY");
    }

    @Test
    void forbidden() throws Exception {
        lasting(
                Answers.error(status(403)),
                Trouble.KEY_REFUSED,
                403,
                "qwen3 at URL: expected an answer, got 403, access was refused: \"scripted"
                        + " 403\"; check that the key in OPENAI_API_KEY may use this model");
    }

    @Test
    void notFound() throws Exception {
        lasting(
                Answers.error(status(404)),
                Trouble.MODEL_UNKNOWN,
                404,
                "qwen3 at URL: expected an answer, got 404, no such model or address:"
                        + " \"scripted 404\"; check the model's name, and the base URL, which"
                        + " mostly ends in /v1");
    }

    @Test
    void badRequest() throws Exception {
        lasting(
                Answers.error(status(400)),
                Trouble.REQUEST_REFUSED,
                400,
                "qwen3 at URL: expected an answer, got 400, the request was refused: \"scripted"
                        + " 400\"; check the prompt's options and what this model takes");
    }

    @Test
    void requestTimeout() throws Exception {
        passing(
                Answers.error(status(408)),
                Trouble.TIMED_OUT,
                408,
                "qwen3 at URL: expected an answer, got 408, the server's time ran out:"
                        + " \"scripted 408\"; try again");
    }

    @Test
    void conflict() throws Exception {
        passing(
                Answers.error(status(409)),
                Trouble.UNAVAILABLE,
                409,
                "qwen3 at URL: expected an answer, got 409, the server cannot answer now:"
                        + " \"scripted 409\"; try again");
    }

    @Test
    void tooManyRequestsWithSeconds() throws Exception {
        RetryableProviderException e =
                passing(
                        Answers.error(status(429, "Retry-After: 7")),
                        Trouble.RATE_LIMITED,
                        429,
                        "qwen3 at URL: expected an answer, got 429, too many requests:"
                                + " \"scripted 429\"; try again or use fewer jobs (the server asks"
                                + " to wait 7 s)");
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void tooManyRequestsWithADate() throws Exception {
        RetryableProviderException e =
                (RetryableProviderException)
                        Answers.error(status(429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"));
        assertThat(e.retryAfter()).contains(Duration.ofDays(1));
    }

    @Test
    void tooManyRequestsWithoutAHint() throws Exception {
        RetryableProviderException e =
                passing(
                        Answers.error(status(429)),
                        Trouble.RATE_LIMITED,
                        429,
                        "qwen3 at URL: expected an answer, got 429, too many requests:"
                                + " \"scripted 429\"; try again or use fewer jobs");
        assertThat(e.retryAfter()).isEmpty();
    }

    @Test
    void aQuotaThatIsUsedUpDoesNotComeBack() throws Exception {
        lasting(
                Answers.error(
                        answering(
                                429,
                                "application/json",
                                "{\"error\":{\"message\":\"no"
                                        + " credit\",\"type\":\"insufficient_quota\"}}")),
                Trouble.RATE_LIMITED,
                429,
                "qwen3 at URL: expected an answer, got 429, the quota is used up: \"no"
                        + " credit\"; see to the account behind OPENAI_API_KEY");
    }

    @Test
    void serverError() throws Exception {
        passing(
                Answers.error(status(500)),
                Trouble.UNAVAILABLE,
                500,
                "qwen3 at URL: expected an answer, got 500, the server failed or is overloaded:"
                        + " \"scripted 500\"; try again");
    }

    @Test
    void unavailableWithSeconds() throws Exception {
        RetryableProviderException e =
                passing(
                        Answers.error(status(503, "Retry-After: 2")),
                        Trouble.UNAVAILABLE,
                        503,
                        "qwen3 at URL: expected an answer, got 503, the server failed or is"
                                + " overloaded: \"scripted 503\"; try again (the server asks to"
                                + " wait 2 s)");
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(2));
    }

    @Test
    void redirect() throws Exception {
        lasting(
                Answers.error(
                        answering(
                                307,
                                "",
                                "",
                                "Location:"
                                    + " https://user:pw@other.example/v1/chat/completions?key=x")),
                Trouble.MISCONFIGURED,
                307,
                "qwen3 at URL: expected an answer, got 307, a redirect to"
                        + " https://other.example/v1/chat/completions; set the base URL to the"
                        + " address that answers itself; a key is not sent after a redirect");
    }
}
