package dev.kbench.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;

class ShownTest {
    @Test
    void controlDirectionAndHalfCharactersAreReplaced() {
        assertThat(Shown.excerpt("a\u0007b\u202ec\ud800d\u2028e\u200bf", ""))
                .isEqualTo("\"a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\"");
    }

    @Test
    void blanksAreJoined() {
        assertThat(Shown.excerpt("a \r\n\t b", "")).isEqualTo("\"a b\"");
    }

    @Test
    void aPairIsNotCutInHalf() {
        assertThat(Shown.excerpt("x".repeat(199) + "\ud83d\ude00y", ""))
                .isEqualTo("\"" + "x".repeat(199) + "\"… (202 characters)");
    }

    @Test
    void theSecretIsReplacedBeforeTheCut() {
        assertThat(Shown.excerpt("x".repeat(195) + "secret-key", "secret-key"))
                .isEqualTo("\"" + "x".repeat(195) + "[key]\"");
    }

    @Test
    void addressesShowNeitherUserNorQuery() {
        assertThat(Shown.address(URI.create("https://u:p@h.example:8/v1?key=1#f")))
                .isEqualTo("https://h.example:8/v1");
        assertThat(Shown.address(URI.create("http://h.example/\u202ev1")))
                .isEqualTo("http://h.example/\uFFFDv1");
        assertThat(Shown.address(URI.create("http://h.example"))).isEqualTo("http://h.example");
    }
}
