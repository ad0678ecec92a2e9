package dev.kbench.models.wire;

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
public final class ErrorMapper {
    private final Purpose purpose;
    private final String model;
    private final Endpoint endpoint;
    private final InstantSource clock;

    /// Makes one.
    ///
    /// @param purpose what was asked for
    /// @param model the model's id as the user knows it, or the server's name
    /// @param endpoint where it was asked
    /// @param clock tells the time that a server's dates are compared with
    public ErrorMapper(Purpose purpose, String model, Endpoint endpoint, InstantSource clock) {
        this.purpose = purpose;
        this.model = model;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /// What a server told.
    private record Told(int status, String words, Answer answer, String delay) {}

    /// An answer whose status is not 2xx.
    ///
    /// @param answer the answer
    /// @return what to throw
    public ModelProviderException ofStatus(Answer answer) {
        ServerError error = ServerError.of(answer.body());
        String words = error.message().isEmpty() ? answer.beginning() : error.message();
        return byStatus(new Told(answer.status(), words, answer, error.delay()), error.kind());
    }

    /// A stream that is not what was asked for.
    ///
    /// @param e what is wrong with it
    /// @return what to throw
    public ModelProviderException ofStream(NoAnswerException e) {
        return ofBody(Answer.STREAM, e);
    }

    /// An answer whose status is 2xx and whose body is not what was asked for.
    ///
    /// @param answer the answer
    /// @param e what is wrong with the body
    /// @return what to throw
    public ModelProviderException ofBody(Answer answer, NoAnswerException e) {
        ServerError error = e.error();
        int named = error == null ? 0 : ErrorKinds.status(error);
        if (error != null && named > 0) {
            return byStatus(new Told(named, error.message(), answer, error.delay()), error.kind());
        }
        Told told =
                new Told(
                        answer.status(),
                        error == null ? answer.beginning() : error.message(),
                        answer,
                        "");
        boolean page = answer.header("content-type").startsWith("text/html");
        String got = " with " + e.got() + (page ? " but a page of HTML" : "");
        return e.passing()
                ? passing(told, Trouble.ANSWER_UNREADABLE, got, "try again", e)
                : lasting(
                        told,
                        Trouble.ANSWER_UNREADABLE,
                        got,
                        "check the base URL: it is the address before %s and mostly ends in %s"
                                .formatted(
                                        endpoint.protocol().path(), endpoint.protocol().ending()),
                        e);
    }

    private ModelProviderException byStatus(Told told, String kind) {
        int status = told.status;
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    lasting(
                            new Told(status, "", told.answer, ""),
                            Trouble.MISCONFIGURED,
                            ", a redirect" + target(told.answer),
                            "set the base URL to the address that answers itself; a key is not sent"
                                    + " after a redirect",
                            null);
            case 401 -> ofKey(told);
            case 402 -> ofAccount(told);
            case 403 ->
                    lasting(
                            told,
                            Trouble.KEY_REFUSED,
                            ", access was refused",
                            "check that the key in %s %s"
                                    .formatted(endpoint.keyName(), purpose.allowed),
                            null);
            case 404 ->
                    lasting(
                            told,
                            Trouble.MODEL_UNKNOWN,
                            ", " + purpose.unknown,
                            purpose.whereUnknown.formatted(endpoint.protocol().ending()),
                            null);
            case 408 ->
                    passing(
                            told,
                            Trouble.TIMED_OUT,
                            ", the server's time ran out",
                            "try again",
                            null);
            case 409, 425 ->
                    passing(
                            told,
                            Trouble.UNAVAILABLE,
                            ", the server cannot answer now",
                            "try again",
                            null);
            case 413 ->
                    lasting(
                            told,
                            Trouble.REQUEST_REFUSED,
                            ", the request is too large",
                            "send fewer or smaller messages and media",
                            null);
            case 429 -> ofLimit(told, kind);
            default -> status >= 500 ? ofFailure(told) : ofRefusal(told, kind);
        };
    }

    private ModelProviderException ofKey(Told told) {
        return lasting(
                told,
                Trouble.KEY_REFUSED,
                ", the key was refused",
                (endpoint.key().isEmpty() ? "no key was sent: set " : "check ")
                        + endpoint.keyName(),
                null);
    }

    private ModelProviderException ofAccount(Told told) {
        return lasting(
                told,
                Trouble.KEY_REFUSED,
                ", payment is required",
                "see to the account behind " + endpoint.keyName(),
                null);
    }

