package dev.kbench.it.guide;

import static dev.kbench.Kbench.assertContainsRegex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.testing.ChaosLlm;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// What the guide to testing a benchmark shows: tests of a task, as its author writes them.
class TestingGuideTest {
    @TempDir Path folder;

    private final ScriptedModels none = ScriptedModels.saying("Nobody is asked.");

    @Benchmark
    boolean question(Llm llm, String question, String answer) {
        String reply = llm.prompt(question + " Answer in one sentence.");
        return assertContainsRegex(
                        "(?i)\\b" + answer + "\\b", reply, "Should mention " + answer + ".")
                .passed();
    }

    @Test
    void aReplyWithTheAnswerPasses() throws Exception {
        none.in(
                folder,
                () -> {
                    MockLlm model = MockLlm.replying("That is Tokyo.");

                    Run<Boolean> run =
                            Task.of(this::question).run(model, "Capital of Japan?", "Tokyo");

                    assertThat(run.passed()).isTrue();
                    assertThat(model.invocations().getFirst().messages().getFirst().text())
                            .isEqualTo("Capital of Japan? Answer in one sentence.");
                    return run;
                });
    }

    @Test
    void anotherReplyDoesNot() throws Exception {
        none.in(
                folder,
                () -> {
                    Run<Boolean> run =
                            Task.of(this::question)
                                    .run(MockLlm.replying("Kyoto."), "Capital of Japan?", "Tokyo");

                    assertThat(run.passed()).isFalse();
                    assertThat(run.assertionResults().getFirst().expectation())
                            .isEqualTo("Should mention Tokyo.");
                    return run;
                });
    }

    @Test
    void aProviderThatIsDownMakesNoWrongAnswer() throws Exception {
        none.in(
                folder,
                () -> {
                    MockLlm down =
                            MockLlm.answering(
                                    "mock",
                                    request -> {
                                        throw new PermanentProviderException(
                                                Trouble.UNAVAILABLE, "mock", 503, "down", null);
                                    });

                    Run<Boolean> run =
                            Task.of(this::question).attempt(down, "Capital of Japan?", "Tokyo");

                    assertThat(run.outcome()).isInstanceOf(Outcome.Unmeasured.class);
                    return run;
                });
    }

    @Test
    void aRefusalIsNoRightAnswer() throws Exception {
        none.in(
                folder,
                () -> {
                    Llm refusing =
                            ChaosLlm.around(MockLlm.cycling("Tokyo"), with -> with.refusal(1));

                    Run<Boolean> run =
                            Task.of(this::question).attempt(refusing, "Capital of Japan?", "Tokyo");

                    assertThat(run.result()).isFalse();
                    return run;
                });
    }

    @Test
    void aWholeEvaluation() throws Exception {
        DataFrame rows =
                DataFrame.ofColumns(
                        "question",
                        List.of("Capital of Japan?", "Capital of Peru?"),
                        "answer",
                        List.of("Tokyo", "Lima"));
        none.in(
                folder,
                () -> {
                    MockLlm model =
                            MockLlm.answering(
                                    "mock",
                                    request ->
                                            request.messages().getLast().text().contains("Japan")
                                                    ? "Tokyo"
                                                    : "I do not know.");

                    Runs<Boolean> runs =
                            Task.of(this::question)
                                    .evaluate(
                                            with ->
                                                    with.llms(model)
                                                            .data(rows)
                                                            .jobs(2)
                                                            .onFailure(OnFailure.CONTINUE));

                    assertThat(runs.passRate().value()).isEqualTo(0.5);
                    return runs;
                });
    }
}
