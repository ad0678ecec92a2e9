package dev.kbench.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class FramesTest {
    private static final List<Frame> ALL =
            List.of(
                    new Frame.Load("/a b/ü.gguf", 4096, 2, "{{ x }}\n"),
                    new Frame.Ready(),
                    new Frame.NotLoaded("no"),
                    new Frame.Render(1, List.of("user", "assistant"), List.of("😀", "")),
                    new Frame.Rendered(2, "x".repeat(1_000_000), 7),
                    new Frame.Generate(
                            3,
                            "a\0b",
                            24,
                            List.of(
                                    new Frame.Parameter("temperature", 0.5),
                                    new Frame.Parameter("seed", -7)),
                            "{\"type\":\"object\"}"),
                    new Frame.Piece(Long.MAX_VALUE, "\u001B[31m"),
                    new Frame.Done(4, 12),
                    new Frame.Failed(5, "why"),
                    new Frame.Cancel(6));

    @Test
    void everyFrameComesBack() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Frame frame : ALL) {
            Frames.write(frame, out);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        for (Frame frame : ALL) {
            assertThat(Frames.read(in)).contains(frame);
        }
        assertThat(Frames.read(in)).isEmpty();
    }

    @Test
    void wordsOfALibraryAreNoFrame() {
        assertThatThrownBy(
                        () ->
                                Frames.read(
                                        in(
                                                "Extracted the library"
                                                        .getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessage("expected a frame, got the bytes 45787472 and the length 1633907813");
    }

    @Test
    void everyTornFrameIsRefused() throws IOException {
        for (Frame frame : ALL) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Frames.write(frame, out);
            byte[] whole = out.toByteArray();
            for (int length = 1; length < Math.min(whole.length, 40); length++) {
                byte[] torn = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Frames.read(in(torn))).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void unknownKindIsRefused() {
        byte[] bytes = {0x4B, 0x42, 0x46, 0x52, 0, 0, 0, 1, 99};
        assertThatThrownBy(() -> Frames.read(in(bytes)))
                .hasMessage("expected a kind of frame from 1 to 10, got 99");
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
