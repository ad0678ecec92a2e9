package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class ThinkTagsTest {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final List<String> thoughts = new ArrayList<>();

    private ThinkTags tags() {
        text.setLength(0);
        thought.setLength(0);
        thoughts.clear();
        return new ThinkTags(
                new ThinkTags.Parts() {
                    @Override
                    public void text(String piece) {
                        assertThat(piece).isNotEmpty();
                        text.append(piece);
                    }

                    @Override
                    public void thought(String piece) {
                        assertThat(piece).isNotEmpty();
                        thought.append(piece);
                    }

                    @Override
                    public void ended(String whole) {
                        thoughts.add(whole);
                    }
                });
    }

    private String read(String... pieces) {
        ThinkTags tags = tags();
        for (String piece : pieces) {
            tags.take(piece);
        }
        tags.end();
        return "%s|%s|%s".formatted(text, String.join("&", thoughts), tags.found());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "255;255||false",
                " 255 ; 255 ||false",
                "<think>_15*17_</think>__255;255|15*17|true",
                "x <think>a</think> y ;x  y|a|true",
                "<think></think> 255 ;255||true",
                "  <think>a</think>b;b|a|true",
                "<think>a</think>b <think>_ c _</think>_ d;b  d|a&c|true",
                "<think>never closed;<think>never closed||false",
                "a<think>b</think>c<think>d;ac<think>d|b|true",
                "<think>a<think>b</think>c</think>d;c</think>d|a<think>b|true",
                "</think>a;</think>a||false",
                "a < b <thin k> <;a < b <thin k> <||false",
                "<think>a</think>;|a|true",
                "<;<||false",
                "_;_||false",
            })
    void areTheSameWhereverTheTextIsCut(String given, String expected) {
        String whole = given.replace('_', '\n');
        String wanted = expected.replace('_', '\n');
        assertThat(read(whole)).isEqualTo(wanted);
        for (int cut = 0; cut <= whole.length(); cut++) {
            assertThat(read(whole.substring(0, cut), whole.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(wanted);
        }
        assertThat(read(whole.split(""))).isEqualTo(wanted);
    }

    @Test
    void thoughtsComePieceByPiece() {
        ThinkTags tags = tags();
        tags.take("<think>one");
        assertThat(thought).hasToString("one");
        tags.take(" two</");
        assertThat(thought).hasToString("one two");
        tags.take("think>text");
        assertThat(text).hasToString("text");
        assertThat(thoughts).containsExactly("one two");
    }

    @Test
    void textIsHeldBackNoLongerThanATagMayBegin() {
        ThinkTags tags = tags();
        tags.take("a<thi");
        assertThat(text).hasToString("a");
        tags.take("s>");
        assertThat(text).hasToString("a<this>");
    }
}
