package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.child.Holding;
import dev.kbench.tools.sandbox.child.ProcessTree;
import dev.kbench.tools.sandbox.child.Signals;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// A box's tree. Its outer process waits for the first process of the box, with which the kernel
/// ends all others; so that one is ended, and the outer one left to see it gone.
final class BoxHolding implements Holding {
    private final Process outer;
    private final @Nullable Group group;
    private final Path staged;
    private final KernelMemory kernel;
    private long mostCpu;

    /// @param kernel counts what a group would, where there is none
    BoxHolding(Process outer, @Nullable Group group, Path staged, KernelMemory kernel) {
        this.outer = outer;
        this.group = group;
        this.staged = staged;
        this.kernel = kernel;
    }

    @Override
    public void kill() {
        List<Long> inner = ProcessTree.children(outer.pid());
        if (inner.isEmpty()) {
            outer.destroyForcibly(); // not yet a box, or none any more
        }
        for (long pid : inner) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        if (group != null) {
            group.kill();
        }
    }

    @Override
    public OptionalLong memoryBytes(long bound) {
        if (group != null) {
            return OptionalLong.empty();
        }
        List<Long> tree = ProcessTree.of(outer.pid());
        long held = tree.size() < 2 ? 0 : kernel.bytes(tree.get(1), ProcessTree.cpuNanos(tree));
        return OptionalLong.of(held + ProcessTree.memoryBytes(tree, Math.max(0, bound - held)));
    }

    @Override
    public synchronized OptionalLong cpuNanos() {
        OptionalLong counted = group == null ? OptionalLong.empty() : group.cpuNanos();
        if (counted.isPresent()) {
            return counted;
        }
        mostCpu = Math.max(mostCpu, ProcessTree.cpuNanos(ProcessTree.of(outer.pid())));
        return OptionalLong.of(mostCpu);
    }

    @Override
    public boolean ranOutOfMemory() {
        return group != null && group.ranOutOfMemory();
    }

    @Override
    public boolean interrupt(long pid) {
        OptionalLong host = ProcessTree.withInnerPid(outer.pid(), pid);
        return host.isPresent() && Signals.interrupt(host.getAsLong());
    }

    @Override
    public void release() {
        Releases.add(group, staged);
    }
}
