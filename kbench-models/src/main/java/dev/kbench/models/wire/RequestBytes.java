package dev.kbench.models.wire;

import dev.kbench.content.MediaBytes;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Bytes that are written once and sent from where they lie. Media among them are not copied: they
/// become base64 while they are sent.
///
/// One thread.
public final class RequestBytes extends ByteArrayOutputStream {
    private final List<Insertion> insertions = new ArrayList<>(0);

    /// Where media stand: behind so many of the bytes.
    private record Insertion(int at, MediaBytes media) {}

    /// Makes one without bytes.
    public RequestBytes() {
        super(1024);
    }

    /// What writes JSON here.
    ///
    /// @return a generator, to be closed before the bytes are used
    public JsonGenerator json() {
        return Json.FACTORY.createGenerator(ObjectWriteContext.empty(), this);
    }

    /// Adds media as base64.
    ///
    /// @param media the media; what is written before must have been flushed
    public void base64(MediaBytes media) {
        insertions.add(new Insertion(count, media));
    }

    /// What is sent.
    ///
    /// @return a publisher that may be used again
    public BodyPublisher publisher() {
        return insertions.isEmpty()
                ? BodyPublishers.ofByteArray(buf, 0, count)
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(this::stream), length());
    }

    /// How much is sent.
    ///
    /// @return bytes
    public long length() {
        long length = count;
        for (Insertion each : insertions) {
            length += Base64Stream.length(each.media);
        }
        return length;
    }

    /// What is sent.
    ///
    /// @return a stream over it
    public InputStream stream() {
        List<InputStream> parts = new ArrayList<>();
        int from = 0;
        for (Insertion each : insertions) {
            parts.add(new ByteArrayInputStream(buf, from, each.at - from));
            parts.add(new Base64Stream(each.media));
            from = each.at;
        }
        parts.add(new ByteArrayInputStream(buf, from, count - from));
        return new SequenceInputStream(Collections.enumeration(parts));
    }
}
