package dev.kbench.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes GGUF files, right ones and wrong ones.
final class GgufBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A whole tiny file: a header, one tensor of 32 numbers.
    static byte[] whole() {
        return header(1, 5).facts().tensor("w", 0, 0, 32).pad().zeros(128).bytes();
    }

    static GgufBytes header(long tensors, long entries) {
        return new GgufBytes().i32(0x46554747).i32(3).i64(tensors).i64(entries);
    }

    /// Five entries that make it a language model.
    GgufBytes facts() {
        return entry("general.architecture", "llama")
                .entry("general.name", "Tiny")
                .entry("tokenizer.ggml.model", "gpt2")
                .text("llama.context_length")
                .i32(4)
                .i32(128)
                .texts("tokenizer.ggml.tokens", List.of("<s>", "a", "b"));
    }

    GgufBytes entry(String key, String value) {
        return text(key).i32(8).text(value);
    }

    GgufBytes texts(String key, List<String> values) {
        text(key).i32(9).i32(8).i64(values.size());
        values.forEach(this::text);
        return this;
    }

    GgufBytes tensor(String name, int type, long offset, long... dimensions) {
        text(name).i32(dimensions.length);
        for (long dimension : dimensions) {
            i64(dimension);
        }
        return i32(type).i64(offset);
    }

    GgufBytes text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        i64(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    GgufBytes i32(int value) {
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    GgufBytes i64(long value) {
        out.writeBytes(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    GgufBytes pad() {
        return zeros((32 - out.size() % 32) % 32);
    }

    GgufBytes zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
