package dev.kbench.tools.sandbox.container;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxProcess;
import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Child;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.Starter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Boxes of containers: Podman's, or Docker's. Slower to start than bubblewrap's by far; the way to
/// a box on macOS and Windows. Taken only where it is named (`KBENCH_SANDBOX=podman`), since the
/// program's interpreter is the image's: `KBENCH_SANDBOX_IMAGE`, which must be there already.
///
/// Thread-safe.
abstract class Container implements SandboxProvider {
    /// The setting that names the image.
    static final String IMAGE = "KBENCH_SANDBOX_IMAGE";

    private static final String ORDINARY_IMAGE = "python:3-slim";
    private static final long PID = ProcessHandle.current().pid();
    private static final long PATIENCE_SECONDS = 15;

    private final String name;
    private final Host host;
    private final String image;
    private volatile @Nullable Isolation known;

    Container(String name, Host host, Settings settings) {
        this.name = name;
        this.host = host;
        this.image = settings.get(IMAGE).orElse(ORDINARY_IMAGE);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean usesImage() {
        return true;
    }

    @Override
    public final Isolation isolation() {
        Isolation isolation = known;
        if (isolation == null) {
            synchronized (this) {
                isolation = known;
                if (isolation == null) {
                    isolation = findOut();
                    known = isolation;
                }
            }
        }
        return isolation;
    }

    private Isolation findOut() {
        Optional<Path> program = host.program(name);
        if (program.isEmpty()) {
            return nothing(
                    "%s is not installed; install it (apt-get install %s), or take bubblewrap on Linux"
                            .formatted(name, name.equals("docker") ? "docker.io" : name));
        }
        Engine engine = new Engine(program.get());
        try {
            Engine.Answer info = engine.ask(PATIENCE_SECONDS, List.of("info"));
            if (info.code() != 0) {
                return nothing("%s does not answer (%s); start it".formatted(name, info.brief()));
            }
            Engine.Answer there = engine.ask(PATIENCE_SECONDS, List.of("image", "inspect", image));
            if (there.code() != 0) {
                return nothing(
                        "the image %s is not there; fetch it: %s pull %s, or name another: %s"
                                .formatted(image, name, image, IMAGE));
            }
            sweep(engine);
        } catch (IOException e) {
            return nothing("%s could not be started: %s".formatted(name, e.getMessage()));
        }
        Map<Guarantee, String> how = new EnumMap<>(Guarantee.class);
        how.put(
                Guarantee.PROCESS,
                "a container, ended by its name, and by its own clock where the JVM is gone");
        how.put(Guarantee.FILES, "a container: the image read-only, folders in memory");
        how.put(Guarantee.NETWORK, "a container without a network");
        how.put(Guarantee.MEMORY, "the engine's control group");
        how.put(Guarantee.TASKS, "the engine's control group");
        how.put(Guarantee.SYSCALLS, "the engine's own filter");
        return Isolation.of(
                name, how, "a container shares the kernel of the machine that the engine runs on");
    }

    private Isolation nothing(String reason) {
        return Isolation.of(name, Map.of(), reason);
    }

    /// Ends the containers of JVMs that were killed.
    private static void sweep(Engine engine) throws IOException {
        Engine.Answer left =
                engine.ask(
                        PATIENCE_SECONDS,
                        List.of(
                                "ps",
                                "--filter",
                                "label=" + ContainerCommand.LABEL,
                                "--format",
                                "{{.Names}}"));
        for (String container :
                left.code() == 0 ? left.words().lines().toList() : List.<String>of()) {
            if (container.startsWith("kbench-") && HostFolder.isOrphan(container, "kbench-")) {
                engine.ask(PATIENCE_SECONDS, List.of("kill", container));
            }
        }
    }

    @Override
    public final SandboxProcess start(SandboxSpec spec) {
        Sandbox.require(isolation(), spec);
        Engine engine =
                new Engine(
                        host.program(name)
                                .orElseThrow(
                                        () ->
                                                new ToolUnavailableException(
                                                        isolation()
                                                                .lacking(SandboxSpec.ORDINARY))));
        Path folder = HostFolder.ofProcess().fresh(name);
        String container = "kbench-%d-%s".formatted(PID, folder.getFileName());
        try {
            for (SandboxFile file : spec.files()) {
                Path copy = folder.resolve(file.path());
                Files.createDirectories(copy.getParent());
                Files.write(copy, file.bytes());
                if (Files.getFileStore(copy).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(
                            copy, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
            Process process =
                    Starter.start(
                            new ProcessBuilder(
                                    ContainerCommand.of(
                                            engine.program(),
                                            image,
                                            container,
                                            PID,
                                            folder,
                                            spec)));
            return Child.of(
                    process,
                    new ContainerHolding(engine, container, process, folder),
                    spec.limits());
        } catch (IOException e) {
            HostFolder.removeQuietly(folder);
            throw new ToolUnavailableException(
                    "a container could not be started: " + e.getMessage(), e);
        }
    }
}
