package dev.kbench.local.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Frames on a stream: a mark, a length, a kind, the parts. The mark tells a frame from words that
/// a native library prints to the same stream.
public final class Frames {
    private static final int MARK = 0x4B42_4652;
    private static final int LONGEST = 256 << 20;

    private Frames() {}

    /// Writes one frame and flushes it. The caller keeps others from writing at the same time.
    ///
    /// @param frame what to say
    /// @param to the stream
    /// @throws IOException if the other side is gone
    public static void write(Frame frame, OutputStream to) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        switch (frame) {
            case Frame.Load load -> {
                out.writeByte(1);
                text(out, load.file());
                out.writeInt(load.context());
                out.writeInt(load.threads());
                text(out, load.template());
            }
            case Frame.Ready() -> out.writeByte(2);
            case Frame.NotLoaded(String message) -> {
                out.writeByte(3);
                text(out, message);
            }
            case Frame.Render render -> {
                out.writeByte(4);
                out.writeLong(render.id());
                texts(out, render.roles());
                texts(out, render.texts());
            }
            case Frame.Rendered(long id, String text, int tokens) -> {
                out.writeByte(5);
                out.writeLong(id);
                text(out, text);
                out.writeInt(tokens);
            }
            case Frame.Generate generate -> {
                out.writeByte(6);
                out.writeLong(generate.id());
                text(out, generate.prompt());
                out.writeInt(generate.maxTokens());
                out.writeInt(generate.numbers().size());
                for (Frame.Parameter number : generate.numbers()) {
                    text(out, number.name());
                    out.writeDouble(number.value());
                }
                text(out, generate.schema());
            }
            case Frame.Piece(long id, String text) -> {
                out.writeByte(7);
                out.writeLong(id);
                text(out, text);
            }
            case Frame.Done(long id, int task) -> {
                out.writeByte(8);
                out.writeLong(id);
                out.writeInt(task);
            }
            case Frame.Failed(long id, String message) -> {
                out.writeByte(9);
                out.writeLong(id);
                text(out, message);
            }
            case Frame.Cancel(long id) -> {
                out.writeByte(10);
                out.writeLong(id);
            }
        }
        DataOutputStream whole = new DataOutputStream(to);
        whole.writeInt(MARK);
        whole.writeInt(body.size());
        body.writeTo(whole);
        whole.flush();
    }

    /// Reads the next frame.
    ///
    /// @param from the stream
    /// @return the frame, empty at the end of the stream
    /// @throws IOException if what comes is no frame, or ends within one
    public static Optional<Frame> read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int mark = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int length = in.readInt();
        if (mark != MARK || length < 1 || length > LONGEST) {
            throw new IOException(
                    "expected a frame, got the bytes %08x and the length %d"
                            .formatted(mark, length));
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the stream ended within a frame");
        }
        return Optional.of(parse(new DataInputStream(new ByteArrayInputStream(body))));
    }

    private static Frame parse(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> new Frame.Load(text(in), in.readInt(), in.readInt(), text(in));
            case 2 -> new Frame.Ready();
            case 3 -> new Frame.NotLoaded(text(in));
            case 4 -> new Frame.Render(in.readLong(), texts(in), texts(in));
            case 5 -> new Frame.Rendered(in.readLong(), text(in), in.readInt());
            case 6 ->
                    new Frame.Generate(
                            in.readLong(), text(in), in.readInt(), numbers(in), text(in));
            case 7 -> new Frame.Piece(in.readLong(), text(in));
            case 8 -> new Frame.Done(in.readLong(), in.readInt());
            case 9 -> new Frame.Failed(in.readLong(), text(in));
            case 10 -> new Frame.Cancel(in.readLong());
            default -> throw new IOException("expected a kind of frame from 1 to 10, got " + kind);
        };
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of %d bytes does not fit in its frame".formatted(length));
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static List<Frame.Parameter> numbers(DataInputStream in) throws IOException {
        List<Frame.Parameter> numbers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            numbers.add(new Frame.Parameter(text(in), in.readDouble()));
        }
        return numbers;
    }
}
