package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class GgufFileTest {
    @TempDir Path folder;

    @Test
    void wholeFileTellsOfItself() throws IOException {
        assertThat(read(GgufBytes.whole())).isEqualTo(new GgufFile("Tiny", "", 128, "", false));
    }

    @Test
    void beginTokenIsTheOneOfItsNumber() throws IOException {
        byte[] file =
                GgufBytes.header(0, 8)
                        .facts()
                        .text("tokenizer.ggml.bos_token_id")
                        .i32(4)
                        .i32(2)
                        .entry("tokenizer.ggml.pre", "llama-bpe")
                        .entry("tokenizer.chat_template", "{{ x }}")
                        .bytes();
        assertThat(read(file)).isEqualTo(new GgufFile("Tiny", "{{ x }}", 128, "b", true));
    }

    @Test
    void everyTruncationIsTold() {
        byte[] whole = GgufBytes.whole();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(GgufInput.DamagedGguf.class);
        }
    }

    @Test
    void anyFlippedByteIsReadOrTold() throws IOException {
        Random random = new Random(11);
        byte[] whole = GgufBytes.whole();
        for (int round = 0; round < 500; round++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] = (byte) random.nextInt();
            try {
                read(flipped);
            } catch (GgufInput.DamagedGguf e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void damagesAreNamed() {
        assertDamaged(
                "PK not a model".getBytes(StandardCharsets.UTF_8), "it does not begin with GGUF");
        assertDamaged(
                new GgufBytes().i32(0x46554747).i32(1).i64(0).i64(0).bytes(),
                "it has the format version 1, not 2 or 3");
        assertDamaged(
                GgufBytes.header(-1, 0).bytes(),
                "at byte 8 it announces 18446744073709551615 tensors, more than the file's 24 bytes"
                        + " hold");
        assertDamaged(
                GgufBytes.header(0, 9).bytes(),
                "at byte 16 it announces 9 entries, more than the file's 24 bytes hold");
        assertDamaged(
                GgufBytes.header(0, 1).i64(1L << 40).zeros(20).bytes(),
                "at byte 24 it announces 1099511627776 bytes of a key, more than the file's 52"
                        + " bytes hold");
        assertDamaged(
                GgufBytes.header(0, 1).text("k").i32(13).zeros(20).bytes(),
                "at byte 33 the entry k has the type 13, not one from 0 to 12");
        assertDamaged(
                GgufBytes.header(0, 2).entry("k", "a").entry("k", "b").bytes(),
                "it has the entry k twice");
        assertDamaged(
                GgufBytes.header(0, 1).entry("general.name", "x").bytes(),
                "it has no entry general.architecture");
        assertDamaged(
                GgufBytes.header(0, 1).entry("general.architecture", "clip").bytes(),
                "it has no tokenizer, so it is no language model");
    }

    @Test
    void tensorsMustFit() {
        assertDamaged(
                tensor(0, 0, 64),
                "its tensor w ends at byte 576, and the file at byte 448; it is truncated");
        assertDamaged(tensor(0, 8, 4), "its tensor w begins at 8, not at a multiple of 32");
        assertDamaged(
                tensor(77, 0, 4),
                "its tensor w has the type 77 with 4 numbers a row, which llama.cpp does not know");
        assertDamaged(
                tensor(3, 0, 33),
                "its tensor w has the type 3 with 33 numbers a row, which llama.cpp does not know");
        assertDamaged(tensor(0, 0, 0), "its tensor w has a dimension of 0");
        assertDamaged(
                tensor(0, 0, Long.MAX_VALUE, Long.MAX_VALUE),
                "its tensor w is larger than any file");
        assertDamaged(
                GgufBytes.header(1, 5).facts().tensor("w", 0, 0, 1, 1, 1, 1, 1).bytes(),
                "its tensor w has 5 dimensions, more than 4");
    }

    @Test
    void hostileNamesAreShownHarmless() {
        String name = "\u001B[31m" + "x".repeat(100);
        assertDamaged(
                GgufBytes.header(1, 5).facts().tensor(name, 0, 0, 0).bytes(),
                "its tensor ?[31m" + "x".repeat(55) + "… has a dimension of 0");
    }

    @Test
    void longListsAreReadAndSkipped() throws IOException {
        byte[] file =
                GgufBytes.header(0, 6)
                        .facts()
                        .text("tokenizer.ggml.scores")
                        .i32(9)
                        .i32(6)
                        .i64(1000)
                        .zeros(4000)
                        .bytes();
        assertThat(read(file).name()).isEqualTo("Tiny");
    }

    private byte[] tensor(int type, long offset, long... dimensions) {
        return GgufBytes.header(1, 5)
                .facts()
                .tensor("w", type, offset, dimensions)
                .pad()
                .zeros(128)
                .bytes();
    }

    private void assertDamaged(byte[] file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(GgufInput.DamagedGguf.class)
                .hasMessage(message);
    }

    private GgufFile read(byte[] bytes) throws IOException {
        return GgufFile.read(Files.write(folder.resolve("x.gguf"), bytes));
    }
}
