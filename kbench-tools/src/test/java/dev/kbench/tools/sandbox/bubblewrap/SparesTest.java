package dev.kbench.tools.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.tools.sandbox.BoxTests;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Child;
import dev.kbench.tools.sandbox.child.Host;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Boxes that are made ahead of their programs.
@Timeout(120)
class SparesTest {
    private static final Duration LONG = Duration.ofHours(1);

    private List<Long> before = List.of();
    private Ground.Means means;
    private Spares spares = new Spares(LONG);

    @BeforeEach
    void needBox() {
        BoxTests.needBox();
        means = Ground.of(Host.real()).means();
        before = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    @AfterEach
    void nothingIsLeft() {
        spares.clear();
        assertThat(waiting()).isEmpty();
    }

    private List<ProcessHandle> waiting() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static SandboxSpec echo(String... words) {
        SandboxSpec spec = SandboxSpec.of("/usr/bin/printf", "%s|");
        List<String> command = new java.util.ArrayList<>(spec.command());
        command.addAll(List.of(words));
        return SandboxSpec.of(command.toArray(String[]::new));
    }

    /// The first of a shape is asked for, then the second, which has others made.
    private Box made(Shape shape) {
        assertThat(spares.take(means, shape)).isNull();
        Box[] box = {null};
        await(() -> (box[0] = spares.take(means, shape)) != null);
        return box[0];
    }

    private static SandboxResult run(Box box, SandboxSpec spec) throws Exception {
        try (Child child = box.start(spec)) {
            return Sandbox.finish(child, spec.limits(), "the input\n".getBytes("UTF-8"));
        }
    }

    @Test
    void oneBoxMakesNoOther() {
        assertThat(spares.take(means, Shape.of(echo()))).isNull();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aBoxMadeAheadRunsWhatItIsTold() throws Exception {
        SandboxSpec spec = echo("it's", "a \"$HOME\"", "two\nlines", "", "ü", "-n", "*");
        SandboxResult result = run(made(Shape.of(spec)), spec);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text()).isEqualTo("it's|a \"$HOME\"|two\nlines||ü|-n|*|");
    }

    @Test
    void theInputIsTheProgramsOwn() throws Exception {
        SandboxSpec spec = SandboxSpec.of("cat");
        assertThat(run(made(Shape.of(spec)), spec).stdout().text()).isEqualTo("the input\n");
    }

    @Test
    void aShapeIsAllButTheProgramItsFilesItsTimeAndItsOutput() {
        SandboxSpec spec = SandboxSpec.of("cat");
        SandboxLimits limits = spec.limits();
        assertThat(
                        Shape.of(
                                SandboxSpec.of("env")
                                        .withLimits(
                                                limits.withTime(Duration.ofSeconds(1))
                                                        .withOutputBytes(1))))
                .isEqualTo(Shape.of(spec));
        assertThat(
                        List.of(
                                spec.withEnvironment(Map.of("A", "b")),
                                spec.withVisible(List.of(java.nio.file.Path.of("/opt"))),
                                spec.withLimits(limits.withMemoryBytes(9 << 20)),
                                spec.withLimits(limits.withCpuTime(Duration.ofSeconds(1))),
                                spec.withLimits(limits.withTasks(1)),
                                spec.withLimits(limits.withDiskBytes(1 << 20)),
                                spec.withLimits(limits.withOpenFiles(16))))
                .allSatisfy(other -> assertThat(Shape.of(other)).isNotEqualTo(Shape.of(spec)));
    }

    @Test
    void aBoxThatEndedIsPassedOver() throws Exception {
        SandboxSpec spec = echo("alive");
        made(Shape.of(spec)).close();
        await(() -> waiting().size() >= 2);
        for (ProcessHandle one : waiting()) {
            one.destroyForcibly();
            one.onExit().get();
        }

        Box[] box = {null};
        await(() -> (box[0] = spares.take(means, Shape.of(spec))) != null);
        assertThat(run(box[0], spec).stdout().text()).isEqualTo("alive|");
    }

    @Test
    void whatNobodyAsksForEnds() {
        spares = new Spares(Duration.ofMillis(300));
        made(Shape.of(echo())).close();
        await(() -> waiting().isEmpty());
    }

    @Test
    void programsOfOtherShapesTakeTheirPlace() {
        Shape first = Shape.of(echo());
        made(first).close();
        await(() -> !waiting().isEmpty());
        for (int i = 0; i < 4; i++) {
            SandboxSpec other = echo().withEnvironment(Map.of("N", Integer.toString(i)));
            assertThat(spares.take(means, Shape.of(other))).isNull();
        }

        assertThat(spares.take(means, first)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theBoundOnTasksHoldsThoughTheBoxNeedsTwo(int tasks) throws Exception {
        SandboxSpec spec =
                SandboxSpec.of("sh", "main.sh")
                        .withFiles(
                                List.of(
                                        dev.kbench.tools.sandbox.SandboxFile.of(
                                                "main.sh", "echo begun; (echo forked); echo")));
        spec = spec.withLimits(spec.limits().withTasks(tasks));

        String said = run(made(Shape.of(spec)), spec).stdout().text();

        assertThat(said).startsWith("begun\n");
        assertThat(said.contains("forked")).isEqualTo(tasks > 1);
    }
}
