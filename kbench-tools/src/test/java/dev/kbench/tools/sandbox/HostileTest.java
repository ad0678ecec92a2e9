package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What becomes of programs that mean harm. After each, none of its processes is left.
class HostileTest {
    private final String word = "kbench-hostile-" + UUID.randomUUID();

    private SandboxResult run(Hostile program) {
        return run(program.spec(word));
    }

    private SandboxResult run(Hostile program, Duration time) {
        SandboxSpec spec = program.spec(word);
        return run(spec.withLimits(spec.limits().withTime(time)));
    }

    private SandboxResult run(SandboxSpec spec) {
        SandboxResult result = Boxes.run(spec);
        Boxes.awaitEnd(word);
        assertThat(Boxes.processes(word)).as("processes left over").isEmpty();
        return result;
    }

    private SandboxResult run(String code) {
        return run(Hostile.spec(code, word));
    }

    @Test
    void forkBombStopsAtTheBoundOnTasks() {
        SandboxResult result =
                BoxTests.withTimeEnough(
                        Duration.ofSeconds(1),
                        time -> run(Hostile.FORK_BOMB, time),
                        one -> one.stdout().size() > 0);

        assertThat(result.stdout().text()).matches("stopped at 2[23] BlockingIOError\n");
        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.exitCode()).isEqualTo(137);
    }

    @Test
    void aProcessIsRefusedTenGigabytes() {
        SandboxResult result = run(Hostile.TEN_GIGABYTES);

        assertThat(result.stdout().text()).isEqualTo("no memory\n");
        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void sharedMemoryCountsToo() {
        SandboxResult result = run(Hostile.SHARED_GIGABYTES);

        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.stdout().text()).isEmpty();
    }

    @Test
    void memoryOfTheWholeTreeIsBounded() {
        SandboxResult result = run(Hostile.GIGABYTES_OF_CHILDREN);

        assertThat(result.stdout().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void memoryCountsWhenTheFirstThreadOfItsProcessHasEnded() {
        SandboxResult result = run(Hostile.MEMORY_WITHOUT_A_FIRST_THREAD);

        assertThat(result.stdout().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void endlessOutputOnBothStreamsEndsAtItsBound() {
        SandboxResult result = run(Hostile.ENDLESS_OUTPUT);

        assertThat(result.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
        assertThat(result.stdout().size()).isLessThanOrEqualTo(1 << 20);
        assertThat(result.stderr().size()).isLessThanOrEqualTo(1 << 20);
        assertThat(result.stdout().isCut() || result.stderr().isCut()).isTrue();
    }

    @Test
    void anEndlessLoopInCodeOfCEndsAtItsTime() {
        for (Hostile loop : List.of(Hostile.ENDLESS_REGEX, Hostile.ENDLESS_POWER)) {
            SandboxResult result = run(loop, Duration.ofMillis(400));

            assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
            assertThat(result.exitCode()).isEqualTo(137);
        }
    }

    @Test
    void processorTimeOfTheWholeTreeIsBounded() {
        SandboxSpec spec =
                Hostile.spec(
                        """
                        import os
                        os.fork()
                        os.fork()
                        while True:
                            pass
                        """,
                        word);
        SandboxResult result =
                run(spec.withLimits(spec.limits().withCpuTime(Duration.ofSeconds(1))));

        assertThat(result.ending()).isEqualTo(Ending.CPU_TIME_SPENT);
    }

    @Test
    void ignoringSignalsHelpsNobody() {
        assertThat(run(Hostile.DEAF, Duration.ofMillis(400)).ending()).isEqualTo(Ending.TIMED_OUT);
    }

    @Test
    void aDaemonEndsWithItsProgram() {
        SandboxResult result = run(Hostile.DAEMON);

        assertThat(result.stdout().text()).isEqualTo("left a daemon\n");
        assertThat(result.ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void aProgramCannotKillWhoStartedIt() {
        SandboxResult result = run(Hostile.PATRICIDE);

        assertThat(result.stdout().text()).endsWith("alive\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void nothingOutsideCanBeWritten(@TempDir Path outside) throws IOException {
        SandboxResult result =
                run(
                        """
                        import os
                        for path in ("/x", "/usr/x", "/usr/bin/x", "/etc/x", "/dev/x", "/proc/x", "/sys/x",
                                     "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "%s/x"):
                            try:
                                os.makedirs(os.path.dirname(path), exist_ok=True)
                                with open(path, "w") as f:
                                    f.write("was here")
                                print("wrote", path)
                            except OSError as e:
                                pass
                        for path in ("/box/x", "/tmp/x"):
                            open(path, "w").write("mine")
                        print("done")
                        """
                                .formatted(outside));

        assertThat(result.stderr().text()).isEmpty();
        // below /tmp lies the box's own folder, whatever the host has there
        assertThat(result.stdout().text().replace("wrote %s/x\n".formatted(outside), ""))
                .isEqualTo("done\n");
        try (var left = Files.list(outside)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void secretsOfTheSystemAndOfTheUserAreNotThere(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("secret.txt"), "a secret");
        SandboxResult result =
                run(
                        """
                        import os
                        for path in ("/etc/shadow", "/etc/passwd", "/root", "/home", "%s", "%s", "%s", "/var", "/sys",
                                     "/proc/kcore", "/proc/1/root/etc/shadow", "/proc/self/root/etc/shadow"):
                            try:
                                print(path, os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(10))
                            except OSError as e:
                                pass
                        print("done")
                        """
                                .formatted(
                                        own.resolve("secret.txt"),
                                        System.getProperty("user.home") + "/.profile",
                                        System.getProperty("user.dir")));

        assertThat(result.stderr().text()).isEmpty();
        assertThat(
                        result.stdout()
                                .text()
                                .replaceAll("/(root|home) \\[('\\.?[\\w-]+'(, )?)?]\n", ""))
                .isEqualTo("done\n");
    }

    @Test
    void theEnvironmentIsWhatWasGiven() {
        assertThat(System.getenv()).as("the JVM's own").containsKey("PATH");
        SandboxResult result =
                run(
                        Hostile.spec(
                                        """
                                        import os
                                        for pid in ("self", "1", str(os.getppid())):
                                            try:
                                                print(sorted(open("/proc/%s/environ" % pid).read().split("\\0")))
                                            except OSError as e:
                                                print(type(e).__name__)
                                        """,
                                        word)
                                .withEnvironment(Map.of("LC_ALL", "C.UTF-8", "GIVEN", "1")));

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text().lines())
                .hasSize(3)
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .isIn(
                                                "['', 'GIVEN=1', 'LC_ALL=C.UTF-8']",
                                                "['', 'GIVEN=1', 'LC_ALL=C.UTF-8', 'PWD=/box']",
                                                "['', 'GIVEN=1', 'LC_ALL=C.UTF-8', 'PWD=/']",
                                                "PermissionError"));
    }

    @Test
    void noSocketLeadsAnywhere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            SandboxResult result =
                    run(
                            """
                            import os, socket
                            for family, address in ((socket.AF_INET, ("127.0.0.1", %d)), (socket.AF_INET6, ("::1", %d)),
                                                    (socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET, ("10.0.0.1", 53))):
                                try:
                                    s = socket.socket(family)
                                    s.settimeout(2)
                                    s.connect(address)
                                    print("connected", address)
                                except OSError as e:
                                    pass
                            try:
                                own = socket.socket()
                                own.bind(("127.0.0.1", 0))
                                own.listen()
                                socket.create_connection(own.getsockname(), 1)
                                print("loopback is up")
                            except OSError:
                                pass
                            print([line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]])
                            print(os.path.exists("/run"), os.path.exists("/var/run"))
                            """
                                    .formatted(server.getLocalPort(), server.getLocalPort()));

            assertThat(result.stderr().text()).isEmpty();
            assertThat(result.stdout().text()).isEqualTo("['lo']\nFalse False\n");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(server::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void whatIsWrittenIsBounded() {
        SandboxResult result = run(Hostile.DISK);

        assertThat(result.stderr().text()).isEmpty();
        List<String> lines = result.stdout().text().lines().toList();
        assertThat(lines).startsWith("/box 28", "/tmp 28", "/dev/shm 28");
        assertThat(Integer.parseInt(lines.getLast())).isBetween(40, 48);
    }

    @Test
    void aHundredThousandFilesAreGoneWithTheBox() {
        SandboxResult result = run(Hostile.MANY_FILES);

        assertThat(result.ending()).isIn(Ending.EXITED, Ending.OUT_OF_MEMORY);
        assertThat(result.stderr().text()).isEmpty();
    }

    @Test
    void deletingItsOwnFolderHurtsNobodyElse() {
        SandboxResult result = run(Hostile.DELETER);

        assertThat(result.stdout().text()).isEqualTo("[] True\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void deepRecursionEndsTheProgramAlone() {
        SandboxResult result = run(Hostile.RECURSION);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stdout().text()).isEmpty();
    }

    @Test
    void linksOutOfItsFolderLeadNowhere(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("secret.txt"), "a secret");
        SandboxResult result =
                run(
                        """
                        import os
                        for number, target in enumerate(("%s", "/etc/shadow", "/proc/1/root/%s", "/proc/self/cwd/../../../%s")):
                            os.symlink(target, str(number))
                            try:
                                print("read", open(str(number)).read())
                            except OSError as e:
                                pass
                        print("done")
                        """
                                .formatted(
                                        own.resolve("secret.txt"),
                                        own.resolve("secret.txt"),
                                        own.resolve("secret.txt")));

        assertThat(result.stdout().text()).isEqualTo("done\n");
    }

    @Test
    void systemCallsThatProgramsDoNotNeedAreRefused() {
        SandboxResult result =
                run(
                        """
                        import ctypes, os
                        libc = ctypes.CDLL(None, use_errno=True)
                        def call(name, *arguments):
                            ctypes.set_errno(0)
                            value = getattr(libc, name)(*arguments)
                            print(name, value, ctypes.get_errno())
                        call("unshare", 0x10000000)
                        call("mount", b"none", b"/tmp", b"tmpfs", 0, None)
                        call("ptrace", 0, 0, 0, 0)
                        call("shmget", 0, 4096, 0o1600)
                        call("semget", 0, 1, 0o1600)
                        call("msgget", 0, 0o1600)
                        call("chroot", b"/tmp")
                        call("memfd_create", b"x", 0)
                        call("setuid", 0)
                        print(open("/proc/self/status").read().split("NoNewPrivs:")[1].split()[0])
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text().lines().limit(8))
                .allSatisfy(line -> assertThat(line).endsWith(" -1 1"));
        assertThat(result.stdout().text()).endsWith("\n1\n");
    }
}
