package dev.kbench.it.guide;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEmpty;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertToolWasInvoked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.browser.Browser;
import dev.kbench.browser.Snapshot;
import dev.kbench.browser.WebTools;
import dev.kbench.contract.Needed;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.run.Run;
import dev.kbench.schema.Description;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tool.Toolbox;
import dev.kbench.tools.ExecutionResult;
import dev.kbench.tools.IPythonRepl;
import dev.kbench.tools.PythonTools;
import dev.kbench.tools.ScriptRunner;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What the guide says of tools (section 7 of the quick reference).
class ToolsGuideTest {
    @TempDir Path folder;

    private static void requireBox() {
        String lacking = Sandbox.provider("bubblewrap").isolation().lacking(SandboxSpec.ORDINARY);
        if (!lacking.isEmpty()) {
            Needed.missing("a box of bubblewrap: " + lacking);
        }
    }

    @Test
    void aProgram() throws Exception {
        requireBox();
        ScriptedModels models =
                ScriptedModels.saying(
                        "```python\nimport math, sys\nprint(math.factorial(10))\n"
                                + "print(sys.stdin.read())\n```");
        Run<Boolean> run =
                models.inTask(
                        folder,
                        llm -> {
                            String response =
                                    llm.prompt("Write Python to calculate factorial of 10.");
                            String code = PythonTools.extractCode(response);
                            ExecutionResult result = PythonTools.scriptRunner().runCode(code);
                            assertContainsRegex("3628800", result.stdout());
                            assertEmpty(result.stderr().strip(), "No errors expected");

                            // for programs that read their input
                            ExecutionResult fed =
                                    PythonTools.scriptRunner()
                                            .runCode(code, with -> with.input("test input\n"));
                            assertContainsRegex("test input", fed.stdout());
                        });
        assertThat(run.assertionResults()).hasSize(3);
        assertThat(run.passed()).isTrue();
    }

    @Test
    void aSession() throws Exception {
        requireBox();
        Run<Boolean> run =
                ScriptedModels.saying("")
                        .inTask(
                                folder,
                                _ -> {
                                    try (var repl = IPythonRepl.open(with -> with.ipython(false))) {
                                        var output =
                                                repl.invoke(
                                                        "2 + 2", with -> with.visibleToLlm(false));
                                        assertEqual(4, Double.parseDouble(output.output()));
                                    }
                                });
        assertThat(run.passed()).isTrue();
        assertThat(run.assertionResults()).hasSize(1);
    }

    @Test
    void aRunnerOfOnesOwn() throws Exception {
        requireBox();
        Path packages = Files.createDirectory(folder.resolve("packages"));
        Files.writeString(packages.resolve("greeting.py"), "word = 'Hello'");
        byte[] csv = "1,2\n".getBytes(StandardCharsets.UTF_8);
        String code =
                """
                import greeting, sys
                print(greeting.word, sys.stdin.read().split(), open("data/rows.csv").read(), sys.argv[1:])
                """;
        Run<Boolean> run =
                ScriptedModels.saying("")
                        .inTask(
                                folder,
                                _ -> {
                                    SandboxLimits large =
                                            SandboxLimits.DEFAULT.withMemoryBytes(1L << 30);
                                    ScriptRunner runner =
                                            PythonTools.scriptRunner(
                                                    with ->
                                                            with.environment(packages)
                                                                    .limits(large));
                                    ExecutionResult result =
                                            runner.runCode(
                                                    code,
                                                    with ->
                                                            with.input("3\n4\n")
                                                                    .file("data/rows.csv", csv)
                                                                    .arguments("--fast")
                                                                    .timeout(Duration.ofSeconds(10))
                                                                    .visibleToLlm(false));
                                    assertThat(result.stderr()).isEmpty();
                                    assertThat(result.stdout())
                                            .isEqualTo("Hello ['3', '4'] 1,2\n ['--fast']\n");
                                });
        assertThat(run.chat().messages()).noneMatch(message -> message.visibleToLlm());
    }

    @Test
    void aSessionKeepsItsState() throws Exception {
        requireBox();
        Run<Boolean> run =
                ScriptedModels.saying("")
                        .inTask(
                                folder,
                                _ -> {
                                    try (var repl = IPythonRepl.open()) {
                                        repl.invoke("import math\nx = 20");
                                        assertEqual(
                                                "42",
                                                repl.invoke("2 * x + math.floor(2.5)").output());
                                    }
                                });
        assertThat(run.passed()).isTrue();
        assertThat(run.assertionResults()).hasSize(1);
    }

