package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

class ShownTest {
    @Test
    void valuesAreTheirText() {
        assertThat(Shown.of(null)).isEqualTo("null");
        assertThat(Shown.of(1)).isEqualTo("1");
        assertThat(Shown.of(5.0)).isEqualTo("5.0");
        assertThat(Shown.of("a 'b'")).isEqualTo("a 'b'");
        assertThat(Shown.of(List.of(1, "x", List.of()))).isEqualTo("[1, x, []]");
        assertThat(Shown.of(Arrays.asList(1, null))).isEqualTo("[1, null]");
        assertThat(Shown.of(Map.of("a", 1))).isEqualTo("{a=1}");
        assertThat(Shown.of(Map.entry("a", 1))).isEqualTo("a=1");
        assertThat(Shown.of(Optional.of(new int[] {1, 2}))).isEqualTo("Optional[[1, 2]]");
        assertThat(Shown.of(Optional.empty())).isEqualTo("Optional.empty");
        assertThat(Shown.of(new Object[] {new int[] {1}, null})).isEqualTo("[[1], null]");
        assertThat(Shown.of(Pattern.compile("(?i)nile"))).isEqualTo("(?i)nile");
        assertThat(Shown.of("\ud800\0${x}%s\u001b[31m")).isEqualTo("\ud800\0${x}%s\u001b[31m");
    }

    @Test
    void hugeTextsAreCut() {
        assertThat(Shown.of("x".repeat(4_000))).hasSize(4_000);
        assertThat(Shown.of("x".repeat(1 << 20)))
                .isEqualTo("x".repeat(4_000) + "… (1048576 characters)");
        assertThat(Shown.of("x".repeat(3_999) + "😀".repeat(10)))
                .isEqualTo("x".repeat(3_999) + "… (4019 characters)");
    }

    @Test
    void hugeContainersAreCut() {
        assertThat(Shown.of(Collections.nCopies(1_000_000, 7)))
                .hasSize(4_001)
                .startsWith("[7, 7, ")
                .endsWith("…");
        assertThat(Shown.of(List.of("x".repeat(1 << 20), 1))).hasSize(4_001);
        assertThat(Shown.of(new int[1 << 20])).hasSize(4_001);
    }

    @Test
    void whatContainsItselfComesToAnEnd() {
        List<Object> list = new ArrayList<>();
        Map<String, Object> map = new LinkedHashMap<>();
        list.add(1);
        list.add(map);
        map.put("list", list);
        map.put("twice", List.of());
        map.put("again", List.of());

        assertThat(Shown.of(list)).isEqualTo("[1, {list=[…], twice=[], again=[]}]");
    }

    @Test
    void whatIsDeepIsCut() {
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = Collections.singletonList(deep);
        }
        assertThat(Shown.of(deep)).isEqualTo("[".repeat(101) + "…" + "]".repeat(101));
    }

    @Test
    void aTextThatCannotBeHadIsTold() {
        assertThat(Shown.of(new Broken()))
                .isEqualTo(
                        "a dev.kbench.assertion.ShownTest$Broken whose toString throws"
                                + " java.lang.IllegalStateException");
        assertThat(Shown.of(List.of(1, new Broken())))
                .isEqualTo(
                        "[1, a dev.kbench.assertion.ShownTest$Broken whose toString throws"
                                + " java.lang.IllegalStateException]");
        assertThat(Shown.of(new Silent())).isEqualTo("null");
    }

    private static final class Broken {
        @Override
        public String toString() {
            throw new IllegalStateException("broken");
        }
    }

    private static final class Silent {
        @Override
        public String toString() {
            return null;
        }
    }
}
