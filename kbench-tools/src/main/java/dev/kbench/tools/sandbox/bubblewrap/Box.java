package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Child;
import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.Starter;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/// A box in which a shell waits for the one program that it will run. Making one takes the kernel
/// tens of milliseconds, of which none depends on the program; so it can be made ahead.
///
/// Of its two ends one must come: {@link #start}, or {@link #close}. For one thread.
final class Box implements AutoCloseable {
    private static final long OWN_PID = ProcessHandle.current().pid();
    private static final AtomicLong MADE = new AtomicLong();

    private final Process process;
    private final BoxHolding holding;
    private final SandboxLimits limits;
    private final Path staged;

    private Box(Process process, BoxHolding holding, SandboxLimits limits, Path staged) {
        this.process = process;
        this.holding = holding;
        this.limits = limits;
        this.staged = staged;
    }

    /// Begins to make a box; it need not be ready when this returns.
    ///
    /// @param means what to make it with
    /// @param shape what is known of its program
    static Box make(Ground.Means means, Shape shape) throws IOException {
        long user =
                means.mode().namespace() ? 0 : means.mode().user(OWN_PID, MADE.incrementAndGet());
        Survivor.ensure();
        Path staged = HostFolder.ofProcess().fresh("files");
        Group group = null;
        try {
            open(staged);
            if (means.groups() != null) {
                group = means.groups().make(shape.limits().memoryBytes());
            }
            ProcessBuilder builder =
                    new ProcessBuilder(
                            BoxCommand.of(
                                    shape,
                                    new BoxCommand.Parts(
                                            means.mode(),
                                            user,
                                            means.programs(),
                                            means.filter(),
                                            group,
                                            staged)));
            builder.environment().clear();
            builder.environment().putAll(shape.environment());
            builder.directory(new File("/"));
            Process process = Starter.start(builder);
            KernelMemory kernel = new KernelMemory(shape.limits(), means.programs().stat());
            return new Box(
                    process,
                    new BoxHolding(process, group, staged, kernel),
                    shape.limits(),
                    staged);
        } catch (IOException e) {
            Releases.add(group, staged);
            throw e;
        }
    }

    /// Whether it still waits, as far as can be told.
    boolean isUsable() {
        return process.isAlive();
    }

    /// Has the box run its program, whose time begins now. Of a box that has ended meanwhile comes
    /// what it said and its exit code.
    ///
    /// @param spec the program, of the box's shape
    /// @return the program, which ends the box
    /// @throws IOException if there is no place for the files; the box is closed then
    Child start(SandboxSpec spec) throws IOException {
        try {
            for (SandboxFile file : spec.files()) {
                stage(file, staged.resolve(BoxCommand.FILES));
            }
            write(
                    staged.resolve(BoxCommand.SCRIPT),
                    BoxCommand.start(spec).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            close();
            throw e;
        }
        goOn(process.getOutputStream());
        return Child.of(process, holding, spec.limits());
    }

    private static void goOn(OutputStream shell) {
        try {
            shell.write('\n');
            shell.flush();
        } catch (IOException e) {
            return; // it has ended, as whoever reads from it will see
        }
    }

    /// A copy of a file, readable by whoever the program will be; the folder it lies in can be
    /// searched by nobody who does not know its name.
    private static void stage(SandboxFile file, Path folder) throws IOException {
        open(folder);
        for (int slash = file.path().indexOf('/');
                slash >= 0;
                slash = file.path().indexOf('/', slash + 1)) {
            open(folder.resolve(file.path().substring(0, slash)));
        }
        write(folder.resolve(file.path()), file.bytes());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// A folder that can be searched whatever the JVM's mask for new files.
    private static void open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Ends a box that is not needed.
    @Override
    public void close() {
        Child.of(process, holding, limits).close();
    }
}
