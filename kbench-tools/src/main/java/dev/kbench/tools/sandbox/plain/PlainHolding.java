package dev.kbench.tools.sandbox.plain;

import dev.kbench.tools.sandbox.child.Holding;
import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.ProcessTree;
import dev.kbench.tools.sandbox.child.Signals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The tree of a process without a box: its descendants, and on Linux whatever still carries the
/// mark in its environment that the process was started with. A process that has left its parent
/// and started another program with another environment is not found.
final class PlainHolding implements Holding {
    /// The variable that marks the tree.
    static final String MARK = "KBENCH_PROCESS";

    private static final int ROUNDS = 5;

    private final Process process;
    private final String mark;
    private final Path folder;
    private final boolean linux;

    PlainHolding(Process process, String mark, Path folder, boolean linux) {
        this.process = process;
        this.mark = MARK + "=" + mark;
        this.folder = folder;
        this.linux = linux;
    }

    @Override
    public void kill() {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        for (int round = 0; round < ROUNDS && !tree.isEmpty(); round++) {
            tree.forEach(ProcessHandle::destroyForcibly);
            tree = marked();
        }
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!linux) {
            return found;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                if (isMarked(one)) {
                    ProcessHandle.of(Long.parseLong(one.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private boolean isMarked(Path entry) {
        try {
            String environment =
                    new String(
                            Files.readAllBytes(entry.resolve("environ")),
                            StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }

    @Override
    public OptionalLong memoryBytes(long bound) {
        return linux
                ? OptionalLong.of(ProcessTree.memoryBytes(ProcessTree.of(process.pid()), bound))
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong cpuNanos() {
        return linux
                ? OptionalLong.of(ProcessTree.cpuNanos(ProcessTree.of(process.pid())))
                : OptionalLong.empty();
    }

    @Override
    public boolean ranOutOfMemory() {
        return false;
    }

    @Override
    public boolean interrupt(long pid) {
        return Signals.interrupt(pid);
    }

    @Override
    public void release() {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> left = marked();
            if (left.isEmpty()) {
                break;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
        HostFolder.removeQuietly(folder);
    }
}
