package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxSpec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

/// What has to be known of a program before its box can be made: all but the program itself, its
/// files, its time by the clock and how much of its output is kept.
///
/// @param environment all of its environment
/// @param visible folders of the host that it may read
/// @param limits how much it may take; time and output are those of any program
record Shape(SequencedMap<String, String> environment, List<Path> visible, SandboxLimits limits) {
    private static final Duration ANY = SandboxLimits.DEFAULT.time();

    static Shape of(SandboxSpec spec) {
        return new Shape(
                spec.environment(),
                spec.visible(),
                spec.limits().withTime(ANY).withOutputBytes(SandboxLimits.DEFAULT.outputBytes()));
    }
}
