package dev.kbench.local;

import dev.kbench.local.GgufInput.DamagedGguf;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the header of a GGUF file says, checked against the file's size: llama.cpp ends its process
/// when a file is not what its header says, so a damaged file is told here.
///
/// @param name the model's name, empty where the file has none
/// @param template its chat template, empty where the file has none
/// @param trainedContext the tokens that it was trained on at once, 0 where the file does not say
/// @param beginToken the text of its beginning-of-text token, empty where it has none
/// @param addsBegin whether its tokenizer puts that token before any text
record GgufFile(
        String name, String template, long trainedContext, String beginToken, boolean addsBegin) {
    private static final int MAGIC = 0x4655_4747;
    private static final int MOST_DIMENSIONS = 4;
    private static final List<String> BEGINNING_PRE =
            List.of("llama3", "llama-v3", "llama-bpe", "falcon3", "pixtral");

    /// Reads and checks a file's header.
    ///
    /// @throws DamagedGguf if the file is no GGUF file, or not whole
    /// @throws IOException if it cannot be read
    static GgufFile read(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            GgufInput input = new GgufInput(in, size);
            int magic = size < 4 ? 0 : input.i32();
            if (magic != MAGIC) {
                throw new DamagedGguf("it does not begin with GGUF");
            }
            int version = input.i32();
            if (version != 2 && version != 3) {
                throw new DamagedGguf(
                        "it has the format version %d, not 2 or 3".formatted(version));
            }
            long tensors = input.count("tensors", 24);
            long entries = input.count("entries", 13);
            Map<String, Object> facts = new HashMap<>();
            for (long i = 0; i < entries; i++) {
                String key = input.text("a key");
                Object value = value(input, input.i32(), key);
                if (facts.put(key, value) != null) {
                    throw new DamagedGguf("it has the entry %s twice".formatted(key));
                }
            }
            checkTensors(input, tensors, size, number(facts, "general.alignment").orElse(32L));
            return from(facts);
        }
    }

    private static GgufFile from(Map<String, Object> facts) throws DamagedGguf {
        String architecture = text(facts, "general.architecture");
        if (architecture.isEmpty()) {
            throw new DamagedGguf("it has no entry general.architecture");
        }
        String tokenizer = text(facts, "tokenizer.ggml.model");
        if (tokenizer.isEmpty()
                || !(facts.get("tokenizer.ggml.tokens") instanceof List<?> tokens)) {
            throw new DamagedGguf("it has no tokenizer, so it is no language model");
        }
        long begin = number(facts, "tokenizer.ggml.bos_token_id").orElse(-1L);
        boolean byDefault =
                tokenizer.equals("llama")
                        || BEGINNING_PRE.contains(text(facts, "tokenizer.ggml.pre"));
        return new GgufFile(
                text(facts, "general.name"),
                text(facts, "tokenizer.chat_template"),
                number(facts, architecture + ".context_length").orElse(0L),
                begin >= 0 && begin < tokens.size() ? String.valueOf(tokens.get((int) begin)) : "",
                facts.get("tokenizer.ggml.add_bos_token") instanceof Boolean adds
                        ? adds
                        : byDefault);
    }

    private static @Nullable Object value(GgufInput in, int type, String key) throws IOException {
        return switch (type) {
            case 0, 1 -> (long) in.u8();
            case 2, 3 -> {
                in.skip(2);
                yield 0L;
            }
            case 4, 5 -> in.u32();
            case 6 -> Float.intBitsToFloat(in.i32());
            case 7 -> in.u8() != 0;
            case 8 -> in.text(key);
            case 9 -> array(in, key);
            case 10, 11 -> in.i64();
            case 12 -> Double.longBitsToDouble(in.i64());
            default ->
                    throw new DamagedGguf(
                            "at byte %d the entry %s has the type %d, not one from 0 to 12"
                                    .formatted(in.position() - 4, printable(key), type));
        };
    }

    private static Object array(GgufInput in, String key) throws IOException {
        int type = in.i32();
        if (type == 8) {
            long count = in.count("texts of " + printable(key), 8);
            List<String> texts = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                texts.add(in.text(key));
            }
            return texts;
        }
        int width =
                switch (type) {
                    case 0, 1, 7 -> 1;
                    case 2, 3 -> 2;
                    case 4, 5, 6 -> 4;
                    case 10, 11, 12 -> 8;
                    default ->
                            throw new DamagedGguf(
                                    "at byte %d the list %s has items of the type %d"
                                            .formatted(in.position() - 4, printable(key), type));
                };
        in.skip(in.count("numbers of " + printable(key), width) * width);
        return width;
    }

    private static void checkTensors(GgufInput in, long tensors, long size, long alignment)
            throws IOException {
        if (alignment <= 0 || Long.bitCount(alignment) != 1) {
            throw new DamagedGguf(
                    "it has the alignment %d, not a power of two".formatted(alignment));
        }
        long most = 0;
        String last = "";
        for (long i = 0; i < tensors; i++) {
            String name = in.text("a tensor's name");
            long end = end(in, name, alignment);
            if (end > most) {
                most = end;
                last = name;
            }
        }
        long data = (in.position() + alignment - 1) / alignment * alignment;
        if (tensors > 0 && most > size - data) {
            throw new DamagedGguf(
                    "its tensor %s ends at byte %d, and the file at byte %d; it is truncated"
                            .formatted(printable(last), data + most, size));
        }
    }

    private static long end(GgufInput in, String name, long alignment) throws IOException {
        long dimensions = in.u32();
        if (dimensions > MOST_DIMENSIONS) {
            throw new DamagedGguf(
                    "its tensor %s has %d dimensions, more than %d"
                            .formatted(printable(name), dimensions, MOST_DIMENSIONS));
        }
        try {
            long first = 1;
            long numbers = 1;
            for (long d = 0; d < dimensions; d++) {
                long length = in.i64();
                if (length <= 0) {
                    throw new DamagedGguf(
                            "its tensor %s has a dimension of %d"
                                    .formatted(printable(name), length));
                }
                first = d == 0 ? length : first;
                numbers = Math.multiplyExact(numbers, length);
            }
            int number = in.i32();
            Optional<TensorType> type = TensorType.of(number);
            if (type.isEmpty() || first % type.get().block() != 0) {
                throw new DamagedGguf(
                        "its tensor %s has the type %d with %d numbers a row, which llama.cpp does not know"
                                .formatted(printable(name), number, first));
            }
            long offset = in.i64();
            if (offset < 0 || offset % alignment != 0) {
                throw new DamagedGguf(
                        "its tensor %s begins at %s, not at a multiple of %d"
                                .formatted(
                                        printable(name), Long.toUnsignedString(offset), alignment));
            }
            return Math.addExact(offset, type.get().size(numbers));
        } catch (ArithmeticException e) {
            throw new DamagedGguf(
                    "its tensor %s is larger than any file".formatted(printable(name)));
        }
    }

    private static String text(Map<String, Object> facts, String key) {
        return facts.get(key) instanceof String text ? text : "";
    }

    private static Optional<Long> number(Map<String, Object> facts, String key) {
        return facts.get(key) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    private static String printable(String name) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
