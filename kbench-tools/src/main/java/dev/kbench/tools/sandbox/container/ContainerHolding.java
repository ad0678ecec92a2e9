package dev.kbench.tools.sandbox.container;

import dev.kbench.tools.sandbox.child.Holding;
import dev.kbench.tools.sandbox.child.HostFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// A container, reached by its name: ending the command that waits for it would leave it running.
final class ContainerHolding implements Holding {
    private static final long PATIENCE_SECONDS = 10;

    private final Engine engine;
    private final String name;
    private final Process client;
    private final Path files;
    private final AtomicBoolean ending = new AtomicBoolean();

    ContainerHolding(Engine engine, String name, Process client, Path files) {
        this.engine = engine;
        this.name = name;
        this.client = client;
        this.files = files;
    }

    /// Asked for by the thread that keeps all limits, which must not wait for an engine.
    @Override
    public void kill() {
        if (ending.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("kbench-container-end").start(this::end);
        }
    }

    private void end() {
        ask("kill", name);
        // a container that was not yet there when it was to be ended is removed whenever it comes
        ask("rm", "--force", name);
        client.destroyForcibly();
    }

    private int ask(String... arguments) {
        try {
            return engine.ask(PATIENCE_SECONDS, List.of(arguments)).code();
        } catch (IOException e) {
            return -1; // its own clock ends it
        }
    }

    @Override
    public OptionalLong memoryBytes(long bound) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong cpuNanos() {
        return OptionalLong.empty();
    }

    @Override
    public boolean ranOutOfMemory() {
        return false;
    }

    @Override
    public boolean interrupt(long pid) {
        return ask("exec", name, "kill", "-INT", Long.toString(pid)) == 0;
    }

    @Override
    public void release() {
        HostFolder.removeQuietly(files);
    }
}
