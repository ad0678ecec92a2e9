package dev.kbench.tools.sandbox.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.tools.python.Interpreter;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProcessTreeTest {
    private static final long HELD = 64 << 20;

    /// Ends the first thread of its process, then says so from another one, which holds memory.
    private static final String CODE =
            """
            import ctypes, os, sys, threading, time
            first = "/proc/self/task/%d/stat" % os.getpid()
            held = b"x" * (64 << 20)
            def hold():
                while open(first).read().rsplit(")", 1)[1].split()[0] != "Z":
                    time.sleep(0.01)
                print("held", len(held), flush=True)
                sys.stdin.read()
                os._exit(0)
            threading.Thread(target=hold).start()
            ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
            """;

    @Test
    void memoryIsCountedWhereTheFirstThreadHasEnded() throws Exception {
        assumeTrue(Host.real().isLinux(), "/proc is Linux's");
        String python = Interpreter.find(Host.real()).executable().toString();
        Process process = new ProcessBuilder(python, "-c", CODE).start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held " + HELD);

            List<Long> tree = ProcessTree.of(process.pid());
            assertThat(ProcessTree.memoryBytes(tree, Long.MAX_VALUE)).isGreaterThan(HELD);
            assertThat(ProcessTree.memoryBytes(tree, 0)).isGreaterThan(HELD);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
