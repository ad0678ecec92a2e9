package dev.kbench.models.wire;

import dev.kbench.models.http.Shown;
import dev.kbench.models.http.Transport;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/// Where a model's requests go, and with which key. Its text holds no key.
///
/// Immutable.
public final class Endpoint {
    private final String provider;
    private final Protocol protocol;
    private final URI base;
    private final KeyHeader keyHeader;
    private final String key;
    private final String keyName;
    private final Duration most;

    /// Makes one.
    ///
    /// @param provider who serves it, such as `proxy` or `openai`
    /// @param protocol in which way it is spoken to
    /// @param base the address before a request's own path; may carry a query
    /// @param keyHeader how the key travels
    /// @param key the key, empty to send none
    /// @param keyName where the user sets the key, for messages
    /// @param most how long one answer may take
    /// @throws IllegalArgumentException if no header can carry the key
    public Endpoint(
            String provider,
            Protocol protocol,
            URI base,
            KeyHeader keyHeader,
            String key,
            String keyName,
            Duration most) {
        this.provider = provider;
        this.protocol = protocol;
        this.base = base;
        this.keyHeader = keyHeader;
        this.key = checkedKey(key, keyName);
        this.keyName = keyName;
        this.most = most;
    }

    /// Refuses a key that no header can carry.
    ///
    /// @param key the key
    /// @param keyName where the user sets it, for messages
    /// @return the key
    /// @throws IllegalArgumentException if it holds a space, a control character, or one beyond
    ///   ASCII
    public static String checkedKey(String key, String keyName) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "%s: expected a key of letters, digits and signs, got one with another character at position %d"
                                .formatted(keyName, i + 1));
            }
        }
        return key;
    }

    /// Who serves it.
    ///
    /// @return such as `proxy` or `openai`
    public String provider() {
        return provider;
    }

    /// In which way it is spoken to.
    ///
    /// @return the protocol
    public Protocol protocol() {
        return protocol;
    }

    /// Where it is, as a model's reference names it.
    ///
    /// @return host and port
    public String host() {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    /// A request with the key in it.
    ///
    /// @param path below the base address
    /// @return a builder
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                Transport.request(Addresses.below(base, path)).header("User-Agent", "kbench");
        protocol.headers().forEach(request::header);
        if (!key.isEmpty()) {
            request.header(keyHeader.header, keyHeader.before + key);
        }
        return request;
    }

    String key() {
        return key;
    }

    String keyName() {
        return keyName;
    }

    /// How long one answer may take.
    ///
    /// @return the time
    public Duration most() {
        return most;
    }

    /// The address without user, query and key.
    @Override
    public String toString() {
        return Shown.address(base);
    }
}
