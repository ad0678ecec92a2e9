package dev.kbench.it.guide;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.llm.Llm;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.PassCount;
import dev.kbench.run.Run;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The guide's tasks (sections 1 and 2 of the quick reference).
class TasksGuideTest {
    @TempDir Path folder;

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Benchmark("my_task")
    void myTask(Llm llm) {
        String response = llm.prompt("Question?");
        assertTrue(response.contains("yes"), "The answer should be yes.");
    }

    @Test
    void aTask() throws Exception {
        ScriptedModels models = ScriptedModels.saying("yes, it is");
        Run<Void> run = models.in(folder, () -> Task.of(this::myTask).run(llm()));

        assertThat(models.lastAsked()).isEqualTo("Question?");
        assertThat(run.passed()).isTrue();
        assertThat(run.task().name()).isEqualTo("my_task");
        assertThat(run.assertionResults().getFirst().expectation())
                .isEqualTo("The answer should be yes.");
        assertThat(files()).anyMatch(name -> name.endsWith(".run.json"));
    }

    @Benchmark
    void greeting(Llm llm) {
        String response = llm.prompt("Hello!");
        assertNotEmpty(response);
    }

    @Test
    void aNameIsMadeOfTheMethods() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Hello to you.");
        Run<Void> run = models.in(folder, () -> Task.of(this::greeting).run(llm()));

        assertThat(run.task().name()).isEqualTo("Greeting");
        assertThat(run.passed()).isTrue();
    }

    @Benchmark(
            name = "all_set",
            description = "What it does",
            version = 2,
            storeTask = false,
            storeRun = false)
    boolean allSet(Llm llm) {
        return llm.prompt("Ready?").startsWith("yes");
    }

    @Test
    void everythingThatCanBeSaidOfATask() throws Exception {
        Run<Boolean> run =
                ScriptedModels.saying("yes").in(folder, () -> Task.of(this::allSet).run(llm()));

        assertThat(run.task().version()).isEqualTo(2);
        assertThat(run.task().description()).isEqualTo("What it does");
        assertThat(run.result()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Benchmark
    boolean judged(Llm llm, Llm judge) {
        String answer = llm.prompt("Name a river.");
        return judge.prompt("Is this a river? " + answer, boolean.class);
    }

    @Test
    void aSecondModel() throws Exception {
        ScriptedModels models =
                ScriptedModels.answering(
                        asked -> asked.model().equals(ScriptedModels.JUDGE) ? "yes" : "The Nile");
        Run<Boolean> run = models.in(folder, () -> Task.of(this::judged).run(llm(), judgeLlm()));

        assertThat(run.result()).isTrue();
        assertThat(models.asked())
                .extracting(asked -> asked.model())
                .containsExactly(ScriptedModels.SUBJECT, ScriptedModels.JUDGE);
    }

    @Benchmark
    void checkKnowledge(Llm llm, String question, String expectedAnswer) {
        String response = llm.prompt(question);
        assertContainsRegex("(?i)" + expectedAnswer, response);
    }

    @Test
    void furtherParameters() throws Exception {
        ScriptedModels models = ScriptedModels.saying("It is tokyo.");
        Run<Void> run =
                models.in(
                        folder,
                        () -> {
                            Task<Void> task = Task.of(this::checkKnowledge);
                            Run<Void> made = task.run(llm(), "Capital of Japan?", "Tokyo");
                            return made;
                        });

        assertThat(models.lastAsked()).isEqualTo("Capital of Japan?");
        assertThat(run.passed()).isTrue();
        assertThat(run.params().toString()).contains("Capital of Japan?", "Tokyo");
    }

    @Benchmark
    double accuracy(Llm llm) {
        return 0.85;
    }

    @Benchmark
    PassCount countCorrect(Llm llm) {
        return new PassCount(8, 10);
    }

    @Benchmark
    MetricWithCI measured(Llm llm) {
        return new MetricWithCI(0.85, 0.03);
    }

    @Benchmark
    Map<String, Object> detailedResult(Llm llm) {
        return Map.of("accuracy", 0.9, "latency", 1.2, "is_correct", true);
    }

    @Test
    void whatATaskMayReturn() throws Exception {
        ScriptedModels.saying("")
                .in(
                        folder,
                        () -> {
                            assertThat(Task.of(this::accuracy).run(llm()).result()).isEqualTo(0.85);
                            assertThat(Task.of(this::countCorrect).run(llm()).result())
                                    .isEqualTo(new PassCount(8, 10));
                            assertThat(Task.of(this::measured).run(llm()).result())
                                    .isEqualTo(new MetricWithCI(0.85, 0.03));
                            assertThat(Task.of(this::detailedResult).run(llm()).result())
                                    .containsEntry("accuracy", 0.9);
                            return files();
                        });
        assertThat(files().stream().filter(name -> name.endsWith(".run.json"))).hasSize(4);
    }

    List<String> unsupported(Llm llm) {
        return List.of();
    }

    @Test
    void whatATaskMayNotReturn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Task.of(this, "unsupported"))
                .withMessageContaining("List");
    }

    @Benchmark
    void compares(Llm llm) {
        assertEqual(4.0, 4, "Numbers are equal by value.");
    }

    @Test
    void numbersAreEqualByValue() throws Exception {
        assertThat(
                        ScriptedModels.saying("")
                                .in(folder, () -> Task.of(this::compares).run(llm()))
                                .passed())
                .isTrue();
    }
}
