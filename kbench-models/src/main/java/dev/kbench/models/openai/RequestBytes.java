package dev.kbench.models.openai;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/// Bytes that are written once and sent from where they lie.
///
/// One thread.
final class RequestBytes extends ByteArrayOutputStream {
    RequestBytes() {
        super(1024);
    }

    BodyPublisher publisher() {
        return BodyPublishers.ofByteArray(buf, 0, count);
    }
}
