package dev.kbench.tools.sandbox.container;

import dev.kbench.config.Settings;
import dev.kbench.tools.sandbox.child.Host;

/// Boxes of containers, made by Podman.
///
/// Thread-safe.
public final class Podman extends Container {
    /// The provider for this machine.
    public Podman() {
        this(Host.real(), Settings.ofProcess());
    }

    Podman(Host host, Settings settings) {
        super("podman", host, settings);
    }

    @Override
    public int order() {
        return 50;
    }
}
