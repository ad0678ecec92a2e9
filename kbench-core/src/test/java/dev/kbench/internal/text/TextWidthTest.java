package dev.kbench.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
    @Nested
    class Of {
        @ParameterizedTest
        @CsvSource({
            "'', 0",
            "abc, 3",
            "é, 1",
            "e\u0301, 1",
            "e\u0301\u0323\u0302, 1",
            "漢字, 4",
            "カナ, 4",
            "ｶﾅ, 2",
            "한글, 4",
            "\u1112\u1161\u11AB, 2",
            "Ａ, 2",
            "'\u3000', 2",
            "שלום, 4",
            "क्ष, 2",
            "नि, 2",
            "กำ, 2",
            "…, 1",
            "✓, 1",
            "━, 1",
            "✅, 2",
            "⚠, 1",
            "⚠\uFE0F, 2",
            "1\uFE0F\u20E3, 2",
            "😀, 2",
            "👍🏽, 2",
            "👩‍👩‍👧‍👦, 2",
            "❤️‍🔥, 2",
            "🇹🇷, 2",
            "🇹🇷🇳🇵, 4",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿, 2",
            "𠀀, 2",
            "𝕏, 1",
            "䷀, 2",
        })
        void textTakesItsColumns(String text, int columns) {
            assertThat(TextWidth.of(text)).isEqualTo(columns);
        }
    }

    @Nested
    class Cut {
        @ParameterizedTest
        @CsvSource({
            "abcdef, 6, abcdef",
            "abcdef, 5, abcd…",
            "abc def, 5, abc…",
            "abcdef, 1, …",
            "abcdef, 0, ''",
            "漢字漢字, 8, 漢字漢字",
            "漢字漢字, 7, 漢字漢…",
            "漢字漢字, 6, 漢字…",
            "漢字漢字, 2, …",
            "e\u0301e\u0301e\u0301, 2, e\u0301…",
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦, 3, 👩‍👩‍👧‍👦…",
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦, 2, …",
            "🇹🇷🇳🇵, 3, 🇹🇷…",
        })
        void textIsCutBetweenClusters(String text, int columns, String cut) {
            assertThat(TextWidth.cut(text, columns)).isEqualTo(cut);
        }
    }

    @Nested
    class Pad {
        @Test
        void wideTextIsFilledByItsColumns() {
            assertThat(TextWidth.padRight("漢字", 6)).isEqualTo("漢字  ");
            assertThat(TextWidth.padLeft("漢字", 6)).isEqualTo("  漢字");
        }

        @Test
        void wideEnoughTextStays() {
            assertThat(TextWidth.padRight("漢字", 3)).isEqualTo("漢字");
        }
    }

    @Nested
    class Wrap {
        @Test
        void linesBreakAtSpaces() {
            assertThat(TextWidth.wrap("one two three four", 9))
                    .containsExactly("one two", "three", "four");
        }

        @Test
        void lineThatFitsExactlyIsNotBroken() {
            assertThat(TextWidth.wrap("one two", 7)).containsExactly("one two");
            assertThat(TextWidth.wrap("one two three", 7)).containsExactly("one two", "three");
        }

        @Test
        void longWordIsBrokenBetweenClusters() {
            assertThat(TextWidth.wrap("漢字漢字漢", 5)).containsExactly("漢字", "漢字", "漢");
        }

        @Test
        void setInLineKeepsItsIndent() {
            assertThat(TextWidth.wrap("    one two three", 12))
                    .containsExactly("    one two", "three");
            assertThat(TextWidth.wrap("    abcdefgh", 6)).containsExactly("    ab", "cdefgh");
        }

        @Test
        void nothingIsOneEmptyLine() {
            assertThat(TextWidth.wrap("", 5)).containsExactly("");
        }

        @Test
        void spacesAloneEnd() {
            assertThat(TextWidth.wrap(" ".repeat(40), 5)).allMatch(String::isBlank);
        }

        @Test
        void chainOfLettersThatIsOneClusterIsBroken() {
            assertThat(TextWidth.wrap("\u1100".repeat(7), 6))
                    .containsExactly("\u1100".repeat(3), "\u1100".repeat(3), "\u1100");
        }

        @Test
        void longTextIsBrokenOnceOver() {
            assertThat(TextWidth.wrap("word ".repeat(200_000), 10)).hasSize(100_000);
        }

        @Test
        void oneColumnIsRefused() {
            assertThatThrownBy(() -> TextWidth.wrap("a", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("columns must be 2 or more, got 1");
        }
    }
}
