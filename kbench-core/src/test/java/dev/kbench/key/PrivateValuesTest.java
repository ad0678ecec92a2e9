package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PrivateValuesTest {
    private static PrivateValues of(Object value) {
        return PrivateValues.of(Params.of("it", value), Set.of("it"));
    }

    @Test
    void ofNothingStayTheSameTextAndTheSameValues() {
        String text = "any text";
        Params params = Params.of("a", 1);
        assertThat(PrivateValues.of(params, Set.of())).isSameAs(PrivateValues.NONE);
        assertThat(PrivateValues.NONE.isEmpty()).isTrue();
        assertThat(PrivateValues.NONE.text(text)).isSameAs(text);
        assertThat(PrivateValues.NONE.params(params)).isSameAs(params);
        assertThat(PrivateValues.NONE.data(params)).isSameAs(params);
        assertThat(PrivateValues.NONE.inside(PrivateValues.NONE)).isSameAs(PrivateValues.NONE);
        assertThat(PrivateValues.NONE.outside(List.of())).isSameAs(PrivateValues.NONE);
    }

    @Nested
    class InTexts {
        @Test
        void aValueIsFoundWhereverItStands() {
            assertThat(of("Ann Lee").text("Ann Lee and Ann Lee, Bob"))
                    .isEqualTo("[private] and [private], Bob");
        }

        @Test
        void whatIsShorterThanThreeCharactersIsNot() {
            assertThat(of("Al").text("Al is tall")).isEqualTo("Al is tall");
            assertThat(of("Ali").text("Ali is tall")).isEqualTo("[private] is tall");
        }

        @Test
        void spacesAroundItDoNotCount() {
            assertThat(of(" Ann\n").text("for Ann, Anne")).isEqualTo("for [private], [private]e");
        }

        @Test
        void asJsonEscapesItOnceAndTwiceAndInAscii() {
            PrivateValues values = of("\"ü\"\n\\x");
            assertThat(values.text("{\"n\":\"\\\"ü\\\"\\n\\\\x\"}"))
                    .isEqualTo("{\"n\":\"[private]\"}");
            assertThat(values.text("\\\\\\\"ü\\\\\\\"\\\\n\\\\\\\\x")).isEqualTo("[private]");
            assertThat(values.text("\\\"\\u00fc\\\"\\n\\\\x, \\\"\\u00FC\\\"\\n\\\\x"))
                    .isEqualTo("[private], [private]");
        }

        @Test
        void ofSeveralAtOnePlaceTheLongest() {
            PrivateValues values =
                    PrivateValues.of(Params.of("a", "Ann", "b", "Ann Lee"), List.of("a", "b"));
            assertThat(values.text("Ann Lee, Ann Low")).isEqualTo("[private], [private] Low");
        }

        @Test
        void aMarkIsNotLookedAtAgain() {
            PrivateValues values =
                    PrivateValues.of(Params.of("a", "private", "b", "Ann"), List.of("a", "b"));
            assertThat(values.text("Ann is private")).isEqualTo("[private] is [private]");
        }

        @Test
        void whereATextWasCutInsideIt() {
            PrivateValues values = of("Alexander");
            assertThat(values.text("for Alex…")).isEqualTo("for [private]…");
            assertThat(values.text("for \"Alex\"…")).isEqualTo("for \"[private]\"…");
            assertThat(values.text("…\"nder\" it is")).isEqualTo("…\"[private]\" it is");
            assertThat(values.text("…ander it is")).isEqualTo("…[private] it is");
            assertThat(values.text("for Alex")).isEqualTo("for Alex");
            assertThat(values.text("a gander…")).isEqualTo("a gander…");
        }

        @Test
        void theBeginningOfALongOneIsEnough() {
            PrivateValues values = of("12 Long Street, Old Town");
            assertThat(values.text("12 Long Street, it was")).isEqualTo("[private]it was");
            assertThat(values.text("12 Long Street")).isEqualTo("12 Long Street");
        }

        @Test
        void lettersOfAnotherCaseAreOthers() {
            assertThat(of("Ann").text("ANN")).isEqualTo("ANN");
        }

        @Test
        void numbersAsTheyAreWrittenAndAsJsonHasThem() {
            assertThat(of(1.25e7).text("1.25E7 or 12500000")).isEqualTo("[private] or [private]");
            assertThat(of(42).text("42")).isEqualTo("42");
        }

        @Test
        void truthsAreFoundNowhere() {
            assertThat(of(true).text("true")).isEqualTo("true");
        }

        @Test
        void eachTextOfAListAMapOrARecord() {
            record Person(String name, List<String> mails) {}
            assertThat(of(new Person("Ann", List.of("a@b.c"))).text("name Ann <a@b.c>"))
                    .isEqualTo("name [private] <[private]>");
            assertThat(of(Map.of("first", "Ann")).text("first Ann")).isEqualTo("first [private]");
        }

        @Test
        void hostileOnesAreTexts() {
            for (String hostile :
                    List.of("\ud800ab", "a\0b", "$1\\E", "${x}", "\u001b[31m", "…ab")) {
                assertThat(of(hostile).text("x" + hostile + "y")).isEqualTo("x[private]y");
            }
        }
    }

    @Nested
    class OfRunsInRuns {
        private final PrivateValues outer = of("Ann");

        @Test
        void whatIsPrivateOutsideIsSoInside() {
            PrivateValues inner = PrivateValues.NONE.inside(outer);
            assertThat(inner.names()).isEmpty();
            assertThat(inner.isEmpty()).isFalse();
            assertThat(inner.text("Ann")).isEqualTo("[private]");
        }

        @Test
        void andWhatIsPrivateInsideOutside() {
            PrivateValues all = outer.outside(List.of(of("Bob"), of("Cid")));
            assertThat(all.names()).containsExactly("it");
            assertThat(all.text("Ann, Bob, Cid")).isEqualTo("[private], [private], [private]");
        }

        @Test
        void twoOfOneRunGoTogether() {
            PrivateValues both =
                    outer.and(PrivateValues.of(Params.of("other", "Bob"), Set.of("other")));
            assertThat(both.names()).containsExactly("it", "other");
            assertThat(both.text("Ann, Bob")).isEqualTo("[private], [private]");
        }
    }

    @Nested
    class InValues {
        private final PrivateValues values =
                PrivateValues.of(Params.of("name", "Ann", "pin", 1234), List.of("name", "pin"));

        @Test
        void aParameterIsTheMarkHoweverShort() {
            assertThat(
                            PrivateValues.of(Params.of("sex", "f"), Set.of("sex"))
                                    .params(Params.of("sex", "f", "n", 1)))
                    .isEqualTo(Params.of("sex", "[private]", "n", 1));
        }

        @Test
        void namesTextsAndNumbersOfDataAreTakenOut() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("Ann", List.of("for Ann", 1234.0, 5, true));
            assertThat(values.data(data))
                    .isEqualTo(Map.of("[private]", List.of("for [private]", "[private]", 5, true)));
        }

        @Test
        void aFigureStays() {
            assertThat(values.data(1234)).isEqualTo(1234);
        }

        @Test
        void aRecordWithoutThemIsItself() {
            record Answer(String text) {}
            Answer other = new Answer("Bob");
            assertThat(values.data(other)).isSameAs(other);
            assertThat(values.data(new Answer("Ann"))).isEqualTo(Map.of("text", "[private]"));
        }
    }

    @Test
    void whatWasJsonStaysJson() {
        PrivateValues values =
                PrivateValues.of(Params.of("id", 98765, "name", "Ann"), Set.of("id", "name"));
        assertThat(values.json("{ \"a\": 1.50 }")).isEqualTo("{ \"a\": 1.50 }");
        assertThat(values.json("{ \"a\": \"Ann\" }")).isEqualTo("{ \"a\": \"[private]\" }");
        assertThat(values.json("{\"a\": [98765, 2]}")).isEqualTo("{\"a\":[\"[private]\",2]}");
        assertThat(values.json("98765")).isEqualTo("\"[private]\"");
        assertThat(values.json("{\"a\": 98765, ")).isEqualTo("{\"a\": [private], ");
        assertThat(values.json("{\"a\": 98765.0}")).doesNotContain("98765");
        assertThat(values.json("{\"a\": 987654}")).doesNotContain("98765");
    }
}
