package dev.kbench.tools.sandbox.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PlainProcessTest {
    private final PlainProcess plain = new PlainProcess();

    private static SandboxSpec shell(String script) {
        return SandboxSpec.of("/bin/sh", "-c", script).withRequires(Set.of());
    }

    private SandboxResult run(SandboxSpec spec) {
        return Sandbox.run(plain, spec, new byte[0]);
    }

    @Test
    void guaranteesNothingAndSaysSo() {
        assertThatThrownBy(() -> plain.start(SandboxSpec.of("env")))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "the box none cannot hold a program to process, files, network, memory,"
                            + " tasks: no process, files, network, memory, tasks (a plain process"
                            + " has all the rights of whoever runs it; for a box, install"
                            + " bubblewrap on Linux, or name a container: KBENCH_SANDBOX=podman or"
                            + " KBENCH_SANDBOX=docker)");
    }

    @Test
    void runsInAFolderOfItsOwnWithTheEnvironmentThatIsGiven() {
        SandboxResult result =
                run(
                        shell("cat data/a; env | grep -v '^KBENCH_PROCESS=' | sort")
                                .withFiles(List.of(SandboxFile.of("data/a", "text\n")))
                                .withEnvironment(Map.of("GIVEN", "1")));

        assertThat(result.stderr().text()).isEmpty();
        assertThat(
                        result.stdout()
                                .text()
                                .lines()
                                .filter(
                                        line ->
                                                !line.startsWith("_=")
                                                        && !line.startsWith("PWD=")
                                                        && !line.startsWith("SHLVL=")
                                                        && !line.startsWith("OLDPWD=")))
                .containsExactly("text", "GIVEN=1", "PATH=/usr/local/bin:/usr/bin:/bin");
    }

    @Test
    void endsAtItsTimeWithItsChildren() {
        SandboxSpec spec = shell("sleep 600 & sleep 600");
        SandboxResult result = run(spec.withLimits(spec.limits().withTime(Duration.ofMillis(300))));

        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.exitCode()).isEqualTo(137);
    }

    @Test
    void findsADaemonByItsMark() {
        SandboxResult result =
                run(shell("(setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $!)"));

        assertThat(result.exitCode()).isZero();
        long daemon = Long.parseLong(result.stdout().text().strip());
        while (ProcessHandle.of(daemon).isPresent()) {
            Thread.onSpinWait(); // it was ended, and is being gathered
        }
    }

    @Test
    void anUnknownProgramSaysSo() {
        SandboxResult result = run(SandboxSpec.of("/no/such/program").withRequires(Set.of()));
        assertThat(result.exitCode()).isEqualTo(127);
    }
}
