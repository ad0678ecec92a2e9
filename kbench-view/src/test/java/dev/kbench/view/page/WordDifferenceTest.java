package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class WordDifferenceTest {
    private static String shown(String first, String second) {
        return WordDifference.of(first, second).stream()
                .map(
                        piece ->
                                switch (piece.kind()) {
                                    case BOTH -> piece.text();
                                    case FIRST -> "[-" + piece.text() + "-]";
                                    case SECOND -> "[+" + piece.text() + "+]";
                                })
                .collect(Collectors.joining());
    }

    private static String without(String first, String second, WordDifference.Kind kind) {
        return WordDifference.of(first, second).stream()
                .filter(piece -> piece.kind() != kind)
                .map(WordDifference.Piece::text)
                .collect(Collectors.joining());
    }

    @Test
    void wordsThatOneSaysAreTold() {
        assertThat(shown("It is the Rhine.", "It is the wide Danube."))
                .isEqualTo("It is the [-Rhine-][+wide Danube+].");
        assertThat(shown("a b c d", "a c d e")).isEqualTo("a [-b -]c d[+ e+]");
    }

    @Test
    void equalTextsHaveOnePiece() {
        assertThat(WordDifference.of("the same", "the same"))
                .containsExactly(new WordDifference.Piece(WordDifference.Kind.BOTH, "the same"));
        assertThat(WordDifference.of("", "")).isEmpty();
    }

    @Test
    void bothTextsAreWholeInIt() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String first = words(random);
            String second = words(random);
            assertThat(without(first, second, WordDifference.Kind.SECOND)).isEqualTo(first);
            assertThat(without(first, second, WordDifference.Kind.FIRST)).isEqualTo(second);
        }
    }

    private static String words(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> "abc ,\n😀é".substring(random.nextInt(4)).substring(0, 1))
                .collect(Collectors.joining());
    }

    @Test
    void veryLongTextsDifferAsAWhole() {
        String first = "start " + "a ".repeat(5_000) + "end";
        String second = "start " + "b ".repeat(5_000) + "end";
        assertThat(WordDifference.of(first, second))
                .extracting(WordDifference.Piece::kind)
                .containsExactly(
                        WordDifference.Kind.BOTH,
                        WordDifference.Kind.FIRST,
                        WordDifference.Kind.SECOND,
                        WordDifference.Kind.BOTH);
    }
}
