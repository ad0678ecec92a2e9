package dev.kbench.tools.sandbox.bubblewrap;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Boxes made by bubblewrap, of Linux namespaces: no root, no daemon, no image. What it can
/// guarantee on a machine it finds out once, by making a box.
///
/// Thread-safe.
public final class Bubblewrap implements SandboxProvider {
    private static final long OWN_PID = ProcessHandle.current().pid();

    private final Host host;
    private final AtomicLong boxes = new AtomicLong();
    private volatile @Nullable Ground ground;

    /// The provider for this machine.
    public Bubblewrap() {
        this(Host.real());
    }

    Bubblewrap(Host host) {
        this.host = host;
    }

    @Override
    public String name() {
        return "bubblewrap";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Isolation isolation() {
        return ground().isolation();
    }

    private Ground ground() {
        Ground known = ground;
        if (known == null) {
            synchronized (this) {
                known = ground;
                if (known == null) {
                    known = Ground.of(host);
                    ground = known;
                }
            }
        }
        return known;
    }

    @Override
    public SandboxProcess start(SandboxSpec spec) {
        Ground on = ground();
        Sandbox.require(on.isolation(), spec);
        Ground.Means means = on.means();
        if (means == null) {
            throw new ToolUnavailableException(
                    on.isolation().lacking(java.util.EnumSet.allOf(Guarantee.class)));
        }
        long size = spec.files().stream().mapToLong(SandboxFile::size).sum();
        if (size > spec.limits().diskBytes()) {
            throw new IllegalArgumentException(
                    "files: expected at most %d bytes in all (the limit diskBytes), got %d"
                            .formatted(spec.limits().diskBytes(), size));
        }
        for (Path folder : spec.visible()) {
            if (!Files.exists(folder)) {
                throw new ToolUnavailableException(
                        "a folder that a program is to see does not exist: %s".formatted(folder));
            }
            if (!means.mode().namespace() && !isOpen(folder)) {
                throw new ToolUnavailableException(
                        "a folder that a program is to see is closed to others: %1$s. Root's boxes run as users of their own; open it: chmod -R a+rX %1$s"
                                .formatted(folder));
            }
        }
        return start(spec, means);
    }

    private SandboxProcess start(SandboxSpec spec, Ground.Means means) {
        Path staged = spec.files().isEmpty() ? null : HostFolder.ofProcess().fresh("files");
        Group group = null;
        try {
            List<Path> files = staged == null ? List.of() : stage(spec.files(), staged);
            group =
                    means.groups() == null
                            ? null
                            : means.groups().make(spec.limits().memoryBytes());
            return launch(spec, means, group, staged, files);
        } catch (IOException e) {
            if (group != null) {
                group.remove();
            }
            if (staged != null) {
                HostFolder.removeQuietly(staged);
            }
            throw new ToolUnavailableException("a box could not be made: " + e.getMessage(), e);
        }
    }

    private SandboxProcess launch(
            SandboxSpec spec,
            Ground.Means means,
            @Nullable Group group,
            @Nullable Path staged,
            List<Path> files)
            throws IOException {
        long user =
                means.mode().namespace() ? 0 : means.mode().user(OWN_PID, boxes.incrementAndGet());
        ProcessBuilder builder =
                new ProcessBuilder(
                        BoxCommand.of(
                                spec,
                                new BoxCommand.Parts(
                                        means.mode(),
                                        user,
                                        means.programs(),
                                        means.filter(),
                                        group,
                                        staged,
                                        files)));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.directory(new java.io.File("/"));
        Process process = Starter.start(builder);
        return Child.of(
                process,
                new BoxHolding(
                        process,
                        group,
                        staged,
                        new KernelMemory(spec.limits(), means.programs().stat())),
                spec.limits());
    }

    /// Copies of the files, readable by whoever the program will be; the folder they lie in can be
    /// searched by nobody who does not know its name.
    private static List<Path> stage(List<SandboxFile> files, Path folder) throws IOException {
        List<Path> staged = new ArrayList<>(files.size());
        for (SandboxFile file : files) {
            Path copy = folder.resolve(file.path());
            open(folder);
            for (int slash = file.path().indexOf('/');
                    slash >= 0;
                    slash = file.path().indexOf('/', slash + 1)) {
                open(folder.resolve(file.path().substring(0, slash)));
            }
            Files.write(copy, file.bytes());
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            staged.add(copy);
        }
        return staged;
    }

    private static boolean isOpen(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder)
                    .containsAll(PosixFilePermissions.fromString("------r-x"));
        } catch (IOException e) {
            return false;
        }
    }

    /// A folder that can be searched whatever the JVM's mask for new files.
    private static void open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
