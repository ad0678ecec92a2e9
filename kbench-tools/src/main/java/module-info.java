import dev.kbench.tools.sandbox.SandboxProvider;
import dev.kbench.tools.sandbox.bubblewrap.Bubblewrap;
import dev.kbench.tools.sandbox.container.Docker;
import dev.kbench.tools.sandbox.container.Podman;
import dev.kbench.tools.sandbox.plain.PlainProcess;

/// Running what a model wrote: Python scripts and sessions, in a box.
module dev.kbench.tools {
    requires transitive dev.kbench.core;
    requires tools.jackson.databind;

    exports dev.kbench.tools;
    exports dev.kbench.tools.sandbox;

    uses SandboxProvider;

    provides SandboxProvider with
            Bubblewrap,
            Podman,
            Docker,
            PlainProcess;
}
