package dev.kbench.run;

import static dev.kbench.run.Ledgers.layout;
import static dev.kbench.run.Ledgers.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Chat;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class MergeTest {
    static RunIdentity identity(int number, String label, ModelRef model, int trial) {
        return new RunIdentity(
                "%032x".formatted(number),
                "",
                "Run #" + number,
                label,
                TestRuns.task("Quiz", ResultType.SCORE),
                new AttemptId(
                        new RunKey(
                                new TaskRef("Quiz", 1, "", "", "", ""),
                                model,
                                new SampleRef(label, new LinkedHashMap<>(Map.of("word", label)), 0),
                                Params.of(),
                                trial),
                        1));
    }

    private static Run<Double> run(int number, String label, Outcome<Double> outcome) {
        return TestRuns.run(
                identity(number, label, Ledgers.A, 0),
                outcome,
                Params.of("word", label),
                List.of(),
                List.of(),
                Chat.named("Quiz"));
    }

    private static Outcome<Double> value(double value) {
        return new Outcome.Completed<>(value);
    }

    private static final Runs<Double> FIRST =
            Runs.of(
                    List.of(
                            run(1, "fr", value(1)),
                            run(2, "de", TestRuns.failed()),
                            run(3, "it", TestRuns.unmeasured())));

    private static String merged(RunLayout layout, String first, String later) {
        Runs<Double> runs = runs(layout, first).merge(runs(layout, later));
        return Ledgers.marks(runs);
    }

    @Test
    void laterRunsTakeThePlaceOfThoseThatSayLess() {
        assertThat(merged(layout(1, 9, 1), "+-xxx???-", "-+-x?+x?-")).isEqualTo("+--xx+x?-");
    }

    @Test
    void whatTheFirstDidNotRunIsAdded() {
        assertThat(merged(layout(2, 3, 1), "+x    ", "++-?x+")).isEqualTo("++-?x+");
        assertThat(merged(layout(2, 3, 1), "+x   -", "  +  +")).isEqualTo("+x+  -");
        Runs<Double> half = runs(layout(1, 4, 1), "+x  ").merge(runs(layout(1, 4, 1), "   +"));
        assertThat(half.tally()).isEqualTo(new Tally(2, 1, 0, 1));
        assertThat(half.planned()).isEqualTo(4);
    }

    @Test
    void runsOfFewerRowsFindTheirPlaces() {
        Runs<Double> merged =
                FIRST.merge(Runs.of(List.of(run(1, "it", value(3)), run(2, "de", value(2)))));
        assertThat(merged.stream().map(Run::result)).containsExactly(1.0, 2.0, 3.0);
        assertThat(merged.stream().map(run -> run.identity().label()))
                .containsExactly("fr", "de", "it");
        assertThat(merged.score().value()).isEqualTo(2);
        assertThat(merged.asDataFrame().labels()).containsExactly("fr", "de", "it");
        assertThat(merged.usage().inputTokens()).hasValue(30);
    }

    @Test
    void theCompletedAndTheErroredAreTheWholeAgain() {
        Runs<Double> runs = runs(layout(2, 4, 1), "+x-?+ ?x");
        Runs<Double> whole = runs.completedRuns().merge(runs.erroredRuns());
        assertThat(Ledgers.marks(whole)).isEqualTo("+x-?+ ?x");
        assertThat(FIRST.completedRuns().merge(FIRST.erroredRuns()).stream().map(Run::id))
                .containsExactly("Run #1", "Run #2", "Run #3");
        assertThat(FIRST.merge(FIRST.erroredRuns()).outcomes()).isEqualTo(FIRST.outcomes());
    }

    @Test
    void anotherOrderIsFollowed() {
        Runs<Double> later =
                Runs.of(
                        Stream.of("it", "fr", "de")
                                .map(label -> run(label.charAt(0), label, value(7)))
                                .toList());
        assertThat(FIRST.merge(later).stream().map(Run::result)).containsExactly(1.0, 7.0, 7.0);
    }

    @Test
    void aRunThatIsNoneOfTheFirstIsRefused() {
        Runs<Double> later =
                Runs.of(
                        List.of(
                                run(1, "fr", value(1)),
                                run(2, "es", value(2)),
                                run(3, "it", value(3))));
        assertThatThrownBy(() -> FIRST.merge(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "merge joins runs of the same task, model, row, parameters and trial:"
                                + " Quiz/Run #2 (row 'es', a, trial 0) of the later runs is none of"
                                + " the first runs (3 of 3 planned); evaluate the same data again");
        assertThatThrownBy(() -> Runs.of(List.<Run<Double>>of()).merge(later))
                .hasMessage(
                        "merge joins runs of the same task, model, row, parameters and trial:"
                                + " Quiz/Run #1 (row 'fr', a, trial 0) of the later runs is none of"
                                + " the first runs (0 of 0 planned); evaluate the same data again");
    }

    @Test
    void aModelThatTheFirstDoesNotKnowIsRefused() {
        RunLayout other = new RunLayout(List.of(Ledgers.B), 1, 2, 1, true);
        RunLedger<Double> later =
                new RunLedger<>(other, position -> run(position, "de", value(position)));
        later.put(1, Ledgers.value(1, 1));
        assertThatThrownBy(() -> runs(layout(1, 2, 1), "+").merge(later.close()))
                .hasMessage(
                        "merge joins runs of the same task, model, row, parameters and trial:"
                                + " Quiz/Run #1 (row 'de', a, trial 0) of the later runs was not"
                                + " run by the first, which has other models (1 of 2 planned);"
                                + " evaluate the same data again");
    }

    @Test
    void mergingIsIdempotentAndLosesNothing() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            RunLayout layout =
                    layout(1 + random.nextInt(2), random.nextInt(6), 1 + random.nextInt(3));
            String first = marks(random, layout.size());
            String later = marks(random, layout.size());
            Runs<Double> a = runs(layout, first);
            Runs<Double> b = runs(layout, later);
            Runs<Double> once = a.merge(b);
            assertThat(Ledgers.marks(a.merge(a))).isEqualTo(Ledgers.marks(a));
            assertThat(Ledgers.marks(once.merge(b))).isEqualTo(Ledgers.marks(once));
            assertThat(Ledgers.marks(once.merge(once))).isEqualTo(Ledgers.marks(once));
            assertThat(once.planned()).isEqualTo(layout.size());
            for (int i = 0; i < layout.size(); i++) {
                assertThat(rank(Ledgers.marks(once).charAt(i)))
                        .isEqualTo(Math.max(rank(first.charAt(i)), rank(later.charAt(i))));
            }
        }
    }

    private static int rank(char mark) {
        return " ?x-".indexOf(mark == '+' ? '-' : mark);
    }

    static String marks(Random random, int length) {
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < length; i++) {
            marks.append("+-x? ".charAt(random.nextInt(5)));
        }
        return marks.toString();
    }
}
