package dev.kbench.models.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a server answered.
///
/// Immutable, if nobody writes to its bytes.
public final class Answer {
    /// The most bytes that {@link #beginning} reads.
    public static final int SHOWN = 2 << 20;

    /// A stream whose head is not at hand.
    public static final Answer STREAM =
            new Answer(200, HttpHeaders.of(Map.of(), (_, _) -> true), new byte[0], true);

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final boolean streamed;

    Answer(int status, HttpHeaders headers, byte[] body, boolean streamed) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.streamed = streamed;
    }

    /// The HTTP status.
    ///
    /// @return such as 200
    public int status() {
        return status;
    }

    /// Whether the status says that the request was answered.
    ///
    /// @return true for 2xx
    public boolean succeeded() {
        return status / 100 == 2;
    }

    /// Whether the body went piece by piece to who wanted it so; then there is none here.
    ///
    /// @return false where it came whole
    public boolean streamed() {
        return streamed;
    }

    /// One header.
    ///
    /// @param name its name, in any case
    /// @return its first value, empty where it is missing
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// Whether there is a header of a kind.
    ///
    /// @param part a part of its name, in lower case
    /// @return true if a header's name holds it
    public boolean hasHeaderLike(String part) {
        for (String name : headers.map().keySet()) {
            for (int at = 0; at <= name.length() - part.length(); at++) {
                if (name.regionMatches(true, at, part, 0, part.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The body.
    ///
    /// @return its bytes, not copied
    public byte[] body() {
        return body;
    }

    /// The body's beginning as text, for messages.
    ///
    /// @return what the first {@value #SHOWN} bytes say; what is not UTF-8 is replaced
    public String beginning() {
        return new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8).strip();
    }
}