    @Test
    void aPage() throws Exception {
        ScriptedModels models =
                ScriptedModels.saying(
                        "```html\n<html><h1></h1><script>document.querySelector('h1')"
                                + ".append('Hi');console.log('shown')</script></html>\n```");
        try {
            Run<Boolean> run =
                    models.inTask(
                            folder,
                            llm -> {
                                String response = llm.prompt("Write a page that greets.");
                                try (Browser browser = Browser.open()) {
                                    Snapshot snapshot =
                                            browser.takeSnapshot(
                                                    WebTools.extractHtml(response),
                                                    with ->
                                                            with.waitBefore(Duration.ofMillis(100))
                                                                    .fullPage(true));
                                    assertContainsRegex(
                                            "<h1>Hi</h1>", snapshot.html()); // after its scripts
                                    assertIn("shown", snapshot.logTexts()); // what it logged
                                    assertNotEmpty(
                                            snapshot.screenshot().mimeType()); // how it looks
                                }
                            });
            assertThat(run.assertionResults()).hasSize(3);
            assertThat(run.passed()).isTrue();
        } catch (ToolUnavailableException e) {
            Needed.missing("a Chromium and its driver: " + e.getMessage());
        }
    }

    /// Calculates the result of an arithmetic operation.
    double simpleCalculator(double a, double b, @Description("one of + - * /") String operator) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> throw new IllegalArgumentException("Unknown operator: " + operator);
        };
    }

    @Benchmark
    void calcTask(Llm llm) {
        String response =
                llm.prompt("What is 50 plus 25?", with -> with.tool(this::simpleCalculator));
        assertContainsRegex("75", response);
        assertToolWasInvoked(this::simpleCalculator);
    }

    @Test
    void aTool() throws Exception {
        MockLlm llm =
                MockLlm.responding(
                        MockLlm.calling(
                                "simpleCalculator", "{\"a\": 50, \"b\": 25, \"operator\": \"+\"}"),
                        ModelResponse.of("It is 75."));
        Run<Void> run =
                ScriptedModels.saying("").in(folder, () -> Task.of(this::calcTask).run(llm));

        assertThat(run.passed()).isTrue();
        assertThat(llm.invocations().getFirst().tools())
                .singleElement()
                .satisfies(
                        tool ->
                                assertThat(tool.description())
                                        .isEqualTo(
                                                "Calculates the result of an arithmetic"
                                                        + " operation."));
        assertThat(llm.invocations().getLast().messages().getLast().text()).contains("75.0");
    }

    /// Adds two numbers.
    double addTool(double a, double b) {
        return a + b;
    }

    /// Multiplies two numbers.
    double multiplyTool(double a, double b) {
        return a * b;
    }

    @Benchmark
    void multiToolTask(Llm llm) {
        String response =
                llm.prompt(
                        "What is 12 multiplied by 34?",
                        with -> with.tool(this::addTool).tool(this::multiplyTool));
        assertContainsRegex("408", response);
    }

    @Test
    void severalTools() throws Exception {
        MockLlm llm =
                MockLlm.responding(
                        MockLlm.calling("multiplyTool", "{\"a\": 12, \"b\": 34}"),
                        ModelResponse.of("408"));
        Run<Void> run =
                ScriptedModels.saying("").in(folder, () -> Task.of(this::multiToolTask).run(llm));

        assertThat(run.passed()).isTrue();
        assertThat(llm.invocations().getFirst().tools()).hasSize(2);
    }

    @Benchmark
    boolean toolboxTask(Llm llm) {
        Toolbox sums = Toolbox.create(with -> with.tool(this::addTool).tool(this::multiplyTool));
        long product =
                llm.prompt(
                        "What is 12 times 34?",
                        long.class,
                        with -> with.tools(sums).maxToolRounds(5));
        return product == 12 * 34;
    }

    @Test
    void toolsForManyPrompts() throws Exception {
        MockLlm llm =
                MockLlm.responding(
                        MockLlm.calling("multiplyTool", "{\"a\": 12, \"b\": 34}"),
                        ModelResponse.of("It is 408."),
                        ModelResponse.of("{\"value\": 408}"));
        Run<Boolean> run =
                ScriptedModels.saying("").in(folder, () -> Task.of(this::toolboxTask).run(llm));

        assertThat(run.passed()).isTrue();
        assertThat(llm.invocations()).hasSize(3);
        assertThat(llm.invocations().getFirst().tools()).hasSize(2);
    }

    /// This tool always fails with an error.
    String flakyTool() {
        throw new IllegalStateException("Tool execution failed.");
    }

    @Benchmark
    void errorHandlingTask(Llm llm) {
        String response =
                llm.prompt(
                        "Call the flaky_tool and report what happens.",
                        with -> with.tool(this::flakyTool));
        assertContainsRegex("(?i)error|failed", response);
    }

    @Test
    void aToolThatFails() throws Exception {
        MockLlm llm =
                MockLlm.responding(
                        MockLlm.calling("flakyTool", "{}"), ModelResponse.of("It failed."));
        Run<Void> run =
                ScriptedModels.saying("")
                        .in(folder, () -> Task.of(this::errorHandlingTask).run(llm));

        assertThat(run.passed()).isTrue();
        assertThat(llm.invocations().getLast().messages().getLast().text())
                .contains("Tool execution failed.");
    }
}
