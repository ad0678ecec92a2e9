package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DotEnvTest {
    private static Map<String, String> parse(String text) {
        return DotEnv.parse(text, Map.of("HOME", "/srv/me", "BLANK", ""), _ -> {});
    }

    private static List<String> odd(String text) {
        List<String> odd = new ArrayList<>();
        DotEnv.parse(text, Map.of(), odd::add);
        return odd;
    }

    @Test
    void leavesAnOddLineOutAndReadsTheOthers() {
        assertThat(parse("A=1\nodd\nB=${\nC=3")).containsExactly(entry("A", "1"), entry("C", "3"));
        assertThat(odd("A=1\nodd\nB=${\nC=3"))
                .containsExactly(
                        "line 2: expected NAME=value or a # comment",
                        "line 3: expected ${NAME} or ${NAME:-default}; single quotes around the"
                                + " value keep it as it is");
    }

    @Test
    void readsNamesAndValues() {
        assertThat(
                        parse(
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
        assertThat(parse("\uFEFFA=1\r\nB=2\rC=\"3\"\r\n"))
                .containsExactly(entry("A", "1"), entry("B", "2"), entry("C", "3"));
        assertThat(parse("")).isEmpty();
    }

    @Test
    void endsAnUnquotedValueAtAComment() {
        assertThat(parse("A=x # y\nB=x\t#y\nC=x#y\nD=#y\nE= # y"))
                .containsExactly(
                        entry("A", "x"),
                        entry("B", "x"),
                        entry("C", "x#y"),
                        entry("D", ""),
                        entry("E", ""));
    }

    @Test
    void keepsEverythingBetweenSingleQuotes() {
        assertThat(parse("A=' \\n # \" ${HOME} ' # y"))
                .containsExactly(entry("A", " \\n # \" ${HOME} "));
    }

    @Test
    void knowsEscapesBetweenDoubleQuotes() {
        assertThat(parse("A=\"a\\nb\\tc\\rd\\\"e\\\\n # '\"#y\nB=\"C:\\Users\\$x\\\\\""))
                .containsExactly(entry("A", "a\nb\tc\rd\"e\\n # '"), entry("B", "C:\\Users\\$x\\"));
    }

    @Test
    void keepsHostileTextAsItIs() {
        String hostile = "$X}\ud800\0\u001b[31m\u202eא\u2028\u0085é";

        assertThat(parse("A=" + hostile + "\nB='" + hostile + "'"))
                .containsExactly(entry("A", hostile), entry("B", hostile));
        assertThat(parse("A=" + "x".repeat(1 << 20)).get("A")).hasSize(1 << 20);
    }

    @Test
    void putsInWhatBracesName() {
        assertThat(
                        parse(
                                """
                                HOST=localhost
                                URL=http://${HOST}:1${NONE}/v1
                                QUOTED="${HOME}/a b/${HOST}"
                                SINGLE='${HOST}'
                                LATER=${LAST}
                                LAST=x
                                A=${HOST} # ${HOST}
                                """))
                .contains(
                        entry("URL", "http://localhost:1/v1"),
                        entry("QUOTED", "/srv/me/a b/localhost"),
                        entry("SINGLE", "${HOST}"),
                        entry("LATER", ""),
                        entry("A", "localhost"));
    }

    @Test
    void putsInADefaultWhereThereIsNothing() {
        assertThat(
                        parse(
                                """
                                A=${NONE:-b c}
                                B="${BLANK:-${NONE:-x\\"}y}z"
                                C=${HOME:-${NONE:-x}}!
                                D=${NONE:-}
                                E=${NONE:-:-}
                                """))
                .containsExactly(
                        entry("A", "b c"),
                        entry("B", "x\"yz"),
                        entry("C", "/srv/me!"),
                        entry("D", ""),
                        entry("E", ":-"));
    }

    @Test
    void ofEnvironmentAndFileTheEnvironmentCounts() {
        assertThat(parse("HOME=/file\nBLANK=x\nA=${HOME}\nB=${BLANK}"))
                .contains(entry("A", "/srv/me"), entry("B", ""));
    }

    @Test
    void leavesEveryOtherDollarAlone() {
        assertThat(parse("A=$HOME pa$$w0rd$\nB=\"$HOME\\$x $\"\nC=\"\\${HOME} \\\\${HOME}\""))
                .containsExactly(
                        entry("A", "$HOME pa$$w0rd$"),
                        entry("B", "$HOME\\$x $"),
                        entry("C", "${HOME} \\/srv/me"));
    }

    @Test
    void looksAtNothingTwice() {
        assertThat(parse("A='${HOME} \\n \"'\nB=\"${A}\"\nC=${A}"))
                .contains(entry("B", "${HOME} \\n \""), entry("C", "${HOME} \\n \""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${A", "${A:b}", "${A-b}", "${ A}", "${A:-b", "${A:-${B}"})
    void namesTheLineWithOddBraces(String value) {
        for (String line : List.of("KEY=" + value, "KEY=\"" + value + "\"")) {
            assertThat(odd("X=1\n" + line).getFirst())
                    .isEqualTo(
                            "line 2: expected ${NAME} or ${NAME:-default}; single quotes around the"
                                    + " value keep it as it is");
        }
    }

    @Test
    void aShortFileDoesNotGrowWithoutEnd() {
        StringBuilder file = new StringBuilder("A=xxxxxxxx\n");
        file.repeat("A=${A}${A}\n", 64);
        assertThat(odd(file.toString()).getFirst())
                .isEqualTo(
                        "line 18: expected ${…} to put in at most 1048576 characters in the whole"
                                + " file");
        assertThat(odd("A=" + "${A:-".repeat(100_000)).getFirst())
                .isEqualTo("line 1: expected at most 20 ${…} within each other");
    }

    @Test
    void aQuotedValueMayHoldLineEnds() {
        assertThat(
                        parse(
                                """
                                export PEM="-----BEGIN-----
                                # no comment
                                B=no value \\" \\\\
                                -----END-----" # a comment
                                C='one\r
                                 ${HOME}
                                '
                                D=4
                                """))
                .containsExactly(
                        entry(
                                "PEM",
                                "-----BEGIN-----\n# no comment\nB=no value \" \\\n-----END-----"),
                        entry("C", "one\n ${HOME}\n"),
                        entry("D", "4"));
    }

    @Test
    void tellsWhereEachIsSet() {
        assertThat(DotEnv.places("\uFEFF# a\nA=1\nodd\nB='x\nA=2\n' #\nC=\"y\r\nA=${\nA=3"))
                .containsExactly(
                        new DotEnv.Place("A", 2, 2),
                        new DotEnv.Place("B", 4, 6),
                        new DotEnv.Place("A", 8, 8),
                        new DotEnv.Place("A", 9, 9));
    }

    @Test
    void takesTheLastOfANameThatComesTwice() {
        assertThat(parse("A=1\nB=2\nA=3")).containsOnly(entry("A", "3"), entry("B", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "=x", "1A=x", "A-B=x", "A: x", "export A", "Ä=x", "\0"})
    void namesTheLineThatIsNone(String line) {
        assertThat(odd("X=1\n\n" + line).getFirst())
                .isEqualTo("line 3: expected NAME=value or a # comment");
    }

    @Test
    void namesTheLineWhoseQuoteIsOpen() {
        assertThat(odd("A=\"x\nB=1").getFirst())
                .isEqualTo("line 1: the value's closing \" is missing");
        assertThat(odd("A='").getFirst()).isEqualTo("line 1: the value's closing ' is missing");
        assertThat(odd("A=\"x\nB=\"secret\"\nC=1").getFirst())
                .isEqualTo(
                        "line 1: something follows the value's closing \" in line 2; only a #"
                                + " comment may");
    }

    @Test
    void refusesWhatFollowsAQuotedValue() {
        assertThat(odd("A='it's secret'").getFirst())
                .isEqualTo("line 1: something follows the value's closing '; only a # comment may");
    }
}
