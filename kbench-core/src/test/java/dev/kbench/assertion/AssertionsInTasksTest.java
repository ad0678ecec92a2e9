package dev.kbench.assertion;

import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbench.config.Settings;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;

/// However a task is made, its assertions stand on the user's lines under the user's names.
class AssertionsInTasksTest {
    private static final String BUILT_IN = "assertTrue(!answer.isEmpty(), \"built in\");";
    private static final String CUSTOM = "assertShort(answer, 1);";
    private static final String IN_PLACE = "recordAssertion(answer.length() < 2, \"in place\");";

    private final Workspace workspace =
            new Workspace(
                    Settings.of(Map.of()),
                    new Models(Settings.of(Map.of()), List.of(), List.of(), Progress.NONE),
                    new MemoryRunStore(),
                    Overrides.NONE);

    private static AssertionResult assertShort(String text, int limit) {
        return recordAssertion(text.length() <= limit, "at most " + limit);
    }

    @Benchmark
    void quiz(Llm llm) {
        String answer = llm.prompt("?");
        assertTrue(!answer.isEmpty(), "built in");
        assertShort(answer, 1);
        recordAssertion(answer.length() < 2, "in place");
    }

    @Benchmark("static quiz")
    static void staticQuiz(Llm llm) {
        String answer = llm.prompt("?");
        assertTrue(!answer.isEmpty(), "built in");
        assertShort(answer, 1);
        recordAssertion(answer.length() < 2, "in place");
    }

    private void areOnTheUsersLines(Task<?> task) throws Exception {
        Run<?> run = workspace.call(() -> task.run(MockLlm.cycling("xyz")));

        assertThat(run.assertionResults())
                .as(task.name())
                .extracting(AssertionResult::type, AssertionResult::passed, AssertionResult::source)
                .containsExactly(
                        tuple("assertTrue", true, BUILT_IN),
                        tuple("assertShort", false, CUSTOM),
                        tuple("recordAssertion", false, IN_PLACE));
        assertThat(run.passed()).isFalse();
        assertThat(run.assertionResults())
                .extracting(AssertionResult::requestCount)
                .containsOnly(1);
    }

    @Test
    void ofATaskByReference() throws Exception {
        areOnTheUsersLines(Task.of(this::quiz));
        areOnTheUsersLines(Task.of(AssertionsInTasksTest::staticQuiz));
    }

    @Test
    void ofATaskByName() throws Exception {
        areOnTheUsersLines(Task.of(this, "quiz"));
        areOnTheUsersLines(Task.of(this, "staticQuiz"));
    }

    @Test
    void ofATaskByNameAndReference() throws Exception {
        areOnTheUsersLines(Task.of("other", this::quiz));
    }

    @Test
    void ofATaskByLookup() throws Exception {
        areOnTheUsersLines(Task.of(MethodHandles.lookup(), this::quiz));
    }

    @Test
    void ofATaskOfAClass() throws Exception {
        for (Task<?> task : Task.in(AssertionsInTasksTest.class)) {
            areOnTheUsersLines(task);
        }
    }

    @Test
    void ofATypedLambda() throws Exception {
        areOnTheUsersLines(
                Task.of(
                        "lambda",
                        (Llm llm) -> {
                            String answer = llm.prompt("?");
                            assertTrue(!answer.isEmpty(), "built in");
                            assertShort(answer, 1);
                            recordAssertion(answer.length() < 2, "in place");
                        }));
    }

    @Test
    void ofABuiltTask() throws Exception {
        areOnTheUsersLines(
                Task.named("built")
                        .body(
                                (llm, _) -> {
                                    String answer = llm.prompt("?");
                                    assertTrue(!answer.isEmpty(), "built in");
                                    assertShort(answer, 1);
                                    recordAssertion(answer.length() < 2, "in place");
                                }));
    }
}
