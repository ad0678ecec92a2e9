package dev.kbench.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class MarkdownTest {
    @Test
    void nothingInAForeignTextMeansAnything() {
        assertThat(Markdown.text("@all *a* [x](http://evil) `b` <img> $x$ #1 ~c~ ![y] \\ R&D", 99))
                .isEqualTo(
                        "&#64;all \\*a\\* \\[x\\](http&#58;//evil) \\`b\\` &lt;img> \\$x\\$ \\#1"
                                + " \\~c\\~ \\!\\[y\\] \\\\ R&amp;D");
        assertThat(Markdown.text("www.evil", 99)).isEqualTo("www&#46;evil");
    }

    @Test
    void aForeignTextStaysOnItsLineAndInItsCell() {
        assertThat(Markdown.text("a|b\nc", 99)).isEqualTo("a\\|b↵c");
        assertThat(Markdown.text("abcdef", 4)).isEqualTo("abc…");
    }

    @Test
    void aTableHasTextsOnTheLeftAndFiguresOnTheRight() {
        assertThat(Markdown.head(List.of("model", "row", "score"), 2))
                .containsExactly("| model | row | score |", "| --- | --- | ---: |");
        assertThat(Markdown.row(List.of("a", "b", "0.5"))).isEqualTo("| a | b | 0.5 |");
    }
}
