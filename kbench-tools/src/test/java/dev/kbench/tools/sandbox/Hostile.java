package dev.kbench.tools.sandbox;

import dev.kbench.tools.python.Interpreter;
import dev.kbench.tools.sandbox.child.Host;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Programs that nobody should run without a box, in Python. Each gets a word as its argument that
/// its processes carry on their command lines, so that what is left of them can be found.
enum Hostile {
    FORK_BOMB(
            """
            import os, time
            made = 0
            while True:
                try:
                    if os.fork() == 0:
                        time.sleep(60)
                    made += 1
                except OSError as e:
                    print("stopped at", made, type(e).__name__, flush=True)
                    break
            while True:
                try:
                    os.fork()
                except OSError:
                    pass
            """),
    TEN_GIGABYTES(
            """
            try:
                bytearray(10 << 30)
            except MemoryError:
                print("no memory")
            """),
    SHARED_GIGABYTES(
            """
            import mmap
            memory = mmap.mmap(-1, 10 << 30)
            for page in range(0, 10 << 30, 4096):
                memory[page] = 1
            print("all of it")
            """),
    GIGABYTES_OF_CHILDREN(
            """
            import os, time
            for child in range(8):
                if os.fork() == 0:
                    held = bytearray(48 << 20)
                    for page in range(0, len(held), 4096):
                        held[page] = 1
                    time.sleep(60)
            time.sleep(60)
            print("all of them")
            """),
    MEMORY_WITHOUT_A_FIRST_THREAD(
            """
            import ctypes, mmap, os, threading, time
            def hold():
                memory = mmap.mmap(-1, 1 << 30)
                for page in range(0, 1 << 30, 4096):
                    memory[page] = 1
                os.write(1, b"all of it")
                time.sleep(60)
            if os.fork() == 0:
                threading.Thread(target=hold).start()
                exit = {"x86_64": 60, "aarch64": 93}[os.uname().machine]
                ctypes.CDLL(None).syscall(exit, 0)
            time.sleep(60)
            """),
    ENDLESS_OUTPUT(
            """
            import os, sys
            if os.fork() == 0:
                while True:
                    os.write(2, b"e" * 65536)
            while True:
                os.write(1, b"o" * 65536)
            """),
    ENDLESS_REGEX(
            """
            import re
            print(re.match(r"(a|a)*b", "a" * 64))
            """),
    ENDLESS_POWER(
            """
            print(len(str(9 ** 9 ** 9)))
            """),
    DEAF(
            """
            import signal, time
            for number in range(1, 65):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                time.sleep(60)
            """),
    DAEMON(
            """
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    null = os.open("/dev/null", os.O_RDWR)
                    for descriptor in (0, 1, 2):
                        os.dup2(null, descriptor)
                    while True:
                        time.sleep(1)
                os._exit(0)
            os.wait()
            print("left a daemon")
            """),
    PATRICIDE(
            """
            import os, signal
            for number in (signal.SIGTERM, signal.SIGKILL):
                for pid in (os.getppid(), 1, -1):
                    if pid == -1:
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        if number == signal.SIGKILL:
                            continue
                    try:
                        os.kill(pid, number)
                    except OSError as e:
                        print(type(e).__name__)
            print("alive")
            """),
    DISK(
            """
            written = 0
            for folder in ("/box", "/tmp", "/dev/shm"):
                try:
                    for i in range(1000):
                        with open(folder + "/%d" % i, "wb") as f:
                            while f.tell() < 1 << 20:
                                written += f.write(b"x" * 65536)
                except OSError as e:
                    print(folder, e.errno)
            print(written >> 20)
            """),
    MANY_FILES(
            """
            made = 0
            try:
                for i in range(100_000):
                    open("/tmp/%d" % i, "w").close()
                    made += 1
            except OSError as e:
                print(type(e).__name__)
            print(made)
            """),
    DELETER(
            """
            import os
            for top in ["/box", "/tmp", "/usr/lib"] + ["/" + name for name in os.listdir("/")]:
                refused = 0
                for folder, folders, files in os.walk(top, topdown=False):
                    for name in files + folders:
                        for remove in (os.remove, os.rmdir):
                            try:
                                remove(folder + "/" + name)
                                break
                            except OSError:
                                refused += 1
                    if refused > 400:
                        break  # a whole system takes minutes, and is no more refused than this
            print(os.listdir("/box"), os.path.isdir("/usr/lib"))
            os.chdir("/")
            """),
    RECURSION(
            """
            import sys
            sys.setrecursionlimit(1 << 30)
            class Deep:
                def __getattr__(self, name):
                    return getattr(self, name + "x")
            def down(n):
                return [down(n + 1) for _ in range(1)]
            print(repr(Deep().a) if len(sys.argv) > 9 else down(0))
            """);

    private static final SandboxLimits LIMITS =
            SandboxLimits.DEFAULT
                    .withTime(Duration.ofSeconds(60))
                    .withMemoryBytes(160 << 20)
                    .withDiskBytes(16 << 20)
                    .withTasks(24)
                    .withOutputBytes(1 << 20);

    private final String code;

    Hostile(String code) {
        this.code = code;
    }

    static Interpreter python() {
        return Interpreter.find(Host.real());
    }

    SandboxSpec spec(String word) {
        return spec(code, word);
    }

    static SandboxSpec spec(String code, String word) {
        Interpreter python = python();
        return SandboxSpec.of(python.executable().toString(), "/box/main.py", word)
                .withFiles(List.of(SandboxFile.of("main.py", code)))
                .withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
                .withVisible(python.folders())
                .withLimits(LIMITS);
    }
}
