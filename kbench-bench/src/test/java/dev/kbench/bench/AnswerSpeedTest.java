package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

/// What is measured is the right thing, and judged by its targets.
class AnswerSpeedTest {
    private final AnswerSpeed speed = new AnswerSpeed();

    @Test
    void aSchemaIsMadeOnceAType() {
        assertThat(speed.schemaOfAType()).isSameAs(speed.schemaOfAType());
    }

    @Test
    void answersAreOfTheirSizesAndAreRead() {
        assertThat(AnswerSpeed.answer(1 << 10).length()).isBetween(1 << 10, 1_200);
        assertThat(AnswerSpeed.answer(1 << 20).length()).isBetween(1 << 20, 1_049_000);
        assertThat(speed.kilobyte()).hasSizeGreaterThan(10).isEqualTo(speed.kilobyteInProse());
        assertThat(speed.megabyte()).hasSizeGreaterThan(10_000);
    }

    @Test
    void bracesAreRefused() {
        AnswerSpeed.Braces braces = new AnswerSpeed.Braces();
        braces.count = 1_000;
        assertThat(speed.openingBraces(braces)).contains("no such JSON");
    }

    @Test
    void hostileAnswersAreRefused() {
        AnswerSpeed.Hostile hostile = new AnswerSpeed.Hostile();
        hostile.bytes = 10_000;
        hostile.unit = "{x";
        assertThat(speed.hostile(hostile)).contains("no such JSON");
        hostile.unit = "[1] ";
        assertThat(speed.hostile(hostile)).contains("may belong to the sentence");
    }

    @Test
    void hostileAnswersAreJudgedBySizeAndGrowth() {
        Map<String, AnswerTable.Figure> figures = figures();
        figures.put("hostile 1048576 [1 ", figure(16_000, 0));
        figures.put("hostile 131072 [1 ", figure(2_000, 0));
        figures.put("hostile 1048576 {x", figure(51_000, 0));
        figures.put("hostile 131072 {x", figure(3_000, 0));
        assertThat(AnswerTable.judge(figures))
                .startsWith(
                        "met: 1 MB of '[1 ': 16,000.000 µs, at most 50,000.0",
                        "met: a byte of 1 MB of '[1 ' beside one of 128 KB: 1.000 times, at most"
                                + " 2.0",
                        "missed: 1 MB of '{x': 51,000.000 µs, at most 50,000.0",
                        "missed: a byte of 1 MB of '{x' beside one of 128 KB: 2.125 times, at most"
                                + " 2.0");
    }

    @Test
    void eachTargetIsJudged() {
        assertThat(AnswerTable.judge(figures()))
                .containsExactly(
                        "met: a schema is made once a type: 0.010 µs, at most 1.0",
                        "met: 1 KB is read: 12.000 µs, at most 50.0",
                        "missed: 1 KB in prose is read: 51.000 µs, at most 50.0",
                        "met: 1 MB is read: 20,000.000 µs, at most 50,000.0",
                        "missed: a brace of 100,000 beside one of 1,000: 3.000 times, at most 2.0",
                        "met: a picture is copied, as base64: 1.000 times, at most 1.1");
    }

    private static Map<String, AnswerTable.Figure> figures() {
        Map<String, AnswerTable.Figure> figures = new TreeMap<>();
        figures.put("schemaOfAType", figure(0.01, 0));
        figures.put("kilobyte", figure(12, 0));
        figures.put("kilobyteInProse", figure(51, 0));
        figures.put("megabyte", figure(20_000, 0));
        figures.put("openingBraces 1000", figure(5, 0));
        figures.put("openingBraces 100000", figure(1_500, 0));
        figures.put("prompt", figure(9_000, PictureSpeed.SIZE * 4.0 / 3));
        return figures;
    }

    private static AnswerTable.Figure figure(double micros, double bytes) {
        return new AnswerTable.Figure(micros, 0, bytes);
    }
}
