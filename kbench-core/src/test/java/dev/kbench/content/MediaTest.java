package dev.kbench.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.key.KbenchException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;

class MediaTest {
    private static final Image PIXEL = Image.fromPixels(new int[] {0x80ff0000}, 1, 1);
    private static final byte[] PNG = bytes(PIXEL);
    private static final byte[] MP3 = {'I', 'D', '3', 4, 0, 0};

    private static byte[] bytes(Media media) {
        ByteBuffer buffer = ((MediaBytes) media.source()).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Nested
    class OfAFile {
        @TempDir Path folder;

        @Test
        void areOfTheKindThatTheBytesTell() throws IOException {
            Path misnamed = Files.write(folder.resolve("chart.jpg"), PNG);
            assertThat(Image.fromPath(misnamed).mimeType()).isEqualTo("image/png");
            assertThat(Image.fromPath(misnamed.toString())).isEqualTo(Image.fromBytes(PNG));
            Path sound = Files.write(folder.resolve("sound"), MP3);
            assertThat(Audio.fromPath(sound).mimeType()).isEqualTo("audio/mpeg");
        }

        @Test
        void thatIsTextInUtf16IsNoSound() throws IOException {
            byte[] mark = {(byte) 0xff, (byte) 0xfe};
            for (String text : List.of("Hi", "Grüße 😀, ähnlich\r\n", "日本語".repeat(400))) {
                byte[] little = text.getBytes(StandardCharsets.UTF_16LE);
                byte[] file = Arrays.copyOf(mark, little.length + 2);
                System.arraycopy(little, 0, file, 2, little.length);
                Path path = Files.write(folder.resolve("notes.mp3"), file);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Audio.fromPath(path))
                        .withMessage("expected a sound, got text: %s", path);
            }
            Path page = folder.resolve("page.mp3");
            Files.writeString(page, "<!doctype html><p>", StandardCharsets.UTF_16);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Audio.fromPath(page))
                    .withMessage("expected a sound, got an HTML page: %s", page);
            byte[] frame = {(byte) 0xff, (byte) 0xfe, (byte) 0x90, 0x04, 0, 0, 0, 1};
            Path sound = Files.write(folder.resolve("frame.mp3"), frame);
            assertThat(Audio.fromPath(sound).mimeType()).isEqualTo("audio/mpeg");
        }

