package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// How long a box lives, and what ends it.
class LifeOfABoxTest {
    private static final String WAITS =
            """
            import sys
            print("here", flush=True)
            sys.stdin.read()
            """;

    private final String word = "kbench-box-" + UUID.randomUUID();

    @Test
    void outlivesTheThreadThatStartedIt() throws Exception {
        SandboxProvider box = Boxes.ordinary();
        FutureTask<SandboxProcess> start =
                new FutureTask<>(() -> box.start(Hostile.spec(WAITS, word)));
        Thread thread = Thread.ofPlatform().start(start);
        try (SandboxProcess process = start.get()) {
            thread.join();
            assertThat(firstLine(process)).isEqualTo("here");
            assertThat(process.isAlive()).isTrue();

            process.stdin().close();
            assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
            assertThat(process.ending()).isEqualTo(Ending.EXITED);
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void endsWhereItIsClosed() throws Exception {
        SandboxProcess process = Boxes.ordinary().start(Hostile.spec(WAITS, word));
        assertThat(firstLine(process)).isEqualTo("here");
        assertThatThrownBy(process::exitCode)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the program still runs; it has no exit code yet");

        process.close();
        process.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(process.ending()).isEqualTo(Ending.CLOSED);
        assertThat(process.exitCode()).isEqualTo(137);
        assertThat(Boxes.processes(word)).isEmpty();
    }

    @Test
    void endsWithAnInterrupt() throws Exception {
        SandboxProvider box = Boxes.ordinary();
        FutureTask<SandboxResult> run =
                new FutureTask<>(
                        () ->
                                Sandbox.run(
                                        box,
                                        Hostile.spec("import time; time.sleep(60)", word),
                                        new byte[0]));
        Thread thread = Thread.ofVirtual().start(run);
        while (Boxes.processes("main.py " + word).isEmpty()) {
            Thread.onSpinWait();
        }
        thread.interrupt();

        assertThatThrownBy(run::get)
                .cause()
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted while a program ran in a box");
        assertThat(Boxes.processes(word)).isEmpty();
    }

    @Test
    void endsWithTheJvm() throws Exception {
        Boxes.ordinary();
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Boxes.classPath(),
                                KilledJvm.class.getName(),
                                word)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = jvm.inputReader()) {
            assertThat(out.readLine()).isEqualTo("started");
            assertThat(Boxes.processes("main.py " + word)).isNotEmpty();
            String boxes = "/kbench-box-%d-".formatted(jvm.pid());
            while (Boxes.processes(boxes).size() <= 2) {
                Thread.onSpinWait(); // the two of the box that runs, and those of others
            }

            jvm.destroyForcibly();
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Boxes.processes(word).isEmpty() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertThat(Boxes.processes(word)).isEmpty();
            while (!(Boxes.processes(boxes).isEmpty() && Boxes.left(jvm.pid()).isEmpty())
                    && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertThat(Boxes.processes(boxes)).isEmpty();
            assertThat(Boxes.left(jvm.pid())).isEmpty();
        }
    }

    @Test
    void aHundredMegabytesOfInputArriveWhole() {
        byte[] input = new byte[100 << 20];
        Arrays.fill(input, (byte) 'x');
        SandboxResult result =
                Sandbox.run(
                        Boxes.ordinary(),
                        Hostile.spec(
                                """
                                import sys
                                count = 0
                                while True:
                                    piece = sys.stdin.buffer.read(1 << 20)
                                    if not piece:
                                        break
                                    count += len(piece)
                                print(count)
                                """,
                                word),
                        input);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text()).isEqualTo("104857600\n");
    }

    @Test
    void inputThatNobodyReadsHoldsNobodyUp() {
        SandboxResult result =
                Sandbox.run(
                        Boxes.ordinary(), Hostile.spec("print('done')", word), new byte[8 << 20]);

        assertThat(result.stdout().text()).isEqualTo("done\n");
        assertThat(result.ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void filesLieInTheWorkingFolderAndCanBeChanged() {
        for (int more : List.of(0, 9)) {
            List<SandboxFile> files = new java.util.ArrayList<>();
            files.add(SandboxFile.of("data/in/rows.csv", "a,b\n"));
            files.add(
                    SandboxFile.of(
                            "main.py",
                            """
                            import os
                            with open("data/in/rows.csv", "a") as f:
                                f.write("1,2\\n")
                            print(open("data/in/rows.csv").read(), end="")
                            os.remove("data/in/rows.csv")
                            os.rmdir("data/in")
                            print(os.getcwd(), len(os.listdir(".")), os.listdir("data"))
                            """));
            for (int i = 0; i < more; i++) {
                files.add(SandboxFile.of("more-" + i, "x"));
            }
            SandboxResult result = Boxes.run(Hostile.spec("", word).withFiles(files));

            assertThat(result.stderr().text()).isEmpty();
            assertThat(result.stdout().text())
                    .isEqualTo("a,b\n1,2\n/box %d []\n".formatted(2 + more));
        }
    }

    private static String firstLine(SandboxProcess process) throws Exception {
        return new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8))
                .readLine();
    }
}
