package dev.kbench.tools.sandbox.container;

import dev.kbench.config.Settings;
import dev.kbench.tools.sandbox.child.Host;

/// Boxes of containers, made by Docker.
///
/// Thread-safe.
public final class Docker extends Container {
    /// The provider for this machine.
    public Docker() {
        this(Host.real(), Settings.ofProcess());
    }

    Docker(Host host, Settings settings) {
        super("docker", host, settings);
    }

    @Override
    public int order() {
        return 60;
    }
}
