package dev.kbench.tools.sandbox.plain;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxProcess;
import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Child;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.Starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A child process with a folder, an environment and limits of its own, and the rights of whoever
/// runs the JVM: it guarantees nothing. What it does do: the time by the clock is held, output is
/// bounded, and its tree is ended as far as it can be found; on Linux and macOS its first shell
/// sets the kernel's limits on each process too.
///
/// Taken only where a spec requires nothing, or it is named: `KBENCH_SANDBOX=none`.
///
/// Thread-safe.
public final class PlainProcess implements SandboxProvider {
    private static final String REASON =
            "a plain process has all the rights of whoever runs it; for a box, install bubblewrap"
                + " on Linux, or name a container: KBENCH_SANDBOX=podman or KBENCH_SANDBOX=docker";
    private static final long BLOCK = 512;
    private static final long KIB = 1024;

    private final Host host;

    /// The provider for this machine.
    public PlainProcess() {
        this(Host.real());
    }

    PlainProcess(Host host) {
        this.host = host;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Isolation isolation() {
        return Isolation.of("none", Map.of(), REASON);
    }

    @Override
    public SandboxProcess start(SandboxSpec spec) {
        Sandbox.require(isolation(), spec);
        Path folder = HostFolder.ofProcess().fresh("plain");
        String mark = ProcessHandle.current().pid() + "-" + folder.getFileName();
        try {
            Files.createDirectories(folder);
            for (SandboxFile file : spec.files()) {
                Path copy = folder.resolve(file.path());
                Files.createDirectories(copy.getParent());
                Files.write(copy, file.bytes());
            }
            ProcessBuilder builder = new ProcessBuilder(command(spec)).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
            builder.environment().putAll(spec.environment());
            builder.environment().put(PlainHolding.MARK, mark);
            Process process = Starter.start(builder);
            return Child.of(
                    process,
                    new PlainHolding(process, mark, folder, host.isLinux()),
                    spec.limits());
        } catch (IOException e) {
            HostFolder.removeQuietly(folder);
            throw new ToolUnavailableException(
                    "%s could not be started: %s"
                            .formatted(spec.command().getFirst(), e.getMessage()),
                    e);
        }
    }

    private List<String> command(SandboxSpec spec) {
        if (host.os().startsWith("Windows")) {
            return spec.command();
        }
        SandboxLimits limits = spec.limits();
        List<String> command = new ArrayList<>();
        command.add("/bin/sh");
        command.add("-c");
        // what a system does not know it says, and goes on
        command.add(
                "{ ulimit -c 0; ulimit -t %d; ulimit -f %d; ulimit -d %d; ulimit -n %d; } 2>/dev/null; exec \"$@\""
                        .formatted(
                                limits.cpuTime().plusMillis(1999).toSeconds(),
                                Math.ceilDiv(limits.diskBytes(), BLOCK),
                                limits.memoryBytes() / KIB,
                                limits.openFiles()));
        command.add("sh");
        command.addAll(spec.command());
        return command;
    }
}
