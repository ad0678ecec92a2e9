package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.workspace.EvaluationDefaults;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Private columns on their way from data to runs.
class PrivateRunsTest extends JournaledScenario {
    private final DataFrame people =
            DataFrame.ofColumns("word", List.of("Ann Lee", "Bob Low"))
                    .withLabels(List.of("Ann Lee", "b"))
                    .withPrivate("word");

    private final Task<Double> failing =
            Task.named("failing")
                    .returning(double.class)
                    .param("word", String.class)
                    .body(
                            (_, params) -> {
                                throw new IllegalStateException(
                                        "no " + params.value("word").orElseThrow());
                            });

    record Person(String firstName, int age) {}

    @Benchmark
    boolean greet(Llm model, Person person, String note) {
        return model.prompt(person.firstName() + note).isEmpty();
    }

    @Test
    void aColumnIsTheParameterOrTheComponentThatItFits() {
        DataFrame rows =
                DataFrame.ofColumns(
                                "First_Name",
                                List.of("Ann"),
                                "AGE",
                                List.of(7),
                                "note",
                                List.of("hello"))
                        .withPrivate("First_Name", "AGE");
        Run<?> run =
                process(Reuse.CONTINUE)
                        .call(
                                () ->
                                        Task.of(this::greet)
                                                .evaluate(with -> with.llms(llm).data(rows))
                                                .get(0));
        assertThat(run.privateValues().names()).containsExactlyInAnyOrder("firstName", "age");
        assertThat(run.privateValues().params(run.params()).asMap())
                .containsEntry("firstName", "[private]")
                .containsEntry("age", "[private]")
                .containsEntry("note", "hello");
        assertThat(run.params().value("age")).contains(7);
    }

    @Test
    void exceptionsAndWordsOfRunsDoNotTellThem() {
        Arena process = process(Reuse.CONTINUE);
        assertThatThrownBy(
                        () ->
                                process.call(
                                        () ->
                                                failing.evaluate(
                                                        with -> with.llms(llm).data(people))))
                .hasMessage(
                        "failing: 1 of 2 runs had no result, 1 were not started; the first: Run #1"
                                + " (row 0) on m/x: IllegalStateException: no [private]."
                                + " onFailure(OnFailure.CONTINUE) goes on instead");
        Run<Double> run =
                process.call(
                                () ->
                                        failing.evaluate(
                                                with ->
                                                        with.llms(llm)
                                                                .data(people)
                                                                .onFailure(OnFailure.CONTINUE)))
                        .get(1);
        assertThatThrownBy(run::result)
                .isInstanceOf(RunFailedException.class)
                .hasMessage(
                        "failing/Run #4 on m/x has no result: IllegalStateException: no [private]");
        assertThat(run.errorMessage()).contains("IllegalStateException: no Bob Low");
        assertThat(process.events.toString()).doesNotContain("Ann", "Bob");
    }

    @Test
    void aValueThatDoesNotFitIsNotQuoted() {
        Task<Double> number =
                Task.named("number")
                        .returning(double.class)
                        .param("word", int.class)
                        .body((_, _) -> 1.0);
        assertThatThrownBy(
                        () ->
                                process(Reuse.CONTINUE)
                                        .call(
                                                () ->
                                                        number.evaluate(
                                                                with ->
                                                                        with.llms(llm)
                                                                                .data(people))))
                .hasMessage(
                        "task 'number' takes [Llm llm, int word]; row 0: column 'word': expected"
                                + " int, got [private]");
    }

