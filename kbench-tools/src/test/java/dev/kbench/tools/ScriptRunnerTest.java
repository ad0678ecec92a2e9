package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.Llm;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.BoxTests;
import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class ScriptRunnerTest {
    private final ScriptRunner runner = PythonTools.scriptRunner();

    @Nested
    class InABox {
        @BeforeEach
        void box() {
            BoxTests.needBox();
        }

        @Test
        void runsCode() {
            ExecutionResult result = runner.runCode("print('hällo')");

            assertThat(result.stdout()).isEqualTo("hällo\n");
            assertThat(result.stderr()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.ending()).isEqualTo(Ending.EXITED);
            assertThat(result.succeeded()).isTrue();
            assertThat(result.code()).isEqualTo("print('hällo')");
        }

        @Test
        void takesTheCodeOutOfAnAnswer() {
            assertThat(runner.runCode("Sure:\n```python\nprint(1)\n```\n").stdout())
                    .isEqualTo("1\n");
            String code = "print('''\n```python\nx\n```\n''')";
            assertThat(runner.runCode(code).stdout()).isEqualTo("\n```python\nx\n```\n\n");
        }

        @Test
        void givesInputFilesArgumentsAndVariables() {
            ExecutionResult result =
                    runner.runCode(
                            """
                            import os, sys
                            print(input(), open("data/a.txt").read(), open("b.txt").read(), sys.argv[1:], os.environ["GIVEN"])
                            """,
                            with ->
                                    with.input("typed\n")
                                            .files(Map.of("data/a.txt", "A"))
                                            .file("b.txt", "B")
                                            .arguments("x", "y z")
                                            .environment("GIVEN", "1"));

            assertThat(result.stderr()).isEmpty();
            assertThat(result.stdout()).isEqualTo("typed A B ['x', 'y z'] 1\n");
        }

        @Test
        void aCrashIsAResult() {
            ExecutionResult result = runner.runCode("print(1)\nraise ValueError('no')");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.stdout()).isEqualTo("1\n");
            assertThat(result.stderr()).endsWith("ValueError: no\n").contains("main.py\", line 2");
            assertThat(result.succeeded()).isFalse();
        }

        @Test
        void codeThatDoesNotParseIsAResult() {
            ExecutionResult result = runner.runCode("print(1\nthis is no Python");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.stderr()).contains("SyntaxError");
            assertThat(runner.runCode("print('a\0b')").stderr()).contains("null bytes");
        }

        @Test
        void endsAtItsTimeout() {
            ExecutionResult result =
                    BoxTests.withTimeEnough(
                            Duration.ofMillis(500),
                            time ->
                                    runner.runCode(
                                            "print('early', flush=True)\nwhile True: pass",
                                            with -> with.timeout(time)),
                            one -> !one.stdout().isEmpty());

            assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
            assertThat(result.exitCode()).isEqualTo(137);
            assertThat(result.stdout()).isEqualTo("early\n");
            assertThat(result.text())
                    .isEqualTo(
                            "The script ran longer than allowed, and was ended.\n\n"
                                    + "Stdout:\n"
                                    + "```\n"
                                    + "early\n"
                                    + "```");
        }

        @Test
        void boundsOutput() {
            ExecutionResult result =
                    runner.runCode(
                            "while True: print('x' * 1000)",
                            with -> with.limits(SandboxLimits.DEFAULT.withOutputBytes(5000)));

            assertThat(result.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
            assertThat(result.stdout()).hasSize(5000);
        }

        @Test
        void scriptsDoNotSeeEachOther() {
            runner.runCode("open('left', 'w').write('x'); open('/tmp/left', 'w').write('x')");
            assertThat(
                            runner.runCode("import os; print(os.listdir('.'), os.listdir('/tmp'))")
                                    .stdout())
                    .isEqualTo("['main.py'] []\n");
        }

        @Test
        void joinsTheCurrentChatUnlessHidden() {
            try (ChatScope chat = Chats.open("code")) {
                runner.runCode("print(610)");
                runner.runCode("print(611)", with -> with.visibleToLlm(false));

                assertThat(chat.chat().messages())
                        .extracting(Message::visibleToLlm)
                        .containsExactly(true, false);
                Message shown = chat.chat().messages().getFirst();
                assertThat(shown.sender().name()).isEqualTo("Python");
                assertThat(shown.text())
                        .isEqualTo("The script ended with exit code 0.\n\nStdout:\n```\n610\n```");
            }
        }

        @Test
        void aModelIsToldWhatCameOfIt() {
            MockLlm model = MockLlm.replying("fine");
            Task<Void> task =
                    Task.named("t")
                            .body(
                                    (llm, _) -> {
                                        runner.runCode("print(7)");
                                        llm.prompt("And?");
                                    });
            task.run(model);
            assertThat(model.invocations().getFirst().messages())
                    .anySatisfy(message -> assertThat(message.text()).contains("7"));
        }

        @Test
        void endsWithTheRunItBelongsTo() {
            Task<Void> task =
                    Task.named("t").body((_, _) -> runner.runCode("import time; time.sleep(600)"));
            var runs =
                    task.evaluate(
                            with ->
                                    with.llms(MockLlm.replying("x"))
                                            .timeout(Duration.ofSeconds(1))
                                            .onFailure(dev.kbench.run.OnFailure.CONTINUE));
            assertThat(runs.get(0).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Unmeasured.class,
                            outcome ->
                                    assertThat(outcome.reason())
                                            .isEqualTo(UnmeasuredReason.TIMED_OUT));
        }

        @Test
        void packagesLieInAFolder(@TempDir Path folder) throws IOException {
            Files.createDirectories(folder.resolve("packages/tides"));
            Files.writeString(folder.resolve("packages/tides/__init__.py"), "high = 3\n");
            ScriptRunner with =
                    PythonTools.scriptRunner(o -> o.environment(folder.resolve("packages")));

            ExecutionResult result =
                    with.runCode(
                            """
                            import tides
                            print(tides.high)
                            try:
                                open(tides.__file__, "a")
                            except OSError:
                                print("cannot be written")
                            """);
            assertThat(result.stderr()).isEmpty();
            assertThat(result.stdout()).isEqualTo("3\ncannot be written\n");
        }

        @Test
        void aVirtualEnvironmentIsItsOwnPython(@TempDir Path folder) throws Exception {
            Path venv = folder.resolve("venv");
            Process made =
                    new ProcessBuilder(
                                    dev.kbench.tools.python.Interpreter.find(
                                                    dev.kbench.tools.sandbox.child.Host.real())
                                            .executable()
                                            .toString(),
                                    "-m",
                                    "venv",
                                    "--without-pip",
                                    venv.toString())
                            .inheritIO()
                            .start();
            assertThat(made.waitFor()).isZero();
            ScriptRunner runner = PythonTools.scriptRunner(with -> with.environment(venv));

            assertThat(runner.runCode("import sys; print(sys.prefix)").stdout())
                    .isEqualTo(venv + "\n");
        }

        @Test
        void runsAFile(@TempDir Path folder) throws IOException {
            Path script = Files.writeString(folder.resolve("a.py"), "print('```')");
            assertThat(runner.runFile(script, _ -> {}).stdout()).isEqualTo("```\n");
        }
    }

    @Nested
    class Refuses {
        @Test
        void aScriptThatIsNotUtf8(@TempDir Path folder) throws IOException {
            Path script =
                    Files.write(
                            folder.resolve("a.py"),
                            new byte[] {'x', '=', '1', '\n', '#', (byte) 0xe4, '\n'});
            assertThatThrownBy(() -> runner.runFile(script, _ -> {}))
                    .isInstanceOf(KbenchException.class)
                    .hasMessage(
                            "the script %s is not UTF-8: byte 0xe4 on line 2; save it as UTF-8",
                            script);
            assertThatThrownBy(() -> runner.runFile(folder.resolve("none.py"), _ -> {}))
                    .isInstanceOf(KbenchException.class)
                    .hasMessageContaining("cannot be read");
        }

        @Test
        void codeThatCannotBeWritten() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.runCode("x = 1\ny = '\ud83d'"))
                    .withMessage(
                            "code: expected text that can be written as UTF-8, got half a surrogate"
                                    + " pair (U+D83D) on line 2");
        }

        @Test
        void contradictions() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.runCode("", with -> with.input("a").input("b")))
                    .withMessage("input was already set to 1 bytes");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.runCode("", with -> with.timeout(Duration.ZERO)))
                    .withMessage("time must be between PT0.001S and PT24H, got PT0S");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    PythonTools.scriptRunner(
                                            with -> with.sandbox("none").sandbox("docker")))
                    .withMessage("sandbox was already set to none");
        }

        @Test
        void aPythonThatIsNone(@TempDir Path folder) throws IOException {
            ScriptRunner none =
                    PythonTools.scriptRunner(
                            with -> with.python(folder.resolve("python3")).requires());
            assertThatThrownBy(() -> none.runCode("print(1)"))
                    .isInstanceOf(ToolUnavailableException.class)
                    .hasMessage(
                            "%s/python3 is no program that can be started; install it: apt-get"
                                + " install python3 (Debian, Ubuntu), dnf install python3 (Fedora),"
                                + " apk add python3 (Alpine), brew install python3 (macOS); or name"
                                + " one: KBENCH_PYTHON=/path/to/python3",
                            folder);
        }

        @Test
        void aFolderOfPackagesThatIsNotThere(@TempDir Path folder) {
            Path missing = folder.resolve("venv");
            ScriptRunner none =
                    PythonTools.scriptRunner(with -> with.environment(missing).requires());
            assertThatThrownBy(() -> none.runCode("print(1)"))
                    .isInstanceOf(ToolUnavailableException.class)
                    .hasMessage(
                            "there is no folder of packages at %1$s; make one: python3 -m venv %1$s"
                                    + " && %1$s/bin/pip install PACKAGE",
                            missing);
        }

        @Test
        void aBoxThatIsTooWeak() {
            ScriptRunner strict =
                    PythonTools.scriptRunner(
                            with -> with.sandbox("none").requires(Guarantee.FILES));
            Llm model = MockLlm.replying("x");
            Task<Void> task = Task.named("t").body((_, _) -> strict.runCode("print(1)"));

            Run<Void> run = task.attempt(model);

            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Unmeasured.class,
                            outcome ->
                                    assertThat(outcome.reason())
                                            .isEqualTo(UnmeasuredReason.TOOL_UNAVAILABLE));
            assertThat(run.errorMessage().orElseThrow())
                    .startsWith(
                            "ToolUnavailableException: no box on this machine can hold a program to"
                                    + " files. none: no files (a plain process has all the rights");
        }

        @Test
        void codeThatCannotBeWrittenIsTheCandidatesFault() {
            Task<Void> task = Task.named("t").body((_, _) -> runner.runCode("'\ud83d'"));
            assertThat(task.attempt(MockLlm.replying("x")).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            outcome -> assertThat(outcome.kind()).isEqualTo(FailureKind.EXCEPTION));
        }
    }

    @Test
    void withoutABoxWhereThatIsAskedFor() {
        ScriptRunner plain = PythonTools.scriptRunner(with -> with.sandbox("none"));
        assertThat(plain.runCode("print(1)").stdout()).isEqualTo("1\n");
    }

    @Test
    void longOutputIsShownByItsBeginningAndEnd() {
        ExecutionResult result =
                new ExecutionResult(
                        "",
                        "a".repeat(15_000) + "b".repeat(15_000),
                        "x ``` y",
                        0,
                        Ending.EXITED,
                        Duration.ZERO);
        assertThat(result.text())
                .startsWith("The script ended with exit code 0.\n\nStdout:\n```\naaa")
                .contains("a\n… 10000 characters left out …\nb")
                .endsWith("\n\nStderr:\n````\nx ``` y\n````");
    }
}
