package dev.kbench.view.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a browser is answered. Immutable.
///
/// @param status the HTTP status
/// @param headers names and values, beside those that every answer has
/// @param body writes the body
public record Answer(int status, SequencedMap<String, String> headers, Body body) {
    /// Copies the headers.
    public Answer {
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /// What follows the headers.
    public interface Body {
        /// How long it is.
        ///
        /// @return bytes; -1 for one that goes on until it is closed
        long length();

        /// Writes it.
        ///
        /// @param out where to
        /// @throws IOException if the browser is gone
        void write(OutputStream out) throws IOException;
    }

    private static final class Bytes implements Body {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /// A document.
    ///
    /// @param html the whole of it
    /// @return status 200
    public static Answer html(String html) {
        return of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /// A JSON document.
    ///
    /// @param json UTF-8
    /// @return status 200
    public static Answer json(byte[] json) {
        return of(200, "application/json", json);
    }

    /// A plain text.
    ///
    /// @param status the HTTP status
    /// @param text the text
    /// @return the answer
    public static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes of a type.
    ///
    /// @param status the HTTP status
    /// @param type the content type
    /// @param bytes the body
    /// @return the answer
    public static Answer of(int status, String type, byte[] bytes) {
        return new Answer(status, headers("Content-Type", type), new Bytes(bytes.clone()));
    }

    /// Sends the browser elsewhere.
    ///
    /// @param path a path of this server
    /// @return status 303
    public static Answer redirect(String path) {
        return new Answer(303, headers("Location", path), new Bytes(new byte[0]));
    }

    /// Server-sent events.
    ///
    /// @param body writes them as they come
    /// @return status 200
    static Answer events(Body body) {
        return new Answer(200, headers("Content-Type", "text/event-stream"), body);
    }

    /// The same with another header.
    ///
    /// @param name its name
    /// @param value its value, which replaces an earlier one
    /// @return the answer
    public Answer with(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    private static SequencedMap<String, String> headers(String name, String value) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put(name, value);
        return headers;
    }
}
