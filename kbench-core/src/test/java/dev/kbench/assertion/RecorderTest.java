package dev.kbench.assertion;

import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbench.Kbench;
import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.TestRun;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

class RecorderTest {
    private final TestRun run = TestRun.create();

    private AssertionResult last() {
        return run.scope().assertions().getLast();
    }

    private static int line() {
        return StackWalker.getInstance()
                .walk(f -> f.skip(1).findFirst())
                .orElseThrow()
                .getLineNumber();
    }

    private static AssertionResult assertWordCount(String text, int min, int max) {
        int words = text.split("\\s+").length;
        return recordAssertion(min <= words && words <= max, "%d-%d words".formatted(min, max));
    }

    private static AssertionResult assertBoth(String text) {
        AssertionResult inner = Kbench.assertNotEmpty(text, "inner");
        return recordAssertion(inner.passed(), "outer");
    }

    @Nested
    class BuiltIn {
        @Test
        void standsOnItsCallersLine() throws Exception {
            int[] line = new int[1];
            run.in(
                    () -> {
                        line[0] = line() + 1;
                        assertTrue(1 < 2, "one"); // a comment
                    });

            assertThat(last().line()).isEqualTo(line[0]);
            assertThat(last().source()).isEqualTo("assertTrue(1 < 2, \"one\"); // a comment");
        }

        @Test
        void overSeveralLinesStandsOnTheFirst() throws Exception {
            int[] line = new int[1];
            run.in(
                    () -> {
                        line[0] = line() + 1;
                        Kbench.assertEqual(
                                "a rather long text that fills the line",
                                "another rather long text that fills the line",
                                "several lines");
                    });

            assertThat(last().line()).isEqualTo(line[0]);
            assertThat(last().source()).isEqualTo("Kbench.assertEqual(");
        }

        @Test
        void inAHelperStandsThere() throws Exception {
            run.in(() -> helper("x"));

            assertThat(last().source())
                    .isEqualTo("assertTrue(!text.isEmpty(), \"from a helper\");");
        }

        private static void helper(String text) {
            assertTrue(!text.isEmpty(), "from a helper");
        }

        @Test
        void calledByTheJdkStandsOnTheUsersLine() throws Exception {
            run.in(() -> Stream.of(true, false).forEach(Kbench::assertTrue));

            assertThat(run.scope().assertions())
                    .hasSize(2)
                    .extracting(AssertionResult::source)
                    .containsOnly(
                            "run.in(() -> Stream.of(true, false).forEach(Kbench::assertTrue));");
        }

        @Test
        void onAThreadThatIsTakenAlongBelongsToTheRun() throws Exception {
            run.in(
                    () -> {
                        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                            threads.submit(Contexts.carry(() -> assertTrue(true, "carried"))).get();
                        }
                    });

            assertThat(last().expectation()).isEqualTo("carried");
            assertThat(last().source()).contains("Contexts.carry(() -> assertTrue(true");
        }

