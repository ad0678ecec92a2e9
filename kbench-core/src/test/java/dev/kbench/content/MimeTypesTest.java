package dev.kbench.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

class MimeTypesTest {
    /// Hex digits, with texts in quotation marks between them.
    private static MediaBytes bytes(String digits) {
        StringBuilder hex = new StringBuilder();
        String[] parts = digits.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            hex.append(
                    i % 2 == 0
                            ? parts[i].replace(" ", "")
                            : HexFormat.of()
                                    .formatHex(parts[i].getBytes(StandardCharsets.ISO_8859_1)));
        }
        return MediaBytes.of(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "89'PNG'0d0a1a0a 0000000d, image/png",
                "ff d8 ff e0, image/jpeg",
                "ff d8 ff db, image/jpeg",
                "'GIF89a', image/gif",
                "'GIF87a', image/gif",
                "'RIFF'00000000'WEBP', image/webp",
                "'BM'00000000 00000000 36000000 28000000, image/bmp",
                "'II'2a00 08000000, image/tiff",
                "'MM'002a 00000008, image/tiff",
                "ff0a, image/jxl",
                "0000000c'JXL '0d0a870a, image/jxl",
                "00000018'ftypheic'00000000'mif1heic', image/heic",
                "00000018'ftypmif1'00000000'mif1heic', image/heic",
                "00000018'ftypmif1'00000000'avif', image/avif",
                "00000018'ftypmif1'00000000'xxxx', image/heif",
                "00000018'ftypavif'00000000'avifmif1', image/avif",
                "'RIFF'00000000'WAVE', audio/wav",
                "'RF64'ffffffff'WAVE', audio/wav",
                "'FORM'00000000'AIFF', audio/aiff",
                "'FORM'00000000'AIFC', audio/aiff",
                "'ID3'040000, audio/mpeg",
                "ff fb 90 64, audio/mpeg",
                "ff f3 48 c4, audio/mpeg",
                "ff f1 50 80, audio/aac",
                "ff f9 50 80, audio/aac",
                "'fLaC'00000022, audio/flac",
                "'OggS'0002 0000000000000000'xxxxxxxx'01'xxx'1e01'vorbis', audio/ogg",
                "'OggS'0002'OpusHead', audio/ogg",
                "'OggS'0002 80'theora', video/ogg",
                "'#!AMR'0a, audio/amr",
                "0000001c'ftypM4A '00000000, audio/mp4",
                "0000001c'ftypisom'00000200, video/mp4",
                "0000001c'ftypmp42'00000200, video/mp4",
                "00000014'ftypqt  '00000000, video/quicktime",
                "00000008'wide'00001000'mdat', video/quicktime",
                "00000014'ftyp3gp4'00000000, video/3gpp",
                "1a45dfa3 9f4286810142f7810142f2810442f381084282 84'webm', video/webm",
                "1a45dfa3 a3 4282 88'matroska', video/x-matroska",
                "'RIFF'00000000'AVI ', video/x-msvideo",
                "000001ba 44, video/mpeg",
                "000001b3 16, video/mpeg",
                "'FLV'01, video/x-flv",
                "3026b2758e66cf11, video/x-ms-asf",
            })
    void areToldByTheFirstBytes(String digits, String mimeType) {
        assertThat(MimeTypes.of(bytes(digits))).isEqualTo(mimeType);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "00",
                "'BMX is a bicycle, and no bitmap'",
                "'GIF8xx'",
                "'RIFF'",
                "'RIFF'00000000'XXXX'",
                "ff ff ff ff",
                "ff e0",
                "ff fb f0 00",
                "'ftyp'",
                "00000018'ftyp'",
                "'OggX'",
                "'%PDF-1.7'",
                "'hello'",
                "fe ff 00 41"
            })
    void areNotGuessed(String digits) {
        assertThat(MimeTypes.of(bytes(digits))).isEmpty();
    }

    @Test
    void ofATransportStreamNeedTwoPackets() {
        byte[] packets = new byte[2 * 188];
        packets[0] = 'G';
        assertThat(MimeTypes.of(MediaBytes.of(packets))).isEmpty();
        packets[188] = 'G';
        assertThat(MimeTypes.of(MediaBytes.of(packets))).isEqualTo("video/mp2t");
    }

    @Test
    void anyBytesAreLookedAtWithoutTrouble() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            byte[] any = new byte[1 + random.nextInt(40)];
            random.nextBytes(any);
            MediaBytes bytes = MediaBytes.of(any);
            String told = MimeTypes.of(bytes);
            assertThat(told).matches("|(image|audio|video)/[a-z0-9-]+");
            try {
                assertThat(Family.IMAGE.of(bytes, "x")).isEqualTo(told).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("expected a picture, got ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg,image/jpeg",
        "a.JPEG,image/jpeg",
        "dir.x/a.png,image/png",
        "a.gif,image/gif",
        "a.webp,image/webp",
        "a.svg,image/svg+xml",
        "a.bmp,image/bmp",
        "a.heic,image/heic",
        "a.png?x=1.txt,image/png",
        "a.png#f,image/png",
        "a,''",
        "png,image/png",
        "a.mov,video/quicktime"
    })
    void ofANameAreToldByItsEnding(String name, String mimeType) {
        assertThat(MimeTypes.ofName(name)).isEqualTo(mimeType);
    }

    @Test
    void ofAFormatAreChecked() {
        assertThat(MimeTypes.ofFormat("image", "jpg")).isEqualTo("image/jpeg");
        assertThat(MimeTypes.ofFormat("audio", "x-wav")).isEqualTo("audio/wav");
        assertThat(MimeTypes.ofFormat("audio", "audio/wave")).isEqualTo("audio/wav");
        assertThat(MimeTypes.ofFormat("image", " X-Raw ")).isEqualTo("image/x-raw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MimeTypes.ofFormat("video", "a b"))
                .withMessage("expected a format such as mp4, got 'a b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MimeTypes.ofFormat("image", "audio/mp3"))
                .withMessage("expected a format of image/…, got 'audio/mp3'");
    }
}
