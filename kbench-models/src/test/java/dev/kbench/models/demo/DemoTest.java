package dev.kbench.models.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Role;
import dev.kbench.config.Settings;
import dev.kbench.content.Text;
import dev.kbench.contract.Calls;
import dev.kbench.event.Usage;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.schema.UnparsableAnswerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class DemoTest {
    private static Connection connect(String id) {
        return new DemoProvider().connect(id, Settings.of(Map.of()), Progress.NONE);
    }

    private static Llm llm(String id) {
        return new Llm(connect(id), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "What is 2 + 2?, 4",
        "What is 12*(3-1)?, 24",
        "What is 6 times 7?, 42",
        "10 divided by 4, 2.5",
        "'Question 3. What is 100 minus 1?', 99",
        "'1 plus 1', 2",
        "-3 × −2, 6",
        "8 ÷ (2 − 4), -4",
        "0.1 + 0.2, 0.3",
        "((((1))))+1, 2",
        "What is the capital of France?, I only know sums.",
        "1/0, I only know sums.",
        "(1+2, I only know sums.",
        "1.2.3 + 1, I only know sums.",
    })
    void calculatorWorksTheFirstSumOut(String question, String answer) {
        assertThat(llm("demo/calculator").prompt(question)).isEqualTo(answer);
    }

    @Test
    void calculatorStandsLongNonsense() {
        assertThat(llm("demo/calculator").prompt("(".repeat(1 << 20)))
                .isEqualTo("I only know sums.");
        assertThat(llm("demo/calculator").prompt("-1".repeat(1 << 20))).isEqualTo("-5000");
    }

    @Test
    void typedQuestionsGetTypedAnswers() {
        assertThat(llm("demo/calculator").prompt("6 times 7?", int.class)).isEqualTo(42);
        assertThat(llm("demo/calculator").prompt("1 / 8", double.class)).isEqualTo(0.125);
        assertThat(llm("demo/wrong").prompt("6 times 7?", int.class)).isEqualTo(43);
    }

    private static long add(long a, long b) {
        return a + b;
    }

    private static long multiply(long a, long b) {
        return a * b;
    }

    private static String weather(String town, Thread.State state) {
        return state + " in " + town;
    }

    @Test
    void callerCallsTheToolThatTheQuestionNames() {
        Llm caller = llm("demo/caller");
        assertThat(
                        caller.prompt(
                                "What is 12 multiplied by 34?",
                                with -> with.tool(DemoTest::add).tool(DemoTest::multiply)))
                .isEqualTo("The tool said: 408");
        assertThat(caller.prompt("1 and 2?", long.class, with -> with.tool(DemoTest::add)))
                .isEqualTo(3);
        assertThat(
                        caller.prompt(
                                "Is the weather in Bonn blocked?",
                                with -> with.tool(DemoTest::add).tool(DemoTest::weather)))
                .isEqualTo("The tool said: BLOCKED in Bonn");
        assertThat(caller.prompt("?")).isEqualTo("I only call tools.");
    }

    @Test
    void wrongIsNeverRight() {
        assertThat(llm("demo/wrong").prompt("2 + 2?")).isEqualTo("5");
        assertThat(llm("demo/wrong").prompt("Is water wet?")).isEqualTo("It is certainly not so.");
    }

    @Test
    void coderWritesTheProgramsThatItKnows() {
        assertThat(llm("demo/coder").prompt("What is the 15th Fibonacci number? Write Python."))
                .isEqualTo(
                        "Here is a program:\n\n"
                                + "```python\n"
                                + "a, b = 0, 1\n"
                                + "for _ in range(15):\n"
                                + "    a, b = b, a + b\n"
                                + "print(a)\n"
                                + "```\n");
        assertThat(llm("demo/coder").prompt("Calculate the factorial of 10."))
                .contains("\nprint(math.factorial(10))\n");
        assertThat(llm("demo/coder").prompt("Write Python for 6 times 7"))
                .contains("\nprint(42)\n");
        assertThat(llm("demo/coder").prompt("Mend it.\n\nx = ['a' 'b', 'c']\nprint(x)\n"))
                .contains("```python\nx = ['a', 'b', 'c']\nprint(x)\n```");
        assertThat(llm("demo/coder").prompt("Write a web page with the heading \"Tide table\"."))
                .startsWith("Here is a page:\n\n```html\n<!DOCTYPE html>\n<html>\n")
                .contains("<h1>Tide table</h1>\n")
                .endsWith("</html>\n```\n");
        assertThat(llm("demo/coder").prompt("Write a poem.")).isEqualTo("I know no program.");
    }

    @Test
    void echoRepeatsTheUsersLastWords() {
        assertThat(llm("demo/echo").prompt("\u0000 ı \ud800")).isEqualTo("\u0000 ı \ud800");
    }

    @Test
    void aPlayerPlaysAlong() {
        Llm player = llm("demo/player");
        assertThat(player.prompt("Is it so?", boolean.class)).isTrue();
        assertThat(player.prompt("How good is it?", double.class)).isEqualTo(7.0);
        assertThat(player.prompt("How many?", int.class)).isEqualTo(7);
        assertThat(player.prompt("Well?")).isEqualTo(player.prompt("Well?")).endsWith(".");
    }

    @Test
    void babbleIsTheSameForTheSameRequestAndNeverANumber() {
        String first = llm("demo/babble").prompt("Hello?");
        assertThat(llm("demo/babble").prompt("Hello?")).isEqualTo(first);
        assertThat(llm("demo/babble").prompt("Hello!")).isNotEqualTo(first);
        assertThat(llm("demo/babble").prompt("Hello?", with -> with.seed(1))).isNotEqualTo(first);
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> llm("demo/babble").prompt("2 + 2?", int.class));
    }

    @Test
    void noDemoModelClaimsToBeALanguageModelOrToHaveUsedTokens() throws Exception {
        for (String id : new DemoProvider().known(Settings.of(Map.of()))) {
            Connection connection = connect(id);
            assertThat(connection.note()).isEqualTo("scripted, not a language model");
            assertThat(connection.ref().provider()).isEqualTo("demo");
            assertThat(
                            connection
                                    .client()
                                    .send(
                                            Calls.outside(
                                                    Calls.request(
                                                            connection.wireModel(),
                                                            "1 + 1",
                                                            OptionalInt.empty())),
                                            ChunkSink.NONE)
                                    .usage())
                    .isEqualTo(Usage.NONE);
        }
    }

    @Test
    void aConversationWithoutAUserIsAnsweredToItsLastMessage() throws Exception {
        ModelRequest request =
                ModelRequest.to("echo").message(Role.SYSTEM, new Text("Be brief.")).build();
        assertThat(
                        connect("demo/echo")
                                .client()
                                .send(Calls.outside(request), ChunkSink.NONE)
                                .text())
                .isEqualTo("Be brief.");
    }

    @Test
    void anUnknownOneIsRefusedWithTheNames() {
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> connect("demo/gpt"))
                .withMessage(
                        "demo/gpt: expected one of demo/echo, demo/calculator, demo/wrong,"
                                + " demo/babble, demo/coder, demo/player, demo/caller");
    }

    @ParameterizedTest
    @CsvSource({
        "'a b c', 3, 'a b c'",
        "'a b c', 2, 'a b'",
        "'a b c  ', 3, 'a b c  '",
        "' a  b', 1, ' a'",
        "'', 1, ''"
    })
    void wordsEndWhereTheyShould(String text, int words, String expected) {
        assertThat(text.substring(0, Words.end(text, words))).isEqualTo(expected);
    }
}
