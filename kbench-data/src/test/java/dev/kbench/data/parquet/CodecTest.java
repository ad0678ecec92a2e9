package dev.kbench.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class CodecTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String unsnappy(String hex, int length) {
        byte[] out = new byte[length];
        byte[] in = bytes(hex);
        return Snappy.unpack(in, 0, in.length, out) == length
                ? new String(out, StandardCharsets.UTF_8)
                : "refused";
    }

    private static String unlz4(String hex, int length) {
        byte[] out = new byte[length];
        byte[] in = bytes(hex);
        return Lz4.unpack(in, 0, in.length, out) == length
                ? new String(out, StandardCharsets.UTF_8)
                : "refused";
    }

    @Test
    void snappyRepeatsWhatItHasMade() {
        assertThat(unsnappy("03 08 616263", 3)).isEqualTo("abc");
        assertThat(unsnappy("08 04 6162 09 02", 8)).isEqualTo("abababab");
        assertThat(unsnappy("09 04 6162 0d 02", 9)).isEqualTo("ababababa");
        assertThat(unsnappy("06 04 6162 0e 0200", 6)).isEqualTo("ababab");
        assertThat(unsnappy("06 04 6162 0f 02000000", 6)).isEqualTo("ababab");
        assertThat(unsnappy("03 f0 02 616263", 3)).isEqualTo("abc");
    }

    @Test
    void snappyRefusesWhatCannotBe() {
        assertThat(unsnappy("", 3)).isEqualTo("refused");
        assertThat(unsnappy("04 08 616263", 3)).isEqualTo("refused");
        assertThat(unsnappy("06 04 6162 0e 0300", 6)).isEqualTo("refused");
        assertThat(unsnappy("06 04 6162 0e 0000", 6)).isEqualTo("refused");
        assertThat(unsnappy("06 04 6162 0e 02", 6)).isEqualTo("refused");
        assertThat(unsnappy("03 fc ffffffff 616263", 3)).isEqualTo("refused");
    }

    @Test
    void lz4RepeatsWhatItHasMade() {
        assertThat(unlz4("30 616263", 3)).isEqualTo("abc");
        assertThat(unlz4("21 6162 0200 10 63", 8)).isEqualTo("abababac");
        assertThat(unlz4("f0 00 616263646566676869 6a6b6c6d6e6f", 15)).isEqualTo("abcdefghijklmno");
        assertThat(unlz4("21 6162 0300 10 63", 8)).isEqualTo("refused");
        assertThat(unlz4("40 616263", 4)).isEqualTo("refused");
        assertThat(unlz4("21 6162 02", 8)).isEqualTo("refused");
    }

    @Test
    void anyBytesEnd() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] in = new byte[random.nextInt(40)];
            random.nextBytes(in);
            if (in.length > 0) {
                in[0] = 30;
            }
            assertThat(Snappy.unpack(in, 0, in.length, new byte[30])).isBetween(-1, 30);
            assertThat(Lz4.unpack(in, 0, in.length, new byte[30])).isBetween(-1, 30);
        }
    }

    @Test
    void bitsAreCountedFromTheLowest() {
        byte[] in = bytes("88c6fa");
        assertThat(
                        Arrays.stream(new int[] {0, 3, 6, 9, 12, 15, 18, 21})
                                .mapToLong(bit -> Bits.read(in, bit, 3)))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(Bits.read(bytes("ffffffffffffffff7f"), 7, 64)).isEqualTo(-1L);
        assertThat(Bits.read(in, 5, 0)).isZero();
    }
}