    @Test
    void anEvaluationNamesThemForAnyData() {
        Run<?> run =
                process(Reuse.CONTINUE)
                        .call(
                                () ->
                                        quiz.evaluate(
                                                with ->
                                                        with.llms(llm)
                                                                .data(
                                                                        List.of(
                                                                                Map.of(
                                                                                        "word",
                                                                                        "Ann")))
                                                                .privateColumns("word")))
                        .get(0);
        assertThat(run.privateValues().names()).containsExactly("word");
        assertThat(run).hasToString("quiz/Run #1 Answer[text=about [private], length=9]");
        assertThatThrownBy(
                        () ->
                                evaluate(
                                        process(Reuse.CONTINUE),
                                        1,
                                        with -> with.privateColumns("name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'name'; there are [word]");
        assertThatThrownBy(
                        () -> evaluate(process(Reuse.CONTINUE), 1, with -> with.privateColumns()))
                .hasMessage(
                        "privateColumns needs at least one name; leave it out where nothing is"
                                + " private");
        assertThatThrownBy(
                        () ->
                                evaluate(
                                        process(Reuse.CONTINUE),
                                        1,
                                        with -> with.privateColumns("word").privateColumns("word")))
                .hasMessage("privateColumns was already set");
    }

    @Nested
    class RunFiles {
        private List<Path> runFiles() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".run.json")).toList();
            }
        }

        @Test
        void ofRunsInsideDoNotTellThemEither() throws IOException {
            Task<Answer> outer =
                    Task.named("outer")
                            .returning(Answer.class)
                            .param("word", String.class)
                            .body(
                                    (model, params) ->
                                            quiz.run(model, params.value("word").orElseThrow())
                                                    .result());
            process(Reuse.CONTINUE).call(() -> outer.evaluate(with -> with.llms(llm).data(people)));
            assertThat(runFiles())
                    .hasSize(4)
                    .allSatisfy(
                            file -> {
                                assertThat(file.toString()).doesNotContain("Ann", "Bob");
                                assertThat(file)
                                        .content()
                                        .contains("about [private]")
                                        .doesNotContain("Ann", "Bob");
                            });
        }

        @Test
        void ofAnEvaluationInsideATaskDoNotTellThem() throws IOException {
            Task<Double> suite =
                    Task.named("suite")
                            .returning(double.class)
                            .body(
                                    (model, _) ->
                                            (double)
                                                    quiz.evaluate(
                                                                    with ->
                                                                            with.llms(model)
                                                                                    .data(people))
                                                            .size());
            Run<Double> run = process(Reuse.CONTINUE).call(() -> suite.run(llm));
            assertThat(run.privateValues().names()).isEmpty();
            assertThat(run.privateValues().text("Ann Lee, Bob Low"))
                    .isEqualTo("[private], [private]");
            assertThat(runFiles())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("Ann", "Bob"));
        }
    }

    @Nested
    class GoingOn {
        @Test
        void runsThatAreReadBackHaveRealValuesAndStayPrivate() {
            Runs<Answer> before =
                    process(Reuse.CONTINUE)
                            .call(() -> quiz.evaluate(with -> with.llms(llm).data(people)));
            Arena next = process(Reuse.CACHED);
            Runs<Answer> runs = next.call(() -> quiz.evaluate(with -> with.llms(llm).data(people)));
            assertThat(asked).hasSize(2);
            assertThat(runs.get(0).cached()).isTrue();
            assertThat(runs.get(0).result()).isEqualTo(before.get(0).result());
            assertThat(runs.get(0).params()).isEqualTo(Params.of("llm", "m/x", "word", "Ann Lee"));
            assertThat(runs.get(0).privateValues().names()).containsExactly("word");
            assertThat(next.events.toString()).doesNotContain("Ann", "Bob");
        }

        @Test
        void anOpenEvaluationIsNotGoneOnWithButItsRunsStandIn() {
            DataFrame open = DataFrame.ofColumns("word", List.of("Ann Lee", "Bob Low"));
            process(Reuse.CONTINUE).call(() -> quiz.evaluate(with -> with.llms(llm).data(open)));
            Runs<Answer> runs =
                    process(Reuse.CACHED)
                            .call(() -> quiz.evaluate(with -> with.llms(llm).data(people)));
            assertThat(asked).hasSize(2);
            assertThat(journals()).hasSize(2);
            assertThat(runs.get(1).privateValues().text("Bob Low")).isEqualTo("[private]");
        }

        @Test
        void whereNothingIsPrivateNothingIsHeld() {
            Run<Answer> run = evaluate(process(Reuse.CONTINUE), 1, _ -> {}).get(0);
            assertThat(run.privateValues()).isSameAs(PrivateValues.NONE);
            assertThat(run.chat().hidden()).isSameAs(PrivateValues.NONE);
        }
    }

    @Test
    void aCommandNamesThemForItsEvaluations() {
        Arena process =
                new Arena(
                        new Overrides(
                                List.of(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Reuse.CONTINUE,
                                EvaluationDefaults.NONE,
                                Optional.empty(),
                                List.of("word")));
        Runs<Answer> runs = evaluate(process, 2, _ -> {});
        assertThat(runs.get(1).privateValues().names()).containsExactly("word");
        process.call(() -> quiz.run(llm, "open"));
        assertThat(notices(process))
                .containsExactly(
                        "word: private are columns of data, and some runs are made without any;"
                                + " what those are given is shown");
    }
}
