package dev.kbench.assertion;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEmpty;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertFail;
import static dev.kbench.Kbench.assertFalse;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertNotContainsRegex;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertNotIn;
import static dev.kbench.Kbench.assertRaisesNoExceptions;
import static dev.kbench.Kbench.assertTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.Kbench;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.TestRun;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

class ChecksTest {
    private final TestRun run = TestRun.create();

    /// What the assertions of a body recorded, as `type: +expectation` or `type: -expectation`.
    private List<String> recorded(TestRun.Body body) throws Exception {
        run.in(body);
        return run.scope().assertions().stream()
                .map(a -> a.type() + ": " + (a.passed() ? "+" : "-") + a.expectation())
                .toList();
    }

    @Nested
    class Texts {
        @Test
        void areTheOriginalsWhereNoneIsGiven() throws Exception {
            assertThat(
                            recorded(
                                    () -> {
                                        assertEqual("The Nile.", "The Nile.");
                                        assertEqual(5, 5.0);
                                        assertEqual(4, 5);
                                        assertEqual(null, "x");
                                        assertTrue(true);
                                        assertTrue(false);
                                        assertFalse(false);
                                        assertFalse(true);
                                        assertIn(1, List.of(1, 2, 3));
                                        assertIn("Rhine", "The Nile.");
                                        assertNotIn(4, Arrays.asList(1, 2.5, "three", null, true));
                                        assertNotIn("a", Map.of("a", 1));
                                        assertEmpty("");
                                        assertEmpty(Map.of());
                                        assertEmpty(List.of(0));
                                        assertNotEmpty(List.of(0));
                                        assertNotEmpty(new int[0]);
                                        assertContainsRegex("(?i)oder", "the ODER");
                                        assertContainsRegex("^x", "the ODER");
                                        assertNotContainsRegex("\\d", "no digits");
                                        assertNotContainsRegex("o", "no digits");
                                        assertRaisesNoExceptions(() -> {});
                                        assertFail();
                                    }))
                    .containsExactly(
                            "assertEqual: +Expected: 'The Nile.', Got: 'The Nile.'",
                            "assertEqual: +Expected: '5', Got: '5.0'",
                            "assertEqual: -Expected: '4', Got: '5'",
                            "assertEqual: -Expected: 'null', Got: 'x'",
                            "assertTrue: +Expected 'true' to be True",
                            "assertTrue: -Expected 'false' to be True",
                            "assertFalse: +Expected 'false' to be False",
                            "assertFalse: -Expected 'true' to be False",
                            "assertIn: +Expected '1' in '[1, 2, 3]'",
                            "assertIn: -Expected 'Rhine' in 'The Nile.'",
                            "assertNotIn: +Expected '4' not in '[1, 2.5, three, null, true]'",
                            "assertNotIn: -Expected 'a' not in '{a=1}'",
                            "assertEmpty: +Expected '' to be empty",
                            "assertEmpty: +Expected '{}' to be empty",
                            "assertEmpty: -Expected '[0]' to be empty",
                            "assertNotEmpty: +Expected '[0]' not to be empty",
                            "assertNotEmpty: -Expected '[]' not to be empty",
                            "assertContainsRegex: +Expected pattern '(?i)oder' found in 'the ODER'",
                            "assertContainsRegex: -Expected pattern '^x' found in 'the ODER'",
                            "assertNotContainsRegex: +Expected pattern '\\d' not found in 'no"
                                    + " digits'",
                            "assertNotContainsRegex: -Expected pattern 'o' not found in 'no"
                                    + " digits'",
                            "assertRaisesNoExceptions: +Expected no exception to be raised",
                            "assertFail: -Assertion failed unconditionally.");
        }

        @Test
        void areTheUsersWhereOneIsGiven() throws Exception {
            assertThat(
                            recorded(
                                    () -> {
                                        assertEqual(1, 1, "One is one.");
                                        assertTrue(true, "Grüße, 日本 \"q\" %s ${x}");
                                        assertFalse(true, " ");
                                        assertIn(1, List.of(1), "Two\nlines.");
                                        assertNotIn(1, List.of(1), "not in");
                                        assertEmpty("x", "empty");
                                        assertNotEmpty("x", "not empty");
                                        assertContainsRegex("x", "x", "found");
                                        assertContainsRegex(Pattern.compile("x"), "x", "found too");
                                        assertNotContainsRegex("x", "x", "not found");
                                        assertNotContainsRegex(
                                                Pattern.compile("x"), "y", "not found too");
                                        assertRaisesNoExceptions(() -> {}, "Should parse.");
                                        assertFail("\ud800\0\u202e");
                                    }))
                    .containsExactly(
                            "assertEqual: +One is one.",
                            "assertTrue: +Grüße, 日本 \"q\" %s ${x}",
                            "assertFalse: - ",
                            "assertIn: +Two\nlines.",
                            "assertNotIn: -not in",
                            "assertEmpty: -empty",
                            "assertNotEmpty: +not empty",
                            "assertContainsRegex: +found",
                            "assertContainsRegex: +found too",
                            "assertNotContainsRegex: -not found",
                            "assertNotContainsRegex: +not found too",
                            "assertRaisesNoExceptions: +Should parse.",
                            "assertFail: -\ud800\0\u202e");
        }

