package dev.kbench.models.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/// A `POST` of a body under a head that many requests share: address and headers are checked and
/// sorted once, where a request made by its builder has that done anew.
///
/// Immutable.
public final class Posting extends HttpRequest {
    private final HttpRequest head;
    private final BodyPublisher body;

    /// Makes one.
    ///
    /// @param head tells address, headers and version; its own method and body do not count
    /// @param body what is sent
    public Posting(HttpRequest head, BodyPublisher body) {
        this.head = head;
        this.body = body;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        return Optional.of(body);
    }

    @Override
    public URI uri() {
        return head.uri();
    }

    @Override
    public HttpHeaders headers() {
        return head.headers();
    }

    @Override
    public Optional<HttpClient.Version> version() {
        return head.version();
    }

    @Override
    public Optional<Duration> timeout() {
        return head.timeout();
    }

    @Override
    public boolean expectContinue() {
        return head.expectContinue();
    }
}
