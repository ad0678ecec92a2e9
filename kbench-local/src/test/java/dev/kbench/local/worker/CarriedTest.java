package dev.kbench.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

class CarriedTest {
    @Test
    void emptyNulSurrogatesAndPrivateCharactersComeBack() {
        for (String text :
                new String[] {
                    "",
                    "\0",
                    "a\0b",
                    "😀🦄",
                    "\uD800",
                    "\uDC00\uD800",
                    "\uE000\uE7FF\uE800\uE801\uE802\uE803",
                    "\uE800",
                    "çığ 汉字 \u202E",
                    "\u001B[31m",
                    "plain"
                }) {
            assertThat(Carried.unpack(Carried.pack(text))).isEqualTo(text);
        }
    }

    @Test
    void anyTextComesBack() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(
                        (char)
                                (random.nextBoolean()
                                        ? random.nextInt(0x10000)
                                        : 0xD7F0 + random.nextInt(0x1020)));
            }
            assertThat(Carried.unpack(Carried.pack(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void whatTravelsIsNeitherEmptyNorBeyondTheFirstPlane() {
        assertThat(Carried.pack("")).hasSize(1);
        assertThat(Carried.pack("a\0😀").chars().boxed())
                .allMatch(
                        c ->
                                c != 0
                                        && (c < Character.MIN_SURROGATE
                                                || c > Character.MAX_SURROGATE));
    }
}