        @Test
        void thatAreEmptyCountAsNone() throws Exception {
            assertThat(
                            recorded(
                                    () -> {
                                        assertEqual(1, 1, "");
                                        assertFail("");
                                        Kbench.recordAssertion(true, "");
                                    }))
                    .containsExactly(
                            "assertEqual: +Expected: '1', Got: '1'",
                            "assertFail: -Assertion failed unconditionally.",
                            "recordAssertion: +Expected a condition to hold");
        }

        @Test
        void showWhatWasThrown() throws Exception {
            assertThat(
                            recorded(
                                    () -> {
                                        assertRaisesNoExceptions(
                                                () -> {
                                                    throw new java.io.IOException("disk");
                                                });
                                        assertRaisesNoExceptions(
                                                () -> {
                                                    throw new AssertionError("check");
                                                },
                                                "Should hold.");
                                        assertRaisesNoExceptions(
                                                () -> {
                                                    throw new StackOverflowError();
                                                },
                                                "Should end.");
                                    }))
                    .containsExactly(
                            "assertRaisesNoExceptions: -Expected no exception to be raised",
                            "assertRaisesNoExceptions: -Should hold.",
                            "assertRaisesNoExceptions: -Should end.");
            assertThat(run.scope().assertions())
                    .extracting(a -> a.values().get("thrown"))
                    .containsExactly(
                            "java.io.IOException: disk",
                            "java.lang.AssertionError: check",
                            "java.lang.StackOverflowError");
        }

        @Test
        void cutHugeValues() throws Exception {
            assertThat(recorded(() -> assertEqual("x", "y".repeat(1 << 20))))
                    .containsExactly(
                            "assertEqual: -Expected: 'x', Got: '"
                                    + "y".repeat(4_000)
                                    + "… (1048576 characters)'");
        }

        @Test
        void keepThePatternsOwnText() throws Exception {
            assertThat(
                            recorded(
                                    () ->
                                            assertContainsRegex(
                                                    Pattern.compile(
                                                            "^the", Pattern.CASE_INSENSITIVE),
                                                    "The Oder.")))
                    .containsExactly(
                            "assertContainsRegex: +Expected pattern '^the' found in 'The Oder.'");
        }
    }

    @Nested
    class Verdicts {
        @Test
        void onMembers() throws Exception {
            run.in(
                    () -> {
                        assertThat(assertIn("b", Map.of("b", 1, "a", 2)).passed()).isTrue();
                        assertThat(assertIn(1.0, Map.of(1, "x")).passed()).isTrue();
                        assertThat(assertIn("ile", new StringBuilder("Nile")).passed()).isTrue();
                        assertThat(assertIn('N', "Nile").passed()).isTrue();
                        assertThat(assertIn("", "").passed()).isTrue();
                        assertThat(assertIn(4, new double[] {4}).passed()).isTrue();
                        assertThat(assertIn(null, Arrays.asList(1, null)).passed()).isTrue();
                        assertThat(assertIn(null, List.of(1)).passed()).isFalse();
                        assertThat(assertIn(List.of(1), Set.of(List.of(1.0))).passed()).isTrue();
                        assertThat(assertIn(4, Optional.of(4.0)).passed()).isTrue();
                        assertThat(assertIn(4, Optional.empty()).passed()).isFalse();
                    });
        }

        @Test
        void onEmptiness() throws Exception {
            run.in(
                    () -> {
                        for (Object empty :
                                List.of(
                                        "",
                                        new StringBuilder(),
                                        List.of(),
                                        Set.of(),
                                        Map.of(),
                                        new int[0],
                                        Optional.empty())) {
                            assertThat(assertEmpty(empty).passed()).isTrue();
                            assertThat(assertNotEmpty(empty).passed()).isFalse();
                        }
                        for (Object full :
                                List.of(
                                        " ",
                                        "\0",
                                        List.of(List.of()),
                                        Set.of(0),
                                        Map.of("", ""),
                                        new int[1],
                                        Optional.of(""))) {
                            assertThat(assertEmpty(full).passed()).isFalse();
                            assertThat(assertNotEmpty(full).passed()).isTrue();
                        }
                        assertThat(Checks.assertEmpty(null, "").passed()).isTrue();
                        assertThat(Checks.assertNotEmpty(null, "").passed()).isFalse();
                    });
        }

        @Test
        void onPatternsOfEveryScript() throws Exception {
            run.in(
                    () -> {
                        assertThat(assertContainsRegex("^\\w+$", "größe").passed()).isTrue();
                        assertThat(assertContainsRegex("\\d", "٣").passed()).isTrue();
                        assertThat(
                                        assertContainsRegex("(?i)İSTANBUL|istanbul", "ISTANBUL")
                                                .passed())
                                .isTrue();
                        assertThat(assertContainsRegex("a.c", "a\nc").passed()).isFalse();
                        assertThat(assertContainsRegex(Pattern.compile("\\d"), "٣").passed())
                                .isFalse();
                    });
        }

