package dev.kbench.tools.sandbox.container;

import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxSpec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a container: no network, a read-only system, folders in memory, a user
/// without rights, bounded memory, processes and files. Its first process is `timeout` (of
/// coreutils or busybox, in the image), which ends it a little after its time where nobody is left
/// to do so: a container outlives the command that started it.
final class ContainerCommand {
    /// Marks containers, with the process id of the JVM that they belong to.
    static final String LABEL = "dev.kbench.jvm";

    private static final String FOLDER = "/box";
    private static final String NOBODY = "65534:65534";
    private static final long GRACE_SECONDS = 10;

    private ContainerCommand() {}

    /// @param engine the engine's program
    /// @param image the image
    /// @param name the container's name
    /// @param pid the JVM's process id
    /// @param files a folder of the host with the spec's files
    static List<String> of(
            Path engine, String image, String name, long pid, Path files, SandboxSpec spec) {
        SandboxLimits limits = spec.limits();
        List<String> all = new ArrayList<>();
        add(all, engine.toString(), "run", "--rm", "--interactive", "--pull", "never");
        add(all, "--name", name, "--label", LABEL + "=" + pid);
        add(all, "--network", "none", "--ipc", "private", "--hostname", "box");
        add(all, "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges");
        add(all, "--user", NOBODY, "--init");
        String memory = Long.toString(limits.memoryBytes());
        add(all, "--memory", memory, "--memory-swap", memory);
        // one more for the first process, and one for timeout
        add(all, "--pids-limit", Integer.toString(limits.tasks() + 2));
        add(all, "--ulimit", "cpu=" + limits.cpuTime().plusMillis(1999).toSeconds());
        add(all, "--ulimit", "fsize=" + limits.diskBytes());
        add(all, "--ulimit", "nofile=" + limits.openFiles(), "--ulimit", "core=0");
        String options = ":rw,nosuid,nodev,mode=1777,size=" + limits.diskBytes();
        add(all, "--tmpfs", "/tmp" + options, "--tmpfs", FOLDER + options);
        add(all, "--workdir", FOLDER);
        spec.environment().forEach((key, value) -> add(all, "--env", key + "=" + value));
        for (SandboxFile file : spec.files()) {
            add(
                    all,
                    "--mount",
                    "type=bind,readonly,source=%s,target=%s/%s"
                            .formatted(files.resolve(file.path()), FOLDER, file.path()));
        }
        for (Path folder : spec.visible()) {
            add(all, "--mount", "type=bind,readonly,source=%s,target=%s".formatted(folder, folder));
        }
        add(all, image, "timeout", "-s", "KILL");
        add(all, Long.toString(limits.time().toSeconds() + GRACE_SECONDS));
        all.addAll(spec.command());
        return all;
    }

    private static void add(List<String> all, String... words) {
        all.addAll(List.of(words));
    }
}
