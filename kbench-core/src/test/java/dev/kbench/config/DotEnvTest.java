package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @Test
    void readsNamesAndValues() {
        assertThat(
                        DotEnv.parse(
                                """
                                # a comment
                                LLM_DEFAULT=google/gemini-2.5-flash

                                  export MODEL_PROXY_URL = https://example.org/models?a=b#c
                                export\tTABBED=1
                                export=2
                                EMPTY=
                                  # another
                                dotted.name=x
                                SPACES =  a b\t
                                """))
                .containsExactly(
                        entry("LLM_DEFAULT", "google/gemini-2.5-flash"),
                        entry("MODEL_PROXY_URL", "https://example.org/models?a=b#c"),
                        entry("TABBED", "1"),
                        entry("export", "2"),
                        entry("EMPTY", ""),
                        entry("dotted.name", "x"),
                        entry("SPACES", "a b"));
    }

    @Test
    void knowsEveryLineEndAndAByteOrderMark() {
        assertThat(DotEnv.parse("\uFEFFA=1\r\nB=2\rC=\"3\"\r\n"))
                .containsExactly(entry("A", "1"), entry("B", "2"), entry("C", "3"));
        assertThat(DotEnv.parse("")).isEmpty();
    }

    @Test
    void endsAnUnquotedValueAtAComment() {
        assertThat(DotEnv.parse("A=x # y\nB=x\t#y\nC=x#y\nD=#y\nE= # y"))
                .containsExactly(
                        entry("A", "x"),
                        entry("B", "x"),
                        entry("C", "x#y"),
                        entry("D", ""),
                        entry("E", ""));
    }

    @Test
    void keepsEverythingBetweenSingleQuotes() {
        assertThat(DotEnv.parse("A=' \\n # \" ${HOME} ' # y"))
                .containsExactly(entry("A", " \\n # \" ${HOME} "));
    }

    @Test
    void knowsEscapesBetweenDoubleQuotes() {
        assertThat(DotEnv.parse("A=\"a\\nb\\tc\\rd\\\"e\\\\n # '\"#y\nB=\"C:\\Users\\$x\\\\\""))
                .containsExactly(entry("A", "a\nb\tc\rd\"e\\n # '"), entry("B", "C:\\Users\\$x\\"));
    }

    @Test
    void keepsHostileTextAsItIs() {
        String hostile = "${X}\ud800\0\u001b[31m\u202eא\u2028\u0085é";

        assertThat(DotEnv.parse("A=" + hostile + "\nB='" + hostile + "'"))
                .containsExactly(entry("A", hostile), entry("B", hostile));
        assertThat(DotEnv.parse("A=" + "x".repeat(1 << 20)).get("A")).hasSize(1 << 20);
    }

    @Test
    void takesTheLastOfANameThatComesTwice() {
        assertThat(DotEnv.parse("A=1\nB=2\nA=3")).containsOnly(entry("A", "3"), entry("B", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "=x", "1A=x", "A-B=x", "A: x", "export A", "Ä=x", "\0"})
    void namesTheLineThatIsNone(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DotEnv.parse("X=1\n\n" + line))
                .withMessage("line 3: expected NAME=value or a # comment");
    }

    @Test
    void namesTheLineWhoseQuoteIsOpen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DotEnv.parse("A=\"x\nB=1"))
                .withMessage("line 1: the value's closing \" is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DotEnv.parse("A='"))
                .withMessage("line 1: the value's closing ' is missing");
    }

    @Test
    void refusesWhatFollowsAQuotedValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DotEnv.parse("A='it's secret'"))
                .withMessage(
                        "line 1: something follows the value's closing '; only a # comment may");
    }
}
