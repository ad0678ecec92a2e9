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

import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.TestRun;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands below a failed assertion, word for word.
class EvidenceTest {
    private final TestRun run = TestRun.create();

    private List<String> details(TestRun.Body body) throws Exception {
        run.in(body);
        return run.scope().assertions().getLast().details();
    }

    @Test
    void whatHoldsNeedsNone() throws Exception {
        run.in(
                () -> {
                    assertEqual(1, 1);
                    assertIn(1, List.of(1));
                    assertNotIn(2, List.of(1));
                    assertEmpty("");
                    assertNotEmpty("x");
                    assertContainsRegex("x", "x");
                    assertNotContainsRegex("x", "y");
                    assertRaisesNoExceptions(() -> {});
                });
        assertThat(run.scope().assertions())
                .allSatisfy(
                        a -> {
                            assertThat(a.values()).isEmpty();
                            assertThat(a.difference()).isEmpty();
                        });
    }

    @Test
    void valuesStandBelowTheUsersOwnWordsOnly() throws Exception {
        assertThat(details(() -> assertEqual(4, 5, "Four.")))
                .containsExactly("expected: 4", "actual: 5");
        assertThat(details(() -> assertEqual(4, 5))).isEmpty();
        AssertionResult last = run.scope().assertions().getLast();
        assertThat(last.values())
                .containsExactly(Map.entry("expected", "4"), Map.entry("actual", "5"));
    }

    @Test
    void longValuesAreCut() throws Exception {
        assertThat(details(() -> assertEqual("x".repeat(2_000), "y", "Long.")))
                .containsExactly(
                        "expected: " + "x".repeat(1_000) + "… (2000 characters)",
                        "actual: y",
                        "at character 1: expected \"%s\"…, got \"y\"; lengths 2000 and 1"
                                .formatted("x".repeat(40)));
        assertThat(details(() -> assertEqual("x".repeat(2_000), "y")))
                .containsExactly(
                        "at character 1: expected \"%s\"…, got \"y\"; lengths 2000 and 1"
                                .formatted("x".repeat(40)));
    }

    @Test
    void ofConditionsIsNone() throws Exception {
        assertThat(details(() -> assertTrue(false))).isEmpty();
        assertThat(details(() -> assertFalse(true, "x"))).isEmpty();
        assertThat(details(() -> assertFail("x"))).isEmpty();
    }

    @Test
    void ofWhatIsMissingNamesWhatComesNear() throws Exception {
        assertThat(details(() -> assertIn("Nile", "It is the nile, I think.")))
                .containsExactly(
                        "found in another case at character 11: \"It is the nile, I think.\"");
        assertThat(details(() -> assertIn("Rhine", "It is the nile."))).isEmpty();
        assertThat(details(() -> assertIn("", List.of("a")))).isEmpty();
        assertThat(details(() -> assertIn(4, List.of("3", "4"))))
                .containsExactly(
                        "it has \"4\" (text), which is not equal to 4 (java.lang.Integer)");
        assertThat(details(() -> assertIn("a b", Map.of("A  b", 1))))
                .containsExactly("it has \"A  b\", which differs only in white space and case");
        assertThat(details(() -> assertIn(1, Optional.empty(), "One.")))
                .containsExactly("member: 1", "container: Optional.empty");
        assertThat(details(() -> assertIn(null, List.of("null")))).isEmpty();
    }

    @Test
    void ofWhatShouldBeMissingTellsWhere() throws Exception {
        assertThat(details(() -> assertNotIn("nil", "It is the nile.")))
                .containsExactly("found at character 11: \"It is the nile.\"");
        assertThat(details(() -> assertNotIn('n', "n")))
                .containsExactly("found at character 1: \"n\"");
        assertThat(details(() -> assertNotIn(null, Arrays.asList(1, null))))
                .containsExactly("found at [1]");
        assertThat(details(() -> assertNotIn(2, new double[] {1, 2})))
                .containsExactly("found at [1]");
        assertThat(details(() -> assertNotIn(2, Set.of(2), "No two.")))
                .containsExactly("member: 2", "container: [2]");
        assertThat(details(() -> assertNotContainsRegex("\\d+", "no digits but 42!", "No digits.")))
                .containsExactly(
                        "pattern: \\d+",
                        "text: no digits but 42!",
                        "found \"42\" at character 15: \"no digits but 42!\"");
    }

    @Test
    void ofAPatternThatIsMissingHasBoth() throws Exception {
        assertThat(details(() -> assertContainsRegex("x", "abc", "An x.")))
                .containsExactly("pattern: x", "text: abc");
    }

    @Test
    void ofWhatShouldBeEmptyCounts() throws Exception {
        assertThat(details(() -> assertEmpty("ab"))).containsExactly("it has 2 characters");
        assertThat(details(() -> assertEmpty(List.of(1)))).containsExactly("it has 1 element");
        assertThat(details(() -> assertEmpty(new int[3]))).containsExactly("it has 3 elements");
        assertThat(details(() -> assertEmpty(Map.of(1, 1, 2, 2))))
                .containsExactly("it has 2 entries");
        assertThat(details(() -> assertEmpty(Map.of(1, 1)))).containsExactly("it has 1 entry");
        assertThat(details(() -> assertEmpty(Optional.of(1)))).isEmpty();
        assertThat(details(() -> assertNotEmpty(List.of(), "Some.")))
                .containsExactly("container: []");
    }

    @Test
    void ofWhatWasThrownTellsItsCausesAndTheUsersLine() throws Exception {
        List<String> details =
                details(
                        () ->
                                assertRaisesNoExceptions(
                                        () -> {
                                            Exception thrown =
                                                    new IllegalStateException(
                                                            "outer", new IOException("inner"));
                                            thrown.setStackTrace(
                                                    new StackTraceElement[] {
                                                        new StackTraceElement(
                                                                "Quiz", "ask", "Quiz.java", 12)
                                                    });
                                            throw thrown;
                                        }));
        assertThat(details)
                .containsExactly(
                        "thrown: java.lang.IllegalStateException: outer, caused by"
                                + " java.io.IOException: inner",
                        "at: Quiz.java:12");
    }

    @Test
    void hostileTextsAreKeptAndShownAsEscapes() throws Exception {
        assertThat(details(() -> assertEqual("\u001b[31m", "\u202e\ud800\0", "x")))
                .containsExactly(
                        "expected: \u001b[31m",
                        "actual: \u202e\ud800\0",
                        "expected \"\\u001b[31m\", got \"\\u202e\\ud800\\u0000\"");
    }
}
