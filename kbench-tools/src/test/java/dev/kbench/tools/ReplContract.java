package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.run.Outcome;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.tools.sandbox.BoxTests;
import dev.kbench.tools.sandbox.SandboxLimits;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// What a session does, whoever runs its code.
abstract class ReplContract {
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(2);

    abstract void set(PythonOptions options);

    private IPythonRepl open() {
        return open(_ -> {});
    }

    private IPythonRepl open(Consumer<PythonOptions> with) {
        return IPythonRepl.open(
                options -> {
                    set(options);
                    with.accept(options);
                });
    }

    @BeforeEach
    void box() {
        BoxTests.needBox();
    }

    @Test
    void givesTheValueOfTheLastLine() {
        try (IPythonRepl repl = open()) {
            ReplResult result = repl.invoke("2 + 2");

            assertThat(result.status()).isEqualTo(ReplStatus.OK);
            assertThat(result.output()).isEqualTo("4");
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr()).isEmpty();
            assertThat(Double.parseDouble(result.output())).isEqualTo(4);
            assertThat(repl.invoke("x = 1").output()).isEmpty();
            assertThat(repl.invoke("None").output()).isEmpty();
            assertThat(repl.invoke("3;").output()).isEmpty();
            assertThat(repl.invoke("").succeeded()).isTrue();
        }
    }

    @Test
    void keepsItsState() {
        try (IPythonRepl repl = open()) {
            repl.invoke("import math\ndef double(x):\n    return 2 * x\nx = 20");
            assertThat(repl.invoke("double(x) + math.floor(2.5)").output()).isEqualTo("42");
            assertThat(repl.invoke("_ + 1").output()).isEqualTo("43");
            repl.restart();
            assertThat(repl.invoke("x").error()).isEqualTo("NameError");
        }
    }

    @Test
    void tellsTheStreamsApart() {
        try (IPythonRepl repl = open()) {
            ReplResult result =
                    repl.invoke(
                            """
                            import os, subprocess, sys
                            print("out")
                            print("err", file=sys.stderr)
                            os.write(1, b"raw\\n")
                            subprocess.run(["echo", "child"])
                            os.write(1, b"\\0 zero \\xff\\n")
                            print("end", end="")
                            """);
            assertThat(result.status()).isEqualTo(ReplStatus.OK);
            assertThat(result.stdout()).isEqualTo("out\nraw\nchild\n\0 zero \ufffd\nend");
            assertThat(result.stderr()).isEqualTo("err\n");
            assertThat(repl.invoke("print('next')").stdout()).isEqualTo("next\n");
        }
    }

    @Test
    void anExceptionIsAResultWithItsTraceback() {
        try (IPythonRepl repl = open()) {
            repl.invoke("def f(x):\n    return 1 / x");
            ReplResult result = repl.invoke("print('before')\nf(0)");

            assertThat(result.status()).isEqualTo(ReplStatus.ERROR);
            assertThat(result.stdout()).isEqualTo("before\n");
            assertThat(result.error()).isEqualTo("ZeroDivisionError");
            assertThat(result.message()).isEqualTo("division by zero");
            assertThat(result.traceback())
                    .contains("return 1 / x", "f(0)", "ZeroDivisionError: division by zero")
                    .doesNotContain("session.py", "\u001b");
            assertThat(repl.invoke("1 +").error()).isEqualTo("SyntaxError");
            assertThat(repl.invoke("raise SystemExit(3)").error()).isEqualTo("SystemExit");
            assertThat(repl.invoke("1").output()).isEqualTo("1");
        }
    }

    @Test
    void givesRichFormsAndPictures() {
        try (IPythonRepl repl = open()) {
            ReplResult result =
                    repl.invoke(
                            """
                            import base64
                            PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
                            class Tide:
                                def _repr_html_(self):
                                    return "<b>high</b>"
                                def _repr_png_(self):
                                    return PIXEL
                                def __repr__(self):
                                    return "Tide()"
                            display(Tide())
                            display("text")
                            Tide()
                            """);
            assertThat(result.traceback()).isEmpty();
            assertThat(result.output()).isEqualTo("Tide()");
            assertThat(result.form("text/html")).contains("<b>high</b>");
            assertThat(result.form("image/svg+xml")).isEmpty();
            assertThat(result.displays()).hasSize(2);
            assertThat(result.images())
                    .hasSize(2)
                    .allSatisfy(image -> assertThat(image.mimeType()).isEqualTo("image/png"));
        }
    }

    @Test
    void readsInput() {
        try (IPythonRepl repl = open()) {
            assertThat(repl.invoke("input() + input()", with -> with.input("a\nb\n")).output())
                    .isEqualTo("'ab'");
            assertThat(repl.invoke("input()").error()).isEqualTo("EOFError");
            String huge = "x".repeat(3 << 20);
            assertThat(
                            repl.invoke(
                                            "import sys; len(sys.stdin.read())",
                                            with -> with.input(huge).timeout(LONG))
                                    .output())
                    .isEqualTo("3145728");
        }
    }

    @Test
    void awaitsAtTopLevel() {
        try (IPythonRepl repl = open()) {
            assertThat(
                            repl.invoke(
                                            "import asyncio\n"
                                                    + "async def f():\n"
                                                    + "    await asyncio.sleep(0)\n"
                                                    + "    return 5\n"
                                                    + "await f()")
                                    .output())
                    .isEqualTo("5");
        }
    }

    @Test
    void anInterruptLeavesItsState() throws Exception {
        try (IPythonRepl repl = open()) {
            repl.invoke("x = 7");
            FutureTask<ReplResult> endless =
                    new FutureTask<>(
                            () -> repl.invoke("open('/tmp/on', 'w').close()\nwhile True: pass"));
            Thread thread = Thread.ofVirtual().start(endless);
            while (!endless.isDone()) {
                repl.interrupt();
                Thread.yield();
            }
            thread.join();
            assertThat(endless.get().status()).isEqualTo(ReplStatus.ERROR);
            assertThat(endless.get().error()).isEqualTo("KeyboardInterrupt");
            assertThat(repl.invoke("x").output()).isEqualTo("7");
            assertThat(repl.interrupt()).isTrue();
            assertThat(repl.invoke("x").output()).isEqualTo("7");
        }
    }

    @Test
    void codePastItsTimeIsInterruptedOrEnded() {
        try (IPythonRepl repl = open()) {
            repl.invoke("x = 7\n1 / 0"); // the first traceback takes long, and there are 2 s for it
            ReplResult slow =
                    BoxTests.withTimeEnough(
                            BRIEF,
                            time ->
                                    repl.invoke(
                                            "print('early')\nimport time\ntime.sleep(600)",
                                            with -> with.timeout(time)),
                            one -> !one.stdout().isEmpty());
            assertThat(slow.status()).isEqualTo(ReplStatus.TIMED_OUT);
            assertThat(slow.stdout()).isEqualTo("early\n");
            assertThat(repl.invoke("x").output()).isEqualTo("7");

            ReplResult deaf =
                    BoxTests.withTimeEnough(
                            BRIEF,
                            time ->
                                    repl.invoke(
                                            "import re\n"
                                                    + "print('here')\n"
                                                    + "re.match(r'(a|a)*b', 'a' * 64)",
                                            with -> with.timeout(time)),
                            one -> !one.stdout().isEmpty());
            assertThat(deaf.status()).isEqualTo(ReplStatus.TIMED_OUT);
            assertThat(deaf.stdout()).isEqualTo("here\n");
        }
    }

    @Test
    void aProcessThatEndedSaysHow() {
        try (IPythonRepl repl = open()) {
            ReplResult result = repl.invoke("import os\nprint('last words')\nos._exit(3)");

            assertThat(result.status()).isEqualTo(ReplStatus.DIED);
            assertThat(result.stdout()).isEqualTo("last words\n");
            assertThat(result.error()).isEqualTo("ended by itself, with exit code 3");
            assertThat(repl.isAlive()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> repl.invoke("1"))
                    .withMessage(
                            "the session's process is gone: it ended by itself, with exit code 3;"
                                    + " restart() begins a new one, without its state");
            repl.restart();
            assertThat(repl.invoke("1").output()).isEqualTo("1");
        }
    }

    @Test
    void memoryIsBounded() {
        try (IPythonRepl repl = open()) {
            assertThat(repl.invoke("bytearray(10 << 30)").error()).isEqualTo("MemoryError");
            assertThat(repl.invoke("1").output()).isEqualTo("1");
        }
    }

    @Test
    void outputBeyondItsBoundIsDropped() {
        SandboxLimits limits = IPythonRepl.LIMITS.withOutputBytes(1000);
        try (IPythonRepl repl = open(with -> with.limits(limits))) {
            ReplResult result = repl.invoke("print('x' * 100_000)\n'value'");
            assertThat(result.stdout()).isEqualTo("x".repeat(1000));
            assertThat(result.cut()).isTrue();
            assertThat(result.output()).isEqualTo("'value'");
            assertThat(repl.invoke("print('y')").stdout()).isEqualTo("y\n");
        }
    }

    @Test
    void aHugeValueIsCut() {
        try (IPythonRepl repl = open()) {
            ReplResult result = repl.invoke("'x' * 50_000_000", with -> with.timeout(LONG));

            assertThat(result.status()).isEqualTo(ReplStatus.OK);
            assertThat(result.output().length()).isEqualTo(4 << 20);
            assertThat(result.output()).startsWith("'xxx").endsWith("xxx");
            assertThat(result.stdout()).isEmpty();
            assertThat(result.cut()).isTrue();
            ReplResult next = repl.invoke("1 + 1");
            assertThat(next.output()).isEqualTo("2");
            assertThat(next.cut()).isFalse();
        }
    }

    @Test
    void whatIsDisplayedIsBoundedInAll() {
        SandboxLimits limits = IPythonRepl.LIMITS.withOutputBytes(1000);
        try (IPythonRepl repl = open(with -> with.limits(limits))) {
            ReplResult result =
                    repl.invoke(
                            """
                            class Both:
                                def __repr__(self):
                                    return "b" * 90
                                def _repr_png_(self):
                                    return b"p" * 2000
                            for i in range(10_000):
                                display(Both())
                            'value'
                            """,
                            with -> with.timeout(LONG));

            assertThat(result.displays()).hasSize(12);
            assertThat(result.displays().getFirst()).containsOnlyKeys("text/plain");
            assertThat(result.displays().getFirst()).containsValue("b".repeat(90));
            assertThat(result.displays().getLast()).containsValue("b".repeat(10));
            assertThat(result.cut()).isTrue();
            assertThat(result.output()).isEmpty();
        }
    }

    @Test
    void aHugeExceptionIsCut() {
        SandboxLimits limits = IPythonRepl.LIMITS.withOutputBytes(1000);
        try (IPythonRepl repl = open(with -> with.limits(limits))) {
            ReplResult result = repl.invoke("raise ValueError('x' * 10_000_000)");

            assertThat(result.error()).isEqualTo("ValueError");
            assertThat(result.message()).isEqualTo("x".repeat(1000));
            assertThat(result.traceback()).hasSize(1000).contains("x".repeat(990));
            assertThat(result.cut()).isTrue();
        }
    }

    @Test
    void aChildThatTheCodeForksEndsWithIt() {
        try (IPythonRepl repl = open()) {
            ReplResult result =
                    repl.invoke(
                            """
                            import os, sys
                            child = os.fork()
                            if child == 0:
                                print("child")
                            else:
                                os.waitpid(child, 0)
                                print("parent")
                            child > 0
                            """);
            assertThat(result.status()).isEqualTo(ReplStatus.OK);
            assertThat(result.stdout()).isEqualTo("child\nparent\n");
            assertThat(result.output()).isEqualTo("True");

            ReplResult ended =
                    repl.invoke(
                            """
                            child = os.fork()
                            if child == 0:
                                sys.exit(3)
                            os.waitpid(child, 0)[1] >> 8
                            """);
            assertThat(ended.output()).isEqualTo("3");

            ReplResult failed =
                    repl.invoke(
                            """
                            child = os.fork()
                            if child == 0:
                                raise ValueError("of the child")
                            os.waitpid(child, 0)[1] >> 8
                            """);
            assertThat(failed.output()).isEqualTo("1");
            assertThat(failed.stderr()).contains("ValueError: of the child");
            assertThat(repl.invoke("'goes on'").output()).isEqualTo("'goes on'");
        }
    }

    @Test
    void exitIsAnExceptionAndTheSessionGoesOn() {
        try (IPythonRepl repl = open()) {
            repl.invoke("x = 1");
            for (String code : List.of("exit(3)", "quit(3)", "import sys; sys.exit(3)")) {
                ReplResult result = repl.invoke(code);
                assertThat(result.status()).as(code).isEqualTo(ReplStatus.ERROR);
                assertThat(result.error()).isEqualTo("SystemExit");
                assertThat(result.message()).isEqualTo("3");
            }
            assertThat(repl.invoke("x").output()).isEqualTo("1");
        }
    }

    @Test
    void codeThatForgesAnswersDeceivesItselfAlone() {
        try (IPythonRepl repl = open()) {
            ReplResult result =
                    repl.invoke(
                            """
                            import os, sys
                            body = b'{"id": 77, "status": "ok"}'
                            os.write(1, b"\\0" + sys.argv[1].encode() + str(len(body)).encode() + b"\\n" + body)
                            """);
            assertThat(result.status()).isEqualTo(ReplStatus.DIED);
            assertThatIllegalStateException().isThrownBy(() -> repl.invoke("1"));
        }
    }

    @Test
    void aClosedOneTakesNoCode() {
        IPythonRepl repl = open();
        repl.close();
        repl.close();
        assertThat(repl.isAlive()).isFalse();
        assertThat(repl.interrupt()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> repl.invoke("1"))
                .withMessage("the session is closed; IPythonRepl.open() opens another");
        assertThatIllegalStateException()
                .isThrownBy(repl::restart)
                .withMessage("the session is closed; IPythonRepl.open() opens another");
    }

    @Test
    void joinsTheCurrentChatUnlessHidden() {
        try (IPythonRepl repl = open();
                ChatScope chat = Chats.open("code")) {
            repl.invoke("```python\n2 + 2\n```");
            repl.invoke("1 / 0", with -> with.visibleToLlm(false));

            List<Message> messages = chat.chat().messages();
            assertThat(messages).extracting(Message::visibleToLlm).containsExactly(true, false);
            assertThat(messages.getFirst().sender().name()).isEqualTo("IPython");
            assertThat(messages.getFirst().text())
                    .isEqualTo("Code:\n```\n2 + 2\n```\n\nThe code ran.\n\nOutput:\n```\n4\n```");
            assertThat(messages.getLast().text()).contains("ZeroDivisionError");
        }
    }

    @Test
    void endsWithTheRunThatOpenedIt() {
        List<IPythonRepl> opened = new ArrayList<>();
        Task<Void> task =
                Task.named("t")
                        .body(
                                (_, _) -> {
                                    opened.add(open());
                                    opened.getFirst().invoke("1");
                                });
        assertThat(task.run(MockLlm.replying("x")).outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(opened.getFirst().isAlive()).isFalse();
    }

    @Test
    void sessionsInParallelDoNotMix() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 6; i++) {
            int number = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (IPythonRepl repl = open()) {
                                            repl.invoke("x = " + number);
                                            seen.add(repl.invoke("x").output());
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
    }

    @Test
    void refusesBadOptionsAndTexts() {
        try (IPythonRepl repl = open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> repl.invoke("1", with -> with.timeout(Duration.ZERO)))
                    .withMessage("timeout must be between PT0.001S and PT24H, got PT0S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> repl.invoke("1", with -> with.input("a").input("b")))
                    .withMessage("input was already set to 1 characters");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> repl.invoke("'\ud83d'"))
                    .withMessage(
                            "code: expected text that can be written as UTF-8, got half a surrogate"
                                    + " pair (U+D83D) on line 1");
        }
    }
}
