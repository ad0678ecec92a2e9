package dev.kbench.tools.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Hosts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// By command line, against a program that writes down what it is asked.
class ContainerTest {
    private static final String ENGINE =
            """
            echo "$@" >>'%1$s/asked'
            case $1 in
            info) %2$s ;;
            image) %3$s ;;
            ps) echo kbench-999999999-1; echo other ;;
            run) cat; echo complaint >&2; %4$s ;;
            kill) kill -9 $(cat '%1$s/pid') ;;
            esac
            """;

    @TempDir Path folder;

    private Docker docker(String info, String image, String run) {
        Hosts.script(folder.resolve("bin"), "docker", ENGINE.formatted(folder, info, image, run));
        return new Docker(Hosts.linux(folder.resolve("bin"), folder), Settings.of(Map.of()));
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    @Test
    void runsAProgramWithoutNetworkRightsOrRoom() throws IOException {
        Docker docker = docker(":", ":", "exit 3");
        SandboxSpec spec =
                SandboxSpec.of("python3", "main.py")
                        .withEnvironment(Map.of("A", "b c"))
                        .withFiles(List.of(SandboxFile.of("main.py", "print(1)")));

        SandboxResult result = Sandbox.run(docker, spec, "input".getBytes(StandardCharsets.UTF_8));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout().text()).isEqualTo("input");
        assertThat(result.stderr().text()).isEqualTo("complaint\n");
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(
                        asked().getLast()
                                .replaceAll("docker-\\d+", "docker-N")
                                .replaceAll("source=\\S+/docker-N", "source=FILES"))
                .isEqualTo(
                        "run --rm --interactive --pull never --name kbench-%1$s-docker-N --label dev.kbench.jvm=%1$s"
                                        .formatted(pid)
                                + " --network none --ipc private --hostname box --read-only"
                                + " --cap-drop ALL --security-opt no-new-privileges --user"
                                + " 65534:65534 --init --memory 536870912 --memory-swap 536870912"
                                + " --pids-limit 66 --ulimit cpu=31 --ulimit fsize=134217728"
                                + " --ulimit nofile=256 --ulimit core=0 --tmpfs"
                                + " /tmp:rw,nosuid,nodev,mode=1777,size=134217728 --tmpfs"
                                + " /box:rw,nosuid,nodev,mode=1777,size=134217728 --workdir /box"
                                + " --env A=b c --mount"
                                + " type=bind,readonly,source=FILES/main.py,target=/box/main.py"
                                + " python:3-slim timeout -s KILL 40 python3 main.py");
    }

    @Test
    void endsAContainerByItsNameAtItsTime() throws IOException {
        Docker docker = docker(":", ":", "echo $$ >'%s/pid'; exec sleep 600".formatted(folder));
        SandboxSpec spec = SandboxSpec.of("sleep", "600");
        spec = spec.withLimits(spec.limits().withTime(Duration.ofMillis(700)));

        SandboxResult result = Sandbox.run(docker, spec, new byte[0]);

        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(asked()).anyMatch(line -> line.matches("kill kbench-\\d+-docker-\\d+"));
    }

    @Test
    void endsTheContainersOfJvmsThatAreGone() throws IOException {
        assertThat(docker(":", ":", ":").isolation().guarantees()).contains(Guarantee.NETWORK);
        assertThat(asked())
                .containsExactly(
                        "info",
                        "image inspect python:3-slim",
                        "ps --filter label=dev.kbench.jvm --format {{.Names}}",
                        "kill kbench-999999999-1");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(
                        docker("echo 'Cannot connect to the daemon'; exit 1", ":", ":")
                                .isolation()
                                .missing())
                .containsEntry(
                        Guarantee.FILES,
                        "docker does not answer (Cannot connect to the daemon); start it");
        assertThat(docker(":", "exit 1", ":").isolation().missing())
                .containsEntry(
                        Guarantee.FILES,
                        "the image python:3-slim is not there; fetch it: docker pull python:3-slim,"
                                + " or name another: KBENCH_SANDBOX_IMAGE");
        Podman podman =
                new Podman(
                        Hosts.of("Mac OS X"), Settings.of(Map.of("KBENCH_SANDBOX_IMAGE", "own")));
        assertThatThrownBy(() -> podman.start(SandboxSpec.of("env")))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageEndingWith(
                        "(podman is not installed; install it (apt-get install podman), or take"
                                + " bubblewrap on Linux)");
    }
}