        private void refused(String name, String message) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> Image.fromPath(folder.resolve(name)))
                    .withMessage(message, folder.resolve(name));
        }

        @Test
        void thatIsNoneAreRefused() throws IOException {
            Files.createDirectory(folder.resolve("dir.png"));
            Files.createFile(folder.resolve("empty.png"));
            Files.writeString(folder.resolve("text.png"), "It was a dark and stormy night.");
            Files.writeString(folder.resolve("page.png"), "\ufeff<?xml?>\n<!DOCTYPE html><html>");
            Files.writeString(folder.resolve("data.png"), " {\"a\": 1}");
            Files.writeString(
                    folder.resolve("drawing.svg"), "<?xml version='1.0'?>\n<!-- x --><svg>");
            Files.writeString(folder.resolve("paper.png"), "%PDF-1.7");
            Files.write(folder.resolve("raw.png"), new byte[] {0, 1, 2});
            Files.write(folder.resolve("song.png"), MP3);
            refused("none.png", "there is no file %s");
            refused("dir.png", "%s is a folder; expected a file");
            refused("empty.png", "%s is empty; expected a file's bytes");
            refused("text.png", "expected a picture, got text: %s");
            refused("page.png", "expected a picture, got an HTML page: %s");
            refused("data.png", "expected a picture, got JSON: %s");
            refused(
                    "drawing.svg",
                    "expected a picture, got an SVG drawing, which models do not take; make a PNG"
                            + " of it, or send its source as text: %s");
            refused("paper.png", "expected a picture, got a PDF: %s");
            refused(
                    "raw.png",
                    "expected a picture, got bytes of no known kind, which start with 00 01 02:"
                            + " %s");
            refused("song.png", "expected a picture, got a sound (audio/mpeg): %s");
        }

        @Test
        void thatIsMissingSaysWhereItWasLookedFor() {
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> Audio.fromPath("no/such.mp3"))
                    .withMessage(
                            "there is no file no/such.mp3 in %s, the working directory",
                            Path.of("").toAbsolutePath());
        }
    }

    @Nested
    class OfBase64 {
        @Test
        void areOfTheKindThatTheBytesTell() {
            String base64 = Base64.getEncoder().encodeToString(PNG);
            assertThat(Image.fromBase64(base64, "jpg")).isEqualTo(PIXEL);
            assertThat(Audio.fromBase64("UklGRg==", "wav").mimeType()).isEqualTo("audio/wav");
            assertThat(Image.fromBase64("AAECAw==", "x-raw").mimeType()).isEqualTo("image/x-raw");
        }

        @Test
        void thatIsNoneAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromBase64("it's not", "png"))
                    .withMessage(
                            "expected base64 in one line, got what cannot be read as such: Illegal"
                                    + " base64 character 27");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromBase64("", "png"))
                    .withMessage("expected the bytes of a file, got none");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromBase64("data:image/png;base64,AAAA", "png"))
                    .withMessage(
                            "expected base64 alone, got data in a URL; give what stands behind its"
                                    + " comma");
            String text =
                    Base64.getEncoder()
                            .encodeToString(
                                    "<html>an error page</html>".getBytes(StandardCharsets.UTF_8));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromBase64(text, "png"))
                    .withMessage(
                            "expected a picture, got an HTML page: base64 of %s",
                            MediaBytes.parse(text));
        }
    }

    @Nested
    class OfBytes {
        @Test
        void inAContainerOfFilmsMayBeASound() {
            byte[] mp4 = "\0\0\0\u001cftypisom\0\0\u0002\0".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Audio.fromBytes(mp4).mimeType()).isEqualTo("audio/mp4");
            assertThat(Video.fromBytes(mp4).mimeType()).isEqualTo("video/mp4");
        }

        @Test
        void areCopiedOnceAndShownBySizeAndDigest() {
            byte[] mine = PNG.clone();
            Image image = Image.fromBytes(mine);
            mine[0] = 0;
            assertThat(image).isEqualTo(PIXEL).hasSameHashCodeAs(PIXEL);
            String digest = ((MediaBytes) image.source()).sha256();
            assertThat(image.text())
                    .isEqualTo(
                            "[image/png, %d bytes, sha256 %s]"
                                    .formatted(PNG.length, digest.substring(0, 12)));
            assertThat(image.withCaption("A dot.").text()).startsWith("A dot. [image/png, ");
            byte[] large = new byte[3 << 20];
            System.arraycopy(PNG, 0, large, 0, PNG.length);
            assertThat(Image.fromBytes(large).text()).startsWith("[image/png, 3.0 MiB, sha256 ");
        }

        @Test
        void ofPixelsArePngsWithTheirAlpha() throws Exception {
            ByteBuffer png = ByteBuffer.wrap(PNG);
            int data = new String(PNG, StandardCharsets.ISO_8859_1).indexOf("IDAT");
            Inflater inflater = new Inflater();
            inflater.setInput(PNG, data + 4, png.getInt(data - 4));
            byte[] row = new byte[8];
            assertThat(inflater.inflate(row)).isEqualTo(5);
            inflater.end();
            assertThat(row).startsWith(0, 0xff, 0, 0, 0x80);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromPixels(new int[3], 2, 2))
                    .withMessage("expected width times height pixels, got 3 for 2 × 2");
        }
    }

    @Nested
    class OfAnAddress {
        @Test
        void areNotFetched() {
            Image image = Image.fromUrl("https://host.example/a.png?size=1");
            assertThat(image.mimeType()).isEqualTo("image/png");
            assertThat(image.text()).isEqualTo("[image/png, https://host.example/a.png?size=1]");
            assertThat(Audio.fromUrl("gs://bucket/x").text()).isEqualTo("[audio, gs://bucket/x]");
            assertThat(PIXEL.download()).isSameAs(PIXEL);
        }

        @Test
        void thatIsNoneAreRefused() {
            refused(
                    "chart.png",
                    "expected an address such as https://host/picture.png, got chart.png");
            refused(
                    "data:image/png;base64,AAAA",
                    "expected an address such as https://host/picture.png, got data in a URL; use"
                            + " fromBase64 with what stands behind its comma");
            refused(
                    "https://me:secret@host/a.png",
                    "expected an address without a user name and password: they would stand in"
                            + " every run's record");
            refused(
                    "file:///etc/passwd",
                    "expected an address that a provider can reach, got a file's; use fromPath");
        }

        private static void refused(String url, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Image.fromUrl(url))
                    .withMessage(message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                    "http://youtube.com/watch?v=dQw4w9WgXcQ&t=10s",
                    "https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
                    "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
                    "https://youtu.be/dQw4w9WgXcQ?t=3",
                    "https://www.youtube.com/shorts/dQw4w9WgXcQ",
                    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
                    "https://www.youtube.com/embed/dQw4w9WgXcQ",
                    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                    "https://www.youtube.com/v/dQw4w9WgXcQ",
                    "HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ#t=5"
                })
        void ofYouTubeArePassedOn(String url) {
            Video video = Video.fromUrl(url);
            assertThat(video.source()).isEqualTo(new MediaUrl(url));
            assertThat(video.mimeType()).isEqualTo("video/*");
            assertThat(video.forPrompt()).isSameAs(video);
            assertThatExceptionOfType(MediaDownloadException.class)
                    .isThrownBy(video::download)
                    .withMessage(
                            url
                                    + " is a page of YouTube, not a film's file: give it to a model"
                                    + " as it is");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://www.youtube.com/",
                    "https://www.youtube.com/@channel",
                    "https://notyoutube.com/watch?v=x",
                    "https://youtube.com.evil.example/watch?v=x",
                    "https://host.example/?u=https://youtu.be/x"
                })
        void ofOthersAreNot(String url) {
            assertThat(Video.fromUrl(url).mimeType()).isEmpty();
        }
    }

    @Test
    void paramsAreKeptInOrder() {
        assertThat(PIXEL.withApiParams(Map.of("detail", "low")).apiParams())
                .containsExactly(Map.entry("detail", "low"));
    }
}