        @Test
        void standsBehindTheLastAnswerOfItsChat() throws Exception {
            Chat chat = Chat.named("Quiz");
            MockLlm mock = MockLlm.cycling("x");
            run.in(
                    () -> {
                        try (var _ = Contexts.enter(chat)) {
                            assertTrue(true, "before");
                            mock.prompt("?");
                            Actor.USER.send("more");
                            assertTrue(true, "after");
                        }
                    });

            assertThat(run.scope().assertions())
                    .extracting(AssertionResult::requestCount)
                    .containsExactly(0, 1);
            assertThat(last().chatId()).isEqualTo(chat.id());
        }
    }

    @Nested
    class Custom {
        @Test
        void isNamedByItsMethodAndStandsOnTheCallersLine() throws Exception {
            int[] line = new int[1];
            run.in(
                    () -> {
                        line[0] = line() + 1;
                        assertWordCount("three little words", 10, 20);
                    });

            assertThat(last().type()).isEqualTo("assertWordCount");
            assertThat(last().passed()).isFalse();
            assertThat(last().expectation()).isEqualTo("10-20 words");
            assertThat(last().line()).isEqualTo(line[0]);
            assertThat(last().source())
                    .isEqualTo("assertWordCount(\"three little words\", 10, 20);");
        }

        @Test
        void overSeveralLinesStandsOnTheFirst() throws Exception {
            run.in(
                    () -> {
                        assertWordCount(
                                "three little words that are quite a few more than three of them",
                                10,
                                20);
                    });

            assertThat(last().source()).isEqualTo("assertWordCount(");
        }

        @Test
        void thatCallsAnotherRecordsBothInnerFirst() throws Exception {
            run.in(() -> assertBoth("x"));

            assertThat(run.scope().assertions())
                    .extracting(AssertionResult::type, AssertionResult::source)
                    .containsExactly(
                            tuple(
                                    "assertNotEmpty",
                                    "AssertionResult inner = Kbench.assertNotEmpty(text,"
                                            + " \"inner\");"),
                            tuple("assertBoth", "run.in(() -> assertBoth(\"x\"));"));
        }

        @Test
        void calledByTheJdkKeepsItsNameAndTheUsersLine() throws Exception {
            run.in(() -> List.of("a", "b").forEach(RecorderTest::assertBoth));

            assertThat(last().type()).isEqualTo("assertBoth");
            assertThat(last().source())
                    .isEqualTo(
                            "run.in(() -> List.of(\"a\","
                                    + " \"b\").forEach(RecorderTest::assertBoth));");
        }

        @Test
        void recordedInALambdaHasNoNameOfItsOwn() throws Exception {
            run.in(
                    () -> {
                        recordAssertion(true, "in place");
                        Runnable lambda = () -> recordAssertion(true, "in a lambda");
                        lambda.run();
                    });

            assertThat(run.scope().assertions())
                    .extracting(AssertionResult::type)
                    .containsOnly("recordAssertion");
            assertThat(last().source()).contains("recordAssertion(true, \"in a lambda\")");
        }

        @Test
        void thatIsRequiredInPlaceSaysSo() throws Exception {
            run.in(() -> requireAssertion(true, "in place"));

            assertThat(last().type()).isEqualTo("requireAssertion");
        }

        @Test
        void recordedInALambdaOfItsMethodKeepsItsName() throws Exception {
            run.in(
                    () -> {
                        assertAllShort("a", "longer");
                    });

            assertThat(run.scope().assertions())
                    .extracting(
                            AssertionResult::type, AssertionResult::passed, AssertionResult::source)
                    .containsExactly(
                            tuple("assertAllShort", true, "assertAllShort(\"a\", \"longer\");"),
                            tuple("assertAllShort", false, "assertAllShort(\"a\", \"longer\");"));
        }

        private static void assertAllShort(String... words) {
            Stream.of(words)
                    .map(String::length)
                    .forEach(n -> Stream.of(n).forEach(m -> recordAssertion(m < 5, m + " of 5")));
        }

        @Test
        void recordedInALambdaThatOutlivesItsMethodStandsOnItsOwnLine() throws Exception {
            run.in(() -> later().run());

            assertThat(last().type()).isEqualTo("recordAssertion");
            assertThat(last().source()).isEqualTo("return () -> recordAssertion(true, \"later\");");
        }

        private static Runnable later() {
            return () -> recordAssertion(true, "later");
        }

        @Test
        void recordedByAConstructorIsNamedByItsType() throws Exception {
            run.in(() -> new Answer("x"));

            assertThat(last().type()).isEqualTo("Answer");
            assertThat(last().source()).isEqualTo("run.in(() -> new Answer(\"x\"));");
        }

        private static final class Answer {
            Answer(String text) {
                recordAssertion(!text.isEmpty(), "an answer");
            }
        }

        @Test
        void hasTheValuesItWasGiven() throws Exception {
            run.in(
                    () -> {
                        assertWords("one two", 1);
                        assertWords("one two", 4);
                    });

            assertThat(run.scope().assertions())
                    .extracting(
                            AssertionResult::type,
                            AssertionResult::values,
                            AssertionResult::details)
                    .containsExactly(
                            tuple(
                                    "assertWords",
                                    Map.of("words", "2", "least", "1"),
                                    List.of("words: 2", "least: 1")),
                            tuple(
                                    "assertWords",
                                    Map.of("words", "2", "least", "4"),
                                    List.of("words: 2", "least: 4")));
        }

        private static AssertionResult assertWords(String text, int least) {
            int words = text.split(" ").length;
            return recordAssertion(
                    words >= least,
                    "enough words",
                    with -> with.value("words", words).value("least", least));
        }

        @Test
        void thatComparesShowsTheDifference() throws Exception {
            run.in(
                    () ->
                            recordAssertion(
                                    false,
                                    "the same plan",
                                    with ->
                                            with.named("plan")
                                                    .compared(List.of("a", "b"), List.of("a"))));

            assertThat(last().type()).isEqualTo("plan");
            assertThat(last().difference()).isEqualTo("missing [1] = \"b\"");
            assertThat(last().details())
                    .containsExactly("expected: [a, b]", "actual: [a]", "missing [1] = \"b\"");
            run.in(() -> recordAssertion(true, "same", with -> with.compared(1, 1.0)));
            assertThat(last().difference()).isEmpty();
        }

        @Test
        void refusesOptionsThatContradict() throws Exception {
            run.in(
                    () -> {
                        refused(
                                with -> with.value("n", 1).value("n", 2),
                                "value 'n' was already set to 1");
                        refused(with -> with.value(" ", 1), "a value's name must not be blank");
                        refused(with -> with.named(""), "an assertion's name must not be blank");
                        refused(with -> with.named("a").named("b"), "named was already set to a");
                        refused(
                                with -> {
                                    for (int i = 0; i <= 50; i++) {
                                        with.value("v" + i, i);
                                    }
                                },
                                "an assertion takes at most 50 values, got another: 'v50'");
                    });
            assertThat(run.scope().assertions()).isEmpty();
        }

        private static void refused(Consumer<AssertionOptions> with, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> recordAssertion(true, "x", with))
                    .withMessage(message);
        }

        @Test
        void ofASubRunBelongsToIt() throws Exception {
            TestRun inner = TestRun.create();
            run.in(
                    () -> {
                        inner.in(() -> assertWordCount("a", 1, 2));
                        assertWordCount("a", 2, 3);
                    });

            assertThat(inner.scope().assertions())
                    .extracting(AssertionResult::source)
                    .containsExactly("inner.in(() -> assertWordCount(\"a\", 1, 2));");
            assertThat(run.scope().assertions())
                    .extracting(AssertionResult::source)
                    .containsExactly("assertWordCount(\"a\", 2, 3);");
        }

        @Test
        void thatIsRequiredStopsTheTask() throws Exception {
            run.in(
                    () -> {
                        assertThat(mustShout("LOUD").passed()).isTrue();
                        assertThatExceptionOfType(RequirementFailedError.class)
                                .isThrownBy(() -> mustShout("quiet"))
                                .withMessage("required, but not met: quiet should be upper case");
                    });

            assertThat(run.scope().assertions())
                    .extracting(AssertionResult::type, AssertionResult::passed)
                    .containsExactly(tuple("mustShout", true), tuple("mustShout", false));
        }

        private static AssertionResult mustShout(String text) {
            return requireAssertion(
                    text.equals(text.toUpperCase(java.util.Locale.ROOT)),
                    text + " should be upper case");
        }
    }

    @Nested
    class Thrown {
        private AssertionResult recorded(AssertionError error) throws Exception {
            run.in(() -> Recorder.recordThrown(error));
            return last();
        }

        private static AssertionError caught(Runnable body) {
            try {
                body.run();
            } catch (AssertionError e) {
                return e;
            }
            throw new IllegalStateException("nothing was thrown");
        }

        @Test
        void byAJavaAssertStandsOnItsLine() throws Exception {
            int[] line = {line() + 1};
            AssertionError error =
                    caught(
                            () -> {
                                assert 1 > 2 : "one is not more";
                            });

            AssertionResult result = recorded(error);
            assertThat(result.type()).isEqualTo("AssertionError");
            assertThat(result.passed()).isFalse();
            assertThat(result.expectation()).isEqualTo("one is not more");
            assertThat(result.line()).isBetween(line[0], line[0] + 3);
            assertThat(result.source()).contains("assert 1 > 2 : \"one is not more\";");
        }

        @Test
        void withoutAMessageSaysSo() throws Exception {
            AssertionResult result =
                    recorded(
                            caught(
                                    () -> {
                                        assert 1 > 2;
                                    }));

            assertThat(result.expectation()).isEqualTo("an assertion failed");
        }

        /// Called by reflection, because tests here assert in one way only.
        @Test
        void byJUnitStandsOnTheUsersLine() throws Exception {
            Method assertEquals =
                    Class.forName("org.junit.jupiter.api.Assertions")
                            .getMethod("assertEquals", int.class, int.class, String.class);
            AssertionError error = null;
            try {
                assertEquals.invoke(null, 4, 5, "four");
            } catch (InvocationTargetException e) {
                error = (AssertionError) e.getCause();
            }

            AssertionResult result = recorded(error);
            assertThat(result.type()).isEqualTo("AssertionFailedError");
            assertThat(result.expectation()).isEqualTo("four ==> expected: <4> but was: <5>");
            assertThat(result.source()).isEqualTo("assertEquals.invoke(null, 4, 5, \"four\");");
        }

        @Test
        void byAssertJStandsOnTheUsersLine() throws Exception {
            AssertionResult result = recorded(caught(() -> assertThat("abc").startsWith("x")));

            assertThat(result.expectation()).contains("to start with");
            assertThat(result.source()).contains("assertThat(\"abc\").startsWith(\"x\")");
        }

        @Test
        void withoutAStackTraceHasNoLine() throws Exception {
            AssertionError error = new AssertionError("bare") {};
            error.setStackTrace(new StackTraceElement[0]);
            AssertionResult result = recorded(error);

            assertThat(result.line()).isZero();
            assertThat(result.source()).isEmpty();
            assertThat(result.type()).isEqualTo("AssertionError");
        }

        @Test
        void withAHugeMessageIsCut() throws Exception {
            assertThat(recorded(new AssertionError("x".repeat(1 << 20))).expectation())
                    .isEqualTo("x".repeat(4_000) + "… (1048576 characters)");
        }

        @Test
        void whoseMessageFailsIsRecordedAllTheSame() throws Exception {
            AssertionError error =
                    new AssertionError() {
                        @Override
                        public String getMessage() {
                            throw new IllegalStateException("no message");
                        }
                    };

            assertThat(recorded(error).expectation())
                    .isEqualTo(
                            "an assertion failed (its message cannot be had:"
                                    + " java.lang.IllegalStateException)");
        }
    }
}
