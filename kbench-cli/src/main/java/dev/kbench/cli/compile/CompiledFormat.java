package dev.kbench.cli.compile;

import dev.kbench.internal.source.SourceMethod;
import dev.kbench.internal.source.SourceUnit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The form in which a compiled file lies in the cache: a mark, the parts each behind their length,
/// a checksum. Only this very version reads it: the key holds the version.
final class CompiledFormat {
    private static final int MARK = 0x6B626331;

    private CompiledFormat() {}

    static byte[] write(CompiledFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            SourceUnit unit = file.unit();
            text(out, unit.fileName());
            text(out, unit.packageName());
            text(out, String.join("\n", unit.lines()));
            out.writeInt(unit.methods().size());
            for (SourceMethod method : unit.methods()) {
                text(out, method.owner());
                text(out, method.name());
                texts(out, method.parameterTypes());
                texts(out, method.parameterNames());
                text(out, method.doc());
                text(out, method.text());
                out.writeInt(method.line());
            }
            texts(out, file.topLevel());
            out.writeInt(file.mainAdded() ? 1 : 0);
            out.writeInt(file.classes().size());
            for (Map.Entry<String, byte[]> type : file.classes().entrySet()) {
                text(out, type.getKey());
                bytes(out, type.getValue());
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// Reads what {@link #write} wrote; nothing where it is anything else, or damaged.
    static Optional<CompiledFile> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int end = bytes.length - Long.BYTES;
        if (end < Integer.BYTES || in.getInt() != MARK || in.getLong(end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        try {
            String fileName = text(in);
            String packageName = text(in);
            List<String> lines = text(in).lines().toList();
            List<SourceMethod> methods = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                methods.add(
                        new SourceMethod(
                                text(in),
                                text(in),
                                texts(in),
                                texts(in),
                                text(in),
                                text(in),
                                in.getInt()));
            }
            List<String> topLevel = texts(in);
            boolean mainAdded = in.getInt() == 1;
            LinkedHashMap<String, byte[]> classes = new LinkedHashMap<>();
            for (int i = in.getInt(); i > 0; i--) {
                classes.put(text(in), bytes(in));
            }
            return Optional.of(
                    new CompiledFile(
                            new SourceUnit(fileName, packageName, lines, methods),
                            topLevel,
                            classes,
                            mainAdded));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static List<String> texts(ByteBuffer in) {
        List<String> texts = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
