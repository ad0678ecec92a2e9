package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class SandboxSpecTest {
    private static final SandboxSpec SPEC = SandboxSpec.of("env");

    @Test
    void requiresTheOrdinaryGuaranteesByDefault() {
        assertThat(SPEC.requires())
                .containsExactly(
                        Guarantee.PROCESS,
                        Guarantee.FILES,
                        Guarantee.NETWORK,
                        Guarantee.MEMORY,
                        Guarantee.TASKS);
        assertThat(SPEC.environment()).isEmpty();
        assertThat(SPEC.limits()).isEqualTo(SandboxLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "..", "a/../b", "a//b", "a/", "./a", "a\0b", "a\\b"})
    void aFileMustLieInTheWorkingFolder(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxFile.of(path, ""))
                .withMessage(
                        "a file's path must lead into the working folder, such as data/rows.csv, of"
                                + " at most 1024 characters, got '%s'",
                        path);
    }

    @Test
    void refusesWhatNoProgramCanBeStartedWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(SandboxSpec::of)
                .withMessage("command: expected a program and its arguments, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxSpec.of("env", "a\0b"))
                .withMessage("an argument has a NUL character, which no program can be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withEnvironment(Map.of("A=B", "c")))
                .withMessage("environment: expected a name without '=', got 'A=B'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withEnvironment(Map.of("A", "\0")))
                .withMessage("the variable A has a NUL character, which no program can be given");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                SPEC.withFiles(
                                        List.of(
                                                SandboxFile.of("a", "1"),
                                                SandboxFile.of("a", "2"))))
                .withMessage("files: expected each path once, got 'a' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                SPEC.withFiles(
                                        List.of(
                                                SandboxFile.of("a/b/c", "1"),
                                                SandboxFile.of("a/b", "2"))))
                .withMessage("files: 'a/b' cannot be a file and the folder of 'a/b/c'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withVisible(List.of(Path.of("/"))))
                .withMessage("visible: expected absolute paths of folders below the root, got '/'");
    }

    @Test
    void limitsHaveRanges() {
        SandboxLimits limits = SandboxLimits.DEFAULT;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withTime(Duration.ZERO))
                .withMessage("time must be between PT0.001S and PT24H, got PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withCpuTime(Duration.ofMillis(999)))
                .withMessage("cpuTime must be between PT1S and PT24H, got PT0.999S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withMemoryBytes(1))
                .withMessage("memoryBytes must be between 8388608 and 9223372036854775807, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withTasks(0))
                .withMessage("tasks must be between 1 and 30000, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withDiskBytes(0))
                .withMessage("diskBytes must be between 65536 and 9223372036854775807, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withOpenFiles(3))
                .withMessage("openFiles must be between 16 and 1000000, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withOutputBytes(-1))
                .withMessage("outputBytes must be between 0 and 2147483631, got -1");
    }

    @Test
    void whatNoProgramCanBeGivenIsRefused() {
        assertThatThrownBy(() -> SandboxSpec.of("env", "ü".repeat(1_500_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "an argument has 3000000 bytes; a program can be given at most 131071 in"
                                + " one: give it as a file, or as input");
        assertThatThrownBy(
                        () ->
                                SandboxSpec.of("env")
                                        .withEnvironment(Map.of("LARGE", "x".repeat(131_072))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the variable LARGE has 131072 bytes; a program can be given at most 131071"
                                + " in one: give it as a file, or as input");
        String[] command = new String[12];
        Arrays.fill(command, "x".repeat(100_000));
        assertThatThrownBy(() -> SandboxSpec.of(command))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "arguments and environment have 1200000 bytes in all; a program can be"
                                + " given at most 1048576: give them as a file, or as input");
    }

    @Test
    void asMuchAsAProgramCanBeGivenArrives() {
        String[] command = new String[9];
        Arrays.fill(command, "x".repeat(116_000));
        command[0] = "printf";
        command[1] = "%.0s";
        assertThat(Boxes.run(SandboxSpec.of(command)).exitCode()).isZero();
    }
}
