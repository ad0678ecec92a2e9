package dev.kbench.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.cli.shell.MisuseException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class WordsTest {
    private static final Syntax SYNTAX =
            new Syntax(
                    "kbench try",
                    List.of("Tries."),
                    Optional.of(new Parameter("FILE", true, false, "A file.")),
                    List.of(
                            new Option("-m", "--model", "M", true, "A model."),
                            Option.of("--jobs", "N", "A number."),
                            Option.flag("--force", "By force.")),
                    List.of());

    private static final Syntax NOTHING =
            new Syntax("kbench no", List.of("Nothing."), Optional.empty(), List.of(), List.of());

    private static Given read(String... words) {
        return Words.read(SYNTAX, List.of(words));
    }

    private static void refused(String message, String... words) {
        assertThatThrownBy(() -> read(words))
                .isInstanceOf(MisuseException.class)
                .hasMessage(message + "\nsee kbench try --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model x", "--model=x", "-m x", "-m=x", "-mx"})
    void aValueFollowsItsOptionInEveryForm(String option) {
        String[] words = ("Quiz.java " + option).split(" ");

        Given given = read(words);

        assertThat(given.values("--model")).containsExactly("x");
        assertThat(given.value("--model")).contains("x");
        assertThat(given.parameters()).containsExactly("Quiz.java");
    }

    @ParameterizedTest
    @CsvSource({"-mopenai:a=b,openai:a=b", "--model=a=b,a=b", "--model=,''", "-m=,''"})
    void aValueMayHoldAnEqualsSignOrNothing(String word, String value) {
        assertThat(read("a", word).values("--model")).containsExactly(value);
    }

    @Test
    void whatIsNotGivenIsEmpty() {
        Given given = read("a");

        assertThat(given.has("--force")).isFalse();
        assertThat(given.value("--jobs")).isEmpty();
        assertThat(given.values("--model")).isEmpty();
        assertThat(given.helps()).isFalse();
    }

    @Test
    void optionsRepeatWhereTheyMayAndKeepTheirOrder() {
        Given given = read("-m", "b", "a", "--force", "--force", "--model=c");

        assertThat(given.values("--model")).containsExactly("b", "c");
        assertThat(given.has("--force")).isTrue();
    }

    @Test
    void anOptionThatIsGivenTwiceIsRefusedWithoutItsValue() {
        refused("--jobs is given twice", "a", "--jobs", "4", "--jobs=5");
    }

    @Test
    void aMissingValueIsRefused() {
        refused("a value is missing: --jobs N", "a", "--jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model", "--model=x", "-m", "-h", "--"})
    void anotherOptionIsNoValue(String word) {
        refused("a value is missing: --jobs N", "a", "--jobs", word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "-3", "", "--unknown", "=", "-mx"})
    void anyOtherWordIsAValue(String word) {
        assertThat(read("a", "--jobs", word).value("--jobs")).contains(word);
    }

    @Test
    void anOptionWithoutAValueTakesNone() {
        refused("--force takes no value", "a", "--force=yes");
    }

    @ParameterizedTest
    @CsvSource({
        "--modle=secret,--modle,; did you mean --model?",
        "--job,--job,; did you mean --jobs?",
        "--hlep,--hlep,; did you mean --help?",
        "--colour,--colour,''",
        "-x,-x,''",
        "-hx,-hx,''",
    })
    void anUnknownOptionIsRefusedWithASuggestionAndWithoutItsValue(
            String word, String shown, String suggestion) {
        refused("there is no option '%s'%s".formatted(shown, suggestion), "a", word);
    }

    @Test
    void aMissingParameterIsRefused() {
        refused("FILE is missing: kbench try FILE", "--force");
    }

    @Test
    void aSecondParameterIsRefusedWhereOneIsTaken() {
        refused("unexpected 'b'", "a", "b");
    }

    @Test
    void aParameterIsRefusedWhereNoneIsTaken() {
        assertThatThrownBy(() -> Words.read(NOTHING, List.of("a")))
                .hasMessage("unexpected 'a'\nsee kbench no --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void theHelpNeedsNoParameter(String help) {
        assertThat(read(help).helps()).isTrue();
        assertThat(read("a", help).helps()).isTrue();
    }

    @Test
    void afterTwoDashesNothingIsAnOption() {
        assertThat(read("--force", "--", "--help").parameters()).containsExactly("--help");
        refused("unexpected '--'", "--", "--", "--");
    }

    @Test
    void parametersRepeatWhereTheyMay() {
        Syntax many =
                new Syntax(
                        "kbench many",
                        List.of(),
                        Optional.of(new Parameter("M", false, true, "Some.")),
                        List.of(),
                        List.of());

        assertThat(Words.read(many, List.of()).parameters()).isEmpty();
        assertThat(Words.read(many, List.of("a", "-", "a")).parameters())
                .containsExactly("a", "-", "a");
    }

    @Test
    void hostileWordsAreWordsOrRefused() {
        for (String word : List.of("\u0000", "\uD83D", "\u202E${x}", "x".repeat(1_000_000))) {
            assertThat(read(word).parameters()).containsExactly(word);
        }
        for (String word : List.of("-\uD83D\uDE00", "--\u001B[2J", "-=", "--=", "-\u0000")) {
            assertThatThrownBy(() -> read("a", word))
                    .hasMessageStartingWith("there is no option '");
        }
    }
}
