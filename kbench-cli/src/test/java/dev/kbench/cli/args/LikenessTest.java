package dev.kbench.cli.args;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class LikenessTest {
    private static final List<String> COMMANDS = List.of("run", "models", "init", "version");

    @ParameterizedTest
    @CsvSource({
        "rnu,run",
        "ru,run",
        "runn,run",
        "model,models",
        "inti,init",
        "verison,version",
        "r,",
        "start,",
        "'',",
        "modelsmodels,"
    })
    void namesTheClosestOrNone(String word, String meant) {
        assertThat(Likeness.closest(word, COMMANDS).orElse(null)).isEqualTo(meant);
    }

    @Test
    void ofEquallyCloseOnesTheFirstIsMeant() {
        assertThat(Likeness.closest("cat", List.of("bat", "hat"))).contains("bat");
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "a,'',1", "'',a,1", "ab,ba,1", "kitten,sitting,3", "ca,abc,3"})
    void countsWhatHasToBeChanged(String a, String b, int distance) {
        assertThat(Likeness.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void aHugeWordIsLikeNone() {
        assertThat(Likeness.closest("x".repeat(1_000_000), COMMANDS)).isEmpty();
    }
}
