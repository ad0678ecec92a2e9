package dev.kbench.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\ud800", "\0", "\uFEFFx", "${x}", "\u001b[31m", "\u202eabc"})
    void isKeptAsItIs(String text) {
        assertThat(new Text(text).text()).isEqualTo(text);
    }

    @Test
    void isNeverNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Text(null))
                .withMessage("text: expected a text, got null");
    }
}
