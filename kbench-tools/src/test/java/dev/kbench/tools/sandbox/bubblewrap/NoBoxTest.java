package dev.kbench.tools.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.Hosts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is said where no box can be made, and how to get one.
class NoBoxTest {
    private static final String INSTALL =
            "install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap"
                    + " (Fedora), apk add bubblewrap (Alpine)";

    @TempDir Path folder;

    private static String reason(Host host) {
        Isolation isolation = new Bubblewrap(host).isolation();
        assertThat(isolation.guarantees()).isEmpty();
        return isolation.missing().get(Guarantee.FILES);
    }

    private Host linux(String version, String complaint) {
        Path programs = folder.resolve("bin");
        Hosts.script(
                programs,
                "bwrap",
                "if [ \"$1\" = --version ]; then echo '%s'; else echo '%s' >&2; exit 1; fi\n"
                        .formatted(version, complaint));
        Hosts.file(
                folder.resolve("proc/self/status"), "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n");
        return Hosts.linux(programs, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11"})
    void bubblewrapNeedsLinux(String os) {
        assertThat(reason(Hosts.of(os)))
                .isEqualTo(
                        "bubblewrap needs Linux, this is %s; a container can be asked for:"
                                + " KBENCH_SANDBOX=podman or KBENCH_SANDBOX=docker",
                        os);
    }

    @Test
    void bubblewrapCanBeInstalled() {
        Host host = new Host("Linux", "amd64", Path.of("/"), List.of());
        assertThat(reason(host)).isEqualTo("bubblewrap (bwrap) is not installed; " + INSTALL);
        assertThatThrownBy(() -> new Bubblewrap(host).start(SandboxSpec.of("env")))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "the box bubblewrap cannot hold a program to process, files, network,"
                                + " memory, tasks: no process, files, network, memory, tasks"
                                + " (bubblewrap (bwrap) is not installed; %s)",
                        INSTALL);
        assertThatThrownBy(
                        () ->
                                new Bubblewrap(host)
                                        .start(SandboxSpec.of("env").withRequires(Set.of())))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageContaining(INSTALL);
    }

    @Test
    void anOldBubblewrapIsNotEnough() {
        assertThat(reason(linux("bubblewrap 0.6.1", "")))
                .isEqualTo(
                        "bubblewrap 0.7 or newer is needed, which can bound its temporary folders;"
                            + " this is bubblewrap 0.6.1. Take a newer release of the system, or a"
                            + " container: KBENCH_SANDBOX=podman");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    user/max_user_namespaces | 0 | this kernel is set to make no user namespaces; as root: sysctl -w user.max_user_namespaces=15000
                    kernel/unprivileged_userns_clone | 0 | this kernel makes user namespaces for root only; as root: sysctl -w kernel.unprivileged_userns_clone=1
                    kernel/apparmor_restrict_unprivileged_userns | 1 | AppArmor lets no program make user namespaces that has no profile for it; as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
                    """)
    void aKernelThatForbidsNamespacesCanBeSet(String file, String value, String expected) {
        Hosts.file(folder.resolve("proc/sys").resolve(file), value + "\n");
        assertThat(
                        reason(
                                linux(
                                        "bubblewrap 0.8.0",
                                        "bwrap: No permissions to create new namespace")))
                .isEqualTo(expected + " (bubblewrap: No permissions to create new namespace)");
    }

    @Test
    void otherwiseBubblewrapSpeaksForItself() {
        assertThat(reason(linux("bubblewrap 0.11.0", "bwrap: Can'\\''t mount proc")))
                .isEqualTo("bubblewrap could not make a box here (bubblewrap: Can't mount proc)");
        assertThat(reason(linux("bubblewrap 1.0.0", "")))
                .isEqualTo("bubblewrap could not make a box here (it said nothing)");
    }

    @Test
    void aProgramThatNoBoxShowsIsNoneForIt() {
        Path programs = folder.resolve("bin");
        Hosts.script(
                programs, "bwrap", "if [ \"$1\" = --version ]; then echo 'bubblewrap 0.8.0'; fi\n");
        Hosts.file(folder.resolve("proc/sys/kernel/osrelease"), "6.1.0\n");
        assertThat(tasks(programs).missing().get(Guarantee.TASKS))
                .startsWith("prlimit is not installed; install it: apt-get install util-linux");

        Path prlimit = Hosts.script(programs, "prlimit", "exit 1\n");
        assertThat(tasks(programs).missing().get(Guarantee.TASKS))
                .isEqualTo(
                        "no box shows %s, the only prlimit here; install it: apt-get install"
                                + " util-linux (Debian, Ubuntu), dnf install util-linux (Fedora),"
                                + " apk add util-linux (Alpine)",
                        prlimit);

        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit of util-linux");
        assertThat(tasks(programs, Path.of("/usr/bin")).how().get(Guarantee.TASKS))
                .isEqualTo("the kernel's bound within a user namespace");
    }

    private Isolation tasks(Path... path) {
        return new Bubblewrap(new Host("Linux", "amd64", folder, List.of(path))).isolation();
    }

    @Test
    void rootWithoutAnotherUserCannotBoundProcesses() {
        Host host = new Host("Linux", "amd64", Path.of("/"), List.of());
        assertThat(Mode.ofRoot("         0          0 4294967295\n").namespace()).isFalse();
        assertThat(Mode.ofRoot("0 100000 65536\n").user(7, 3)).isEqualTo(61_184 + 3003);
        assertThat(Mode.ofRoot("0 1000 1\n")).isEqualTo(Mode.USER);
        assertThat(host.program("bwrap")).isEmpty();
        assertThat(
                        Map.of(
                                "0.8.0",
                                true,
                                "0.6.9",
                                false,
                                "5.14.0-x",
                                true,
                                "6.18",
                                true,
                                "x",
                                false))
                .allSatisfy(
                        (version, expected) ->
                                assertThat(Ground.isAtLeast(version, 0, 7))
                                        .as(version)
                                        .isEqualTo(expected));
    }
}
