package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class QueryStringTest {
    @Test
    void namesAndValuesAreDecodedInOrder() {
        assertThat(QueryString.parse("b=1&a=%C4%9F%26+x&b=2&&c&d="))
                .containsExactly(
                        Map.entry("b", List.of("1", "2")),
                        Map.entry("a", List.of("ğ& x")),
                        Map.entry("c", List.of("")),
                        Map.entry("d", List.of("")));
        assertThat(QueryString.parse("")).isEmpty();
    }

    @Test
    void whatIsEncodedIsReadAgain() {
        for (String text : List.of("", "a b+c", "100 %", "ğ&=?#/", "\n\0")) {
            assertThat(QueryString.decoded(QueryString.encoded(text))).isEqualTo(text);
        }
        assertThat(QueryString.encoded("a b")).isEqualTo("a%20b");
    }

    @Test
    void aPercentSignStandsBeforeTwoDigits() {
        for (String text : List.of("a=%", "a=%4", "%zz")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QueryString.parse(text))
                    .withMessageStartingWith("expected % and two hexadecimal digits in '%");
        }
    }
}
