package dev.kbench.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @Nested
    class Line {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "plain text",
                    "ÄÖÜ ß ğ İ",
                    "漢字 カナ 한글",
                    "שלום עולם",
                    "می‌خواهم",
                    "क्‍ष",
                    "e\u0301",
                    "👩‍👩‍👧‍👦 👍🏽 ❤️‍🔥 🏴‍☠️ 1️⃣ 🇹🇷",
                    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                    "葛\uDB40\uDD00",
                    "a\u00A0b\u3000c",
                })
        void ordinaryTextStays(String text) {
            assertThat(SafeText.line(text)).isEqualTo(text);
        }

        @Test
        void controlsAreShownAsTheirPictures() {
            assertThat(SafeText.line("\u001B[31mred\u001B[0m\u0007\0\b\u007F"))
                    .isEqualTo("␛[31mred␛[0m␇␀␈␡");
            assertThat(SafeText.line("\u001B]0;title\u001B\\")).isEqualTo("␛]0;title␛\\");
        }

        @Test
        void controlsOfTheSecondSetAreNamed() {
            assertThat(SafeText.line("\u009B31m\u0085")).isEqualTo("<U+009B>31m<U+0085>");
        }

        @Test
        void lineEndsAreOneSign() {
            assertThat(SafeText.line("a\nb\r\nc\rd")).isEqualTo("a↵b↵c␍d");
        }

        @Test
        void tabIsOneSpace() {
            assertThat(SafeText.line("a\tb")).isEqualTo("a b");
        }

        @Test
        void overridesOfDirectionAreNamed() {
            assertThat(SafeText.line("\u202Egnp.exe\u202C \u2066x\u2069 \u200E\u200F\u061C"))
                    .isEqualTo(
                            "<U+202E>gnp.exe<U+202C> <U+2066>x<U+2069> <U+200E><U+200F><U+061C>");
        }

        @Test
        void loneSurrogatesAreNamed() {
            assertThat(SafeText.line("a\uD83Db\uDE00")).isEqualTo("a<U+D83D>b<U+DE00>");
        }

        @Test
        void whatIsNoCharacterIsNamed() {
            assertThat(SafeText.line("\uFFFE\uFFFF\u2028\u2029\u0378"))
                    .isEqualTo("<U+FFFE><U+FFFF><U+2028><U+2029><U+0378>");
        }

        @Test
        void invisibleCharactersAreNamed() {
            assertThat(
                            SafeText.line(
                                    "a\u200Bb\u2060c\uFEFFd\u00ADe\u180Ef\u115Fg\u3164h\uFFA0i\u034F"))
                    .isEqualTo(
                            "a<U+200B>b<U+2060>c<U+FEFF>d<U+00AD>e<U+180E>f<U+115F>g<U+3164>h<U+FFA0>i<U+034F>");
        }

        @Test
        void joinersWithoutWorkAreNamed() {
            assertThat(SafeText.line("a\u200Db\u200Cc👍\u200Dx\u200D"))
                    .isEqualTo("a<U+200D>b<U+200C>c👍<U+200D>x<U+200D>");
        }

        @Test
        void hiddenTextInTagsIsNamed() {
            assertThat(SafeText.line("a\uDB40\uDC68\uDB40\uDC69")).isEqualTo("a<U+E0068><U+E0069>");
            String flag = "\uD83C\uDFF4" + "\uDB40\uDC68".repeat(20) + "\uDB40\uDC7F";
            assertThat(SafeText.line(flag)).startsWith("\uD83C\uDFF4<U+E0068>");
        }

        @Test
        void hiddenBytesInVariationSelectorsAreNamed() {
            assertThat(SafeText.line("😀\uFE0F\uFE00\uDB40\uDD15 a\uFE0F 1\uFE0Fx"))
                    .isEqualTo("😀\uFE0F<U+FE00><U+E0115> a<U+FE0F> 1<U+FE0F>x");
        }

        @Test
        void markWithoutABaseGetsOne() {
            assertThat(SafeText.line("\u0301a")).isEqualTo("◌\u0301a");
            assertThat(SafeText.line("a\n\u0301")).isEqualTo("a↵◌\u0301");
        }

        @Test
        void pileOfMarksIsLimited() {
            assertThat(SafeText.line("e" + "\u0301".repeat(1000) + "x"))
                    .isEqualTo("e" + "\u0301".repeat(8) + "\uFFFDx");
        }
    }

    @Nested
    class LineOfColumns {
        @Test
        void longTextIsCut() {
            assertThat(SafeText.line("a".repeat(1_000_000), 5)).isEqualTo("aaaa…");
        }

        @Test
        void textThatFitsStays() {
            assertThat(SafeText.line("abcde", 5)).isEqualTo("abcde");
        }

        @Test
        void longTextWhoseBeginningFitsIsMarked() {
            assertThat(SafeText.line("e" + "\u0301".repeat(1_000_000), 5))
                    .isEqualTo("e" + "\u0301".repeat(8) + "\uFFFD…");
        }

        @Test
        void pairAtTheLimitIsNotSplit() {
            String text = "x" + "😀".repeat(10_000);
            assertThat(SafeText.line(text, 4)).isEqualTo("x😀…");
            assertThat(SafeText.line("a" + text, 300)).doesNotContain("U+").endsWith("😀…");
        }
    }

    @Nested
    class Block {
        @Test
        void lineEndsStay() {
            assertThat(SafeText.block("a\nb\r\nc\rd\te")).isEqualTo("a\nb\nc␍d    e");
        }

        @Test
        void escapesDoNot() {
            assertThat(SafeText.block("a\n\u001B[2J")).isEqualTo("a\n␛[2J");
        }
    }
}