        @Test
        void areReturnedAndRecordedOnce() throws Exception {
            List<AssertionResult> returned = new ArrayList<>();
            run.in(() -> returned.add(assertTrue(false)));

            assertThat(run.scope().assertions()).isEqualTo(returned);
            assertThat(run.events())
                    .containsExactly(new RunEvent.AssertionRecorded("r1", returned.getFirst()));
        }
    }

    @Nested
    class Misuse {
        @Test
        void ofAContainerIsNamed() throws Exception {
            run.in(
                    () -> {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> assertIn(1, 1))
                                .withMessage(
                                        "expected a text, collection, map, array or optional, got a"
                                                + " java.lang.Integer");
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> assertIn(1, "1"))
                                .withMessage("a text can only contain a text, got 1");
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> assertEmpty(new Object()))
                                .withMessage(
                                        "expected a text, collection, map, array or optional, got a"
                                                + " java.lang.Object");
                        assertThatNullPointerException()
                                .isThrownBy(() -> assertIn(1, null))
                                .withMessage(
                                        "container: expected a text, collection, map, array or"
                                                + " optional, got null");
                        assertThatNullPointerException()
                                .isThrownBy(() -> assertContainsRegex("x", null))
                                .withMessage("text: expected the text to look in, got null");
                    });
            assertThat(run.scope().assertions()).isEmpty();
        }

        @Test
        void ofAPatternIsNamed() throws Exception {
            String text = "ab".repeat(1 << 19);
            run.in(
                    () ->
                            assertThatIllegalArgumentException()
                                    .isThrownBy(() -> assertContainsRegex("^(a|b)*$", text))
                                    .withMessage(
                                            "the pattern '^(a|b)*$' goes too deep on a text of"
                                                + " 1048576 characters; repeat single characters"
                                                + " instead of groups, as in [ab]* for (a|b)*"));
        }

        @Test
        void ofWhatIsNoPatternIsNamed() throws Exception {
            run.in(
                    () -> {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> assertContainsRegex("a(", "text"))
                                .withMessage(
                                        "pattern: expected a regular expression, got 'a(': Unclosed"
                                            + " group at index 2; a text as it stands is looked for"
                                            + " with assertIn, or with Pattern.quote(text)");
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> assertNotContainsRegex("[", "text"))
                                .withMessageStartingWith(
                                        "pattern: expected a regular expression, got '[': ");
                    });
            assertThat(run.scope().assertions()).isEmpty();
        }

        @Test
        void outsideOfARunIsAnError() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> assertTrue(true, "It holds."))
                    .withMessage(
                            "the assertion \"It holds.\" belongs to no run: assert inside a task,"
                                    + " and take the run along to a thread of your own with"
                                    + " Contexts.carry(…)");
            assertThatIllegalStateException()
                    .isThrownBy(() -> assertFail("x".repeat(1 << 20)))
                    .withMessage(
                            "the assertion \""
                                    + "x".repeat(200)
                                    + "… (1048576 characters)\" belongs to no run: assert inside a"
                                    + " task, and take the run along to a thread of your own with"
                                    + " Contexts.carry(…)");
            assertThatIllegalStateException().isThrownBy(() -> Kbench.recordAssertion(true, "x"));
        }

        @Test
        void onAThreadThatLostItsRunIsAnError() throws Exception {
            List<Throwable> thrown = new ArrayList<>();
            run.in(
                    () ->
                            Thread.ofVirtual()
                                    .start(
                                            () -> {
                                                try {
                                                    assertTrue(true);
                                                } catch (IllegalStateException e) {
                                                    thrown.add(e);
                                                }
                                            })
                                    .join());

            assertThat(thrown).hasSize(1);
            assertThat(run.scope().assertions()).isEmpty();
        }
    }

    @Nested
    class Cancellations {
        @Test
        void ofTheRunGoOn() throws Exception {
            run.cancellation().cancel("timed out after 30 s");
            Callable<AssertionResult> asked =
                    () -> assertRaisesNoExceptions(run.cancellation()::check);
            run.in(
                    () ->
                            assertThatExceptionOfType(CancellationException.class)
                                    .isThrownBy(asked::call)
                                    .withMessage("timed out after 30 s"));
            assertThat(run.scope().assertions()).isEmpty();
        }

        @Test
        void ofOtherThingsAreRecorded() throws Exception {
            assertThat(
                            recorded(
                                    () ->
                                            assertRaisesNoExceptions(
                                                    () -> {
                                                        throw new CancellationException("other");
                                                    })))
                    .containsExactly(
                            "assertRaisesNoExceptions: -Expected no exception to be raised");
            assertThat(run.scope().assertions().getFirst().values())
                    .containsEntry("thrown", "java.util.concurrent.CancellationException: other");
        }

        @Test
        void byInterruptLeaveTheFlag() throws Exception {
            run.in(
                    () ->
                            assertThat(
                                            assertRaisesNoExceptions(
                                                            () -> {
                                                                throw new InterruptedException();
                                                            })
                                                    .passed())
                                    .isFalse());
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