    private ModelProviderException ofFailure(Told told) {
        return passing(
                told,
                Trouble.UNAVAILABLE,
                ", the server failed or is overloaded",
                "try again",
                null);
    }

    private ModelProviderException ofRefusal(Told told, String kind) {
        if (ErrorKinds.isKeyRefused(kind)) {
            return ofKey(told);
        }
        if (ErrorKinds.isUnpaid(told.words)) {
            return ofAccount(told);
        }
        return ErrorKinds.isContentFilter(kind)
                ? lasting(
                        told,
                        Trouble.CONTENT_REFUSED,
                        ", a filter kept the prompt from the model",
                        "the model counts as having refused",
                        null)
                : lasting(
                        told,
                        Trouble.REQUEST_REFUSED,
                        ", the request was refused",
                        purpose.whereRefused,
                        null);
    }

    private ModelProviderException ofLimit(Told told, String kind) {
        return ErrorKinds.isUsedUp(kind)
                ? lasting(
                        told,
                        Trouble.RATE_LIMITED,
                        ", the quota is used up",
                        "see to the account behind " + endpoint.keyName(),
                        null)
                : passing(
                        told,
                        Trouble.RATE_LIMITED,
                        ", too many requests",
                        "try again or use fewer jobs",
                        null);
    }

    /// No whole answer.
    ///
    /// @param e what went wrong
    /// @param limit how long was waited, such as `within 600 s`
    /// @return what to throw
    public ModelProviderException ofTransport(TransportException e, String limit) {
        String again = "check that the server runs and the base URL is right";
        return switch (e.kind()) {
            case NO_SUCH_HOST ->
                    unavailable(
                            "no address for the host " + endpoint.host(),
                            "check the base URL and the network",
                            e);
            case REFUSED -> unavailable("no connection: refused", again, e);
            case NO_CONNECTION -> unavailable("no connection in time", again, e);
            case BROKEN ->
                    unavailable("a connection that ended before the answer did", "try again", e);
            case NOT_TRUSTED ->
                    lasting(
                            Trouble.MISCONFIGURED,
                            "a certificate that is not trusted or does not fit the host",
                            "check the base URL; SSL_CERT_FILE names a PEM file of further"
                                    + " authorities",
                            e);
            case NOT_HTTP ->
                    lasting(
                            Trouble.ANSWER_UNREADABLE,
                            "what is not HTTP",
                            "check the base URL, its http or https, and its port",
                            e);
            case TOO_LARGE ->
                    lasting(
                            Trouble.ANSWER_UNREADABLE,
                            "more than %d MiB".formatted(Transport.LIMIT >> 20),
                            purpose.whereLarge,
                            e);
            case TIMED_OUT ->
                    new RetryableProviderException(
                            Trouble.TIMED_OUT,
                            model,
                            0,
                            text("none " + limit, purpose.whereSlow),
                            null,
                            e);
        };
    }

    private ModelProviderException unavailable(String got, String advice, Throwable cause) {
        return new RetryableProviderException(
                Trouble.UNAVAILABLE, model, 0, text(got, advice), null, cause);
    }

    private ModelProviderException lasting(
            Trouble trouble, String got, String advice, Throwable cause) {
        return new PermanentProviderException(trouble, model, 0, text(got, advice), cause);
    }

    private ModelProviderException lasting(
            Told told, Trouble trouble, String got, String advice, @Nullable Throwable cause) {
        return new PermanentProviderException(
                trouble,
                model,
                told.status,
                words(told.words),
                text(told.status + got + said(told.words), advice),
                cause);
    }

    private ModelProviderException passing(
            Told told, Trouble trouble, String got, String advice, @Nullable Throwable cause) {
        Duration asked = RetryAfter.of(told.answer, clock);
        Duration wait =
                asked == null ? RateLimitHeaders.span(told.delay, clock).orElse(null) : asked;
        String when =
                wait == null || wait.isZero()
                        ? ""
                        : " (the server asks to wait %s s)".formatted(seconds(wait));
        return new RetryableProviderException(
                trouble,
                model,
                told.status,
                words(told.words),
                text(told.status + got + said(told.words), advice + when),
                wait,
                RateLimitHeaders.of(told.answer, clock),
                cause);
    }

    /// A server's words as a message or a record may show them.
    ///
    /// @param said what it said
    /// @return the beginning in one line, without the key and control characters
    public String words(String said) {
        return Shown.words(said, endpoint.key());
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

    private static String seconds(Duration wait) {
        return new BigDecimal(wait.toMillis())
                .movePointLeft(3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
