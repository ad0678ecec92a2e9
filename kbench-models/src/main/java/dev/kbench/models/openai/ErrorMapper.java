package dev.kbench.models.openai;

import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.http.Answer;
import dev.kbench.models.http.Shown;
import dev.kbench.models.http.Transport;
import dev.kbench.models.http.TransportException;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// From whatever is not an answer to a typed error: whether trying again may help, and what was
/// expected, what came, and what to do.
///
/// Immutable.
final class ErrorMapper {
    private final Purpose purpose;
    private final String model;
    private final Endpoint endpoint;
    private final InstantSource clock;

    ErrorMapper(Purpose purpose, String model, Endpoint endpoint, InstantSource clock) {
        this.purpose = purpose;
        this.model = model;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /// An answer whose status is not 2xx.
    ModelProviderException ofStatus(Answer answer) {
        ServerError error = ServerError.of(answer.body());
        String words = error.message().isEmpty() ? answer.body().strip() : error.message();
        return byStatus(answer.status(), words, error.kind(), answer);
    }

    /// An answer whose status is 2xx and whose body is no completion.
    ModelProviderException ofBody(Answer answer, NoAnswerException e) {
        ServerError error = e.error();
        if (error != null && error.code() >= 400 && error.code() <= 599) {
            return byStatus(error.code(), error.message(), error.kind(), answer);
        }
        int status = answer.status();
        String words = error == null ? answer.body().strip() : error.message();
        String type = answer.header("content-type");
        boolean page = type.startsWith("text/html");
        String got = status + " with " + e.got() + (page ? " but a page of HTML" : "");
        if (e.passing()) {
            return passing(
                    Trouble.ANSWER_UNREADABLE, status, got + said(words), null, "try again", e);
        }
        return lasting(
                Trouble.ANSWER_UNREADABLE,
                status,
                got + said(words),
                "check the base URL: it is the address before /chat/completions and mostly ends in"
                        + " /v1",
                e);
    }

    private ModelProviderException byStatus(int status, String words, String kind, Answer answer) {
        String said = status + "%s" + said(words).replace("%", "%%");
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    lasting(
                            Trouble.MISCONFIGURED,
                            status,
                            status + ", a redirect" + target(answer),
                            "set the base URL to the address that answers itself; a key is not sent"
                                    + " after a redirect",
                            null);
            case 401 ->
                    lasting(
                            Trouble.KEY_REFUSED,
                            status,
                            said.formatted(", the key was refused"),
                            (endpoint.key().isEmpty() ? "no key was sent: set " : "check ")
                                    + endpoint.keyName(),
                            null);
            case 402 ->
                    lasting(
                            Trouble.KEY_REFUSED,
                            status,
                            said.formatted(", payment is required"),
                            "see to the account behind " + endpoint.keyName(),
                            null);
            case 403 ->
                    lasting(
                            Trouble.KEY_REFUSED,
                            status,
                            said.formatted(", access was refused"),
                            "check that the key in %s %s"
                                    .formatted(endpoint.keyName(), purpose.allowed),
                            null);
            case 404 ->
                    lasting(
                            Trouble.MODEL_UNKNOWN,
                            status,
                            said.formatted(", " + purpose.unknown),
                            purpose.whereUnknown,
                            null);
            case 408 ->
                    passing(
                            Trouble.TIMED_OUT,
                            status,
                            said.formatted(", the server's time ran out"),
                            RetryAfter.of(answer, clock),
                            "try again",
                            null);
            case 429 -> ofLimit(said, kind, answer);
            default ->
                    status >= 500 || status == 409 || status == 425
                            ? passing(
                                    Trouble.UNAVAILABLE,
                                    status,
                                    said.formatted(
                                            status >= 500
                                                    ? ", the server failed or is overloaded"
                                                    : ", the server cannot answer now"),
                                    RetryAfter.of(answer, clock),
                                    "try again",
                                    null)
                            : lasting(
                                    Trouble.REQUEST_REFUSED,
                                    status,
                                    said.formatted(", the request was refused"),
                                    purpose.whereRefused,
                                    null);
        };
    }

    private ModelProviderException ofLimit(String said, String kind, Answer answer) {
        if (kind.equals("insufficient_quota")) {
            return lasting(
                    Trouble.RATE_LIMITED,
                    429,
                    said.formatted(", the quota is used up"),
                    "see to the account behind " + endpoint.keyName(),
                    null);
        }
        return passing(
                Trouble.RATE_LIMITED,
                429,
                said.formatted(", too many requests"),
                RetryAfter.of(answer, clock),
                "try again or use fewer jobs",
                null);
    }

    /// No whole answer.
    ModelProviderException ofTransport(TransportException e, String limit) {
        String again = "check that the server runs and the base URL is right";
        return switch (e.kind()) {
            case NO_SUCH_HOST ->
                    passing(
                            Trouble.UNAVAILABLE,
                            0,
                            "no address for the host " + endpoint.host(),
                            null,
                            "check the base URL and the network",
                            e);
            case REFUSED ->
                    passing(Trouble.UNAVAILABLE, 0, "no connection: refused", null, again, e);
            case NO_CONNECTION ->
                    passing(Trouble.UNAVAILABLE, 0, "no connection in time", null, again, e);
            case BROKEN ->
                    passing(
                            Trouble.UNAVAILABLE,
                            0,
                            "a connection that ended before the answer did",
                            null,
                            "try again",
                            e);
            case NOT_TRUSTED ->
                    lasting(
                            Trouble.MISCONFIGURED,
                            0,
                            "a certificate that is not trusted or does not fit the host",
                            "check the base URL; SSL_CERT_FILE names a PEM file of further"
                                    + " authorities",
                            e);
            case NOT_HTTP ->
                    lasting(
                            Trouble.ANSWER_UNREADABLE,
                            0,
                            "what is not HTTP",
                            "check the base URL, its http or https, and its port",
                            e);
            case TOO_LARGE ->
                    lasting(
                            Trouble.ANSWER_UNREADABLE,
                            0,
                            "more than %d MiB".formatted(Transport.LIMIT >> 20),
                            purpose.whereLarge,
                            e);
            case TIMED_OUT ->
                    passing(Trouble.TIMED_OUT, 0, "none " + limit, null, purpose.whereSlow, e);
        };
    }

    private String said(String words) {
        return words.isEmpty() ? "" : ": " + Shown.excerpt(words, endpoint.key());
    }

    private static String target(Answer answer) {
        try {
            URI target = URI.create(answer.header("location"));
            return target.getHost() == null ? "" : " to " + Shown.address(target);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String text(String got, String advice) {
        return "%s at %s: expected %s, got %s; %s"
                .formatted(model, endpoint, purpose.expected, got, advice);
    }

    private ModelProviderException lasting(
            Trouble trouble, int status, String got, String advice, @Nullable Throwable cause) {
        return new PermanentProviderException(trouble, model, status, text(got, advice), cause);
    }

    private ModelProviderException passing(
            Trouble trouble,
            int status,
            String got,
            @Nullable Duration wait,
            String advice,
            @Nullable Throwable cause) {
        String when =
                wait == null || wait.isZero()
                        ? ""
                        : " (the server asks to wait %s s)".formatted(seconds(wait));
        return new RetryableProviderException(
                trouble, model, status, text(got, advice + when), wait, cause);
    }

    private static String seconds(Duration wait) {
        return new BigDecimal(wait.toMillis())
                .movePointLeft(3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
