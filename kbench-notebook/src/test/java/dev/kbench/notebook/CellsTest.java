package dev.kbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.run.Run;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class CellsTest {
    private final Cells cells =
            new Cells(
                    List.of("-g", "-parameters", "-Xdiags:compact"),
                    new CellLibraries(Path.of("none")));
    private int number;

    @BeforeEach
    void imports() {
        run(
                """
                import dev.kbench.llm.*;
                import dev.kbench.run.*;
                import dev.kbench.task.*;
                import dev.kbench.testing.MockLlm;
                import static dev.kbench.Kbench.*;
                """);
    }

    @AfterEach
    void close() {
        cells.close();
    }

    private @Nullable Object run(String code) {
        number++;
        return cells.evaluate("cell " + number, code);
    }

    private void refused(String code, String message) {
        assertThatThrownBy(() -> run(code)).isInstanceOf(CellException.class).hasMessage(message);
    }

    private Task<?> task(String code) {
        return (Task<?>) Objects.requireNonNull(run(code));
    }

    /// The digest of a task's code, as keys have it.
    private static String digest(Task<?> task) {
        Run<?> run = task.attempt(MockLlm.replying("yes"));
        return run.attempt().key().task().codeSha256();
    }

    private static final String QUIZ =
            """
            /// Asks & looks.
            @Benchmark(name = "own quiz", version = 3, storeTask = false, storeRun = false)
            boolean quiz(Llm llm) {
                return llm.prompt("?").equals("%s");
            }
            """;

    @Test
    void theLastExpressionIsTheValue() {
        assertThat(run("int one = 1;\nint two = 2;\none + two")).isEqualTo(3);
        assertThat(run("one + two;")).isEqualTo(3);
        assertThat(run("int three = 3;")).isNull();
        assertThat(run("void nothing() {}\n\n")).isNull();
        assertThat(run("// only words")).isNull();
    }

    @Test
    void aMethodOfTheNotebookIsATaskAsInAFile() {
        run(QUIZ.formatted("yes"));
        Task<?> task = task("Task.of(this::quiz)");
        assertThat(task.name()).isEqualTo("own quiz");
        assertThat(task.info().version()).isEqualTo(3);
        assertThat(task.info().description()).isEqualTo("Asks & looks.");
        assertThat(task.info().definition())
                .isEqualTo(QUIZ.formatted("yes").substring(QUIZ.indexOf('@')));
        assertThat(task.attempt(MockLlm.replying("yes")).passed()).isTrue();
    }

    @Test
    void aLambdasParametersHaveTheirNames() {
        run("boolean quiz(Llm llm, String question, int most) { return most > 1; }");
        assertThat(
                        task("Task.of(\"named\", (Llm llm, String question, Integer most) ->"
                                        + " quiz(llm, question, most))")
                                .parameters()
                                .toString())
                .isEqualTo("[Llm llm, String question, Integer most]");
    }

    /// A run that is read back must be one of the code as it is: never of an earlier cell.
    @Test
    void otherCodeIsAnotherTaskAndTheSameCodeTheSame() {
        run(QUIZ.formatted("yes"));
        String first = digest(task("Task.of(this::quiz)"));
        String lambda = digest(task("Task.of(\"quiz\", (Llm llm) -> quiz(llm))"));
        run(QUIZ.formatted("no"));
        String second = digest(task("Task.of(this::quiz)"));
        String other = digest(task("Task.of(\"quiz\", (Llm llm) -> quiz(llm))"));
        run("int between = 1;\n" + QUIZ.formatted("yes"));
        assertThat(first).matches("[0-9a-f]{64}").isNotEqualTo(second);
        assertThat(lambda).matches("[0-9a-f]{64}").isNotEqualTo(other);
        assertThat(digest(task("Task.of(this::quiz)"))).isEqualTo(first);
        assertThat(digest(task("Task.of(\"quiz\", (Llm llm) -> quiz(llm))"))).isEqualTo(lambda);
    }

    @Test
    void whatAMethodCallsIsPartOfItsCode() {
        run("String wanted() { return \"yes\"; }");
        run("boolean quiz(Llm llm) { return llm.prompt(\"?\").equals(wanted()); }");
        String first = digest(task("Task.of(this::quiz)"));
        run("String wanted() { return \"no\"; }");
        assertThat(digest(task("Task.of(this::quiz)"))).isNotEqualTo(first);
    }

    @Test
    void aVariableDoesNotGoOnWithAMethodAsItWas() {
        run(QUIZ.formatted("yes"));
        run("var task = Task.of(this::quiz);\nvar same = Task.of(\"x\", (Llm llm) -> quiz(llm));");
        run(QUIZ.formatted("no"));
        refused(
                "task.name()",
                "'task' was made with 'quiz', which was declared anew since; run the cell that"
                        + " declares 'task' again");
        refused(
                "same.name()",
                "'same' has no value: what its cell uses was declared anew since; run the cell that"
                        + " declares it again\n"
                        + "    at cell 6:1");
        run("var task = Task.of(this::quiz);");
        assertThat(run("task.name()")).isEqualTo("own quiz");
    }

    @Test
    void aMethodMayReferToOneThatComesLater() {
        run("java.util.function.Supplier<String> word() { return this::later; }");
        refused(
                "word().get()",
                """
                cell 3:1: cannot find symbol
                  symbol:   method word()
                    word().get()
                    ^\
                """);
        refused(
                "Runnable early = this::later;",
                "cell 4:1: no method 'later' is declared yet; run the cell that declares it first");
        run("String later() { return \"a\"; }");
        assertThat(run("word().get()")).isEqualTo("a");
        run("String later() { return \"b\"; }");
        assertThat(run("word().get()")).isEqualTo("b");
    }

    @Test
    void aMethodThatNeedsALaterOneSaysSo() {
        run("String word() { return later(); }");
        refused("word()", "cell 3:1: 'word' cannot be used yet; it needs method later()");
        run("String later() { return \"a\"; }");
        assertThat(run("word()")).isEqualTo("a");
    }

    @Test
    void thisWithinAClassIsThatClasss() {
        run(
                """
                class Words {
                    String one() { return "one"; }
                    java.util.function.Supplier<String> all() { return this::one; }
                }
                """);
        assertThat(run("new Words().all().get()")).isEqualTo("one");
    }

    @Test
    void errorsTellTheCellsLine() {
        refused(
                "int one = 1;\n\nint two =\n    \"2\";",
                """
                cell 2:4: incompatible types: java.lang.String cannot be converted to int
                        "2";
                        ^\
                """);
        refused(
                "void fails() {\n    throw new IllegalStateException(\"boo\");\n}\n\nfails();",
                "IllegalStateException: boo\n    at cell 3:2\n    at cell 3:5");
        refused(
                "var x = 1;\n\nvar y =\n    1 / (x - 1);",
                "ArithmeticException: / by zero\n    at cell 4:3");
        refused(
                "void open() {",
                "cell 5:1: this ends too early; expected more after: void open() {");
        refused("throw new AssertionError(\"odd\");", "AssertionError: odd\n    at cell 6:1");
    }

    @Test
    void whatKbenchRefusesIsToldWithoutItsOwnFrames() {
        run("boolean quiz(Llm llm, int n) { return true; }");
        refused(
                "Task.of(this::quiz)\n    .run(MockLlm.replying(\"\"), \"x\")",
                "task 'Quiz' takes [Llm llm, int n]; parameter 'n': expected int, got the text"
                        + " \"x\"\n"
                        + "    at cell 3:2");
    }

    @Test
    void anAssertionTellsTheCellsLine() {
        run("boolean quiz(Llm llm) {\n\n    return assertEqual(1, 2).passed();\n}");
        Run<?> run = task("Task.of(this::quiz)").attempt(MockLlm.replying(""));
        assertThat(run.assertionResults().getFirst().line()).isEqualTo(3);
        assertThat(run.assertionResults().getFirst().source())
                .isEqualTo("return assertEqual(1, 2).passed();");
    }

    @Test
    void anInterruptEndsACellAndNoLaterOne() throws InterruptedException {
        Thread interrupter =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        Waiting.BEGUN.acquire();
                                        cells.interrupt();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        refused("dev.kbench.notebook.Waiting.forever();", "interrupted");
        interrupter.join();
        cells.interrupt();
        assertThat(run("1 + 1")).isEqualTo(2);
    }

    @Test
    void aLibraryThatIsNoneIsRefused() {
        refused(
                "//DEPS a:b:latest",
                "cell 2 asks for the library 'a:b:latest': expected one version: what was measured"
                        + " could not be measured again with another");
    }
}
