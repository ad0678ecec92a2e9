package dev.kbench.tools.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.tools.python.Interpreter;
import dev.kbench.tools.sandbox.BoxTests;
import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.Hosts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/// Boxes where no control group can be made: what a program has the kernel hold is counted.
class WatchedBoxTest {
    private static final long MIB = 1 << 20;

    @TempDir Path root;
    private Bubblewrap box;

    @BeforeEach
    void needBox() {
        BoxTests.needBox();
        Hosts.file(root.resolve("proc/sys/kernel/osrelease"), "6.1.0\n");
        Host real = Host.real();
        box = new Bubblewrap(new Host(real.os(), real.arch(), root, real.path()));
        assertThat(box.isolation().how().get(Guarantee.MEMORY))
                .isEqualTo(
                        "a watch over its processes, files and sockets, 40 times a second, and a"
                            + " bound of the kernel on each process; no control group can be made"
                            + " here");
    }

    private SandboxResult run(String code) {
        Interpreter python = Interpreter.find(Host.real());
        SandboxLimits limits =
                SandboxLimits.DEFAULT
                        .withTime(Duration.ofMinutes(2))
                        .withMemoryBytes(64 * MIB)
                        .withDiskBytes(48 * MIB);
        return Sandbox.run(
                box,
                SandboxSpec.of(python.executable().toString(), "/box/main.py")
                        .withFiles(List.of(SandboxFile.of("main.py", code)))
                        .withVisible(python.folders())
                        .withLimits(limits)
                        .withRequires(EnumSet.of(Guarantee.MEMORY)),
                new byte[0]);
    }

    @Test
    void whatIsWrittenCountsAsMemory() {
        SandboxResult result =
                run(
                        """
                        import time
                        for folder in ("/box", "/tmp"):
                            with open(folder + "/x", "wb") as f:
                                f.write(b"x" * (40 << 20))
                        time.sleep(60)
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void filesCountThoughTheyAreEmpty() {
        SandboxResult result =
                run(
                        """
                        import os, time
                        for i in range(100_000):
                            if i % 1000 == 0:
                                os.mkdir("/tmp/%d" % i)
                                os.chdir("/tmp/%d" % i)
                            os.close(os.open(str(i), os.O_CREAT | os.O_WRONLY))
                        while True:
                            pass
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void whatWaitsInSocketsCounts() {
        SandboxResult result =
                run(
                        """
                        import socket, time
                        kept = []
                        for i in range(100):
                            pair = socket.socketpair()
                            kept.append(pair)
                            for one in pair:
                                one.setblocking(False)
                                try:
                                    while True:
                                        one.send(b"x" * 65536)
                                except BlockingIOError:
                                    pass
                        time.sleep(60)
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void tablesOfThePagesCount() {
        SandboxResult result =
                run(
                        """
                        import mmap, time
                        most = 128 << 30
                        memory = mmap.mmap(-1, most, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000,
                                           prot=mmap.PROT_READ)
                        for page in range(0, most, 2 << 20):
                            memory[page]
                        time.sleep(60)
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    }

    @Test
    void anOrdinaryProgramIsLeftAlone() {
        SandboxResult result =
                run(
                        """
                        import asyncio, os, socket
                        pairs = [socket.socketpair() for _ in range(20)]
                        for i in range(1000):
                            open("/tmp/%d" % i, "w").write("x")
                        open("/box/x", "wb").write(b"x" * (4 << 20))
                        asyncio.run(asyncio.sleep(0))
                        total = 0
                        for i in range(10_000_000):
                            total += i
                        print(total)
                        """);

        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text()).isEqualTo("49999995000000\n");
        assertThat(result.ending()).isEqualTo(Ending.EXITED);
    }
}
