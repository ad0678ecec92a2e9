package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxFile;
import dev.kbench.tools.sandbox.SandboxProcess;
import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Host;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// Boxes made by bubblewrap, of Linux namespaces: no root, no daemon, no image. What it can
/// guarantee on a machine it finds out once, by making a box.
///
/// Thread-safe.
public final class Bubblewrap implements SandboxProvider {
    private static final Duration LIFE_OF_SPARES = Duration.ofSeconds(30);

    private final Host host;
    private final Spares spares = new Spares(LIFE_OF_SPARES);
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
        Shape shape = Shape.of(spec);
        Box spare = spares.take(means, shape);
        try {
            return (spare == null ? Box.make(means, shape) : spare).start(spec);
        } catch (IOException e) {
            throw new ToolUnavailableException("a box could not be made: " + e.getMessage(), e);
        }
    }

    /// Ends the boxes that were made ahead, and waits until all is given back that ended boxes
    /// held. Both happen by themselves when no box is asked for any more, and with the JVM.
    public void rest() {
        spares.clear();
        Releases.settle();
    }

    private static boolean isOpen(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder)
                    .containsAll(PosixFilePermissions.fromString("------r-x"));
        } catch (IOException e) {
            return false;
        }
    }
}
