package dev.kbench.tools.sandbox.child;

import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxProcess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// A program in a box: ended at its limits by the {@link Warden}, and whole.
///
/// Thread-safe.
public final class Child implements SandboxProcess {
    /// Shells and bubblewrap give the code of a program that a signal ended so (POSIX shell,
    /// 2.8.2).
    private static final int SIGNALLED = 128;

    private static final int KILLED = SIGNALLED + 9;

    /// The processor time of a program that has just begun need not be looked at.
    private static final long YOUNG_NANOS = 500_000_000;

    private static final long LONGEST_END_SECONDS = 10;

    private static final Logger LOG = System.getLogger(Child.class.getName());

    private final Process process;
    private final Holding holding;
    private final SandboxLimits limits;
    private final long start;
    private final AtomicReference<@Nullable Ending> ended = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Child(Process process, Holding holding, SandboxLimits limits, long start) {
        this.process = process;
        this.holding = holding;
        this.limits = limits;
        this.start = start;
    }

    /// Takes over a process that was just started.
    ///
    /// @param process the process
    /// @param holding how to get at its tree
    /// @param limits when to end it
    /// @return the program
    public static Child of(Process process, Holding holding, SandboxLimits limits) {
        Child child = new Child(process, holding, limits, System.nanoTime());
        Warden.watch(child);
        return child;
    }

    /// Holds the limits that the kernel does not hold by itself.
    void look() {
        if (!process.isAlive()) {
            Warden.forget(this);
            return;
        }
        long age = System.nanoTime() - start;
        if (ended.get() != null) {
            holding.kill(); // a fork may have been quicker the first time
        } else if (age > limits.time().toNanos()) {
            end(Ending.TIMED_OUT);
        } else {
            OptionalLong memory = holding.memoryBytes(limits.memoryBytes());
            if (memory.isPresent()
                    ? memory.getAsLong() > limits.memoryBytes()
                    // the kernel may have ended one process of many
                    : holding.ranOutOfMemory()) {
                end(Ending.OUT_OF_MEMORY);
            } else if (age > YOUNG_NANOS) {
                OptionalLong cpu = holding.cpuNanos();
                if (cpu.isPresent() && cpu.getAsLong() > limits.cpuTime().toNanos()) {
                    end(Ending.CPU_TIME_SPENT);
                }
            }
        }
    }

    /// Ends a program whose limits can no longer be held.
    void giveUp(Throwable why) {
        if (ended.compareAndSet(null, Ending.UNWATCHED)) {
            LOG.log(
                    Level.WARNING,
                    "a program in a box is ended, since it can no longer be watched",
                    why);
        }
        try {
            holding.kill();
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean waitFor(Duration most) throws InterruptedException {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int exitCode() {
        if (process.isAlive()) {
            throw new IllegalStateException("the program still runs; it has no exit code yet");
        }
        return ended.get() == null ? process.exitValue() : KILLED;
    }

    @Override
    public Ending ending() {
        Ending why = ended.get();
        if (why != null) {
            return why;
        }
        return !process.isAlive() && process.exitValue() == KILLED && holding.ranOutOfMemory()
                ? Ending.OUT_OF_MEMORY
                : Ending.EXITED;
    }

    @Override
    public boolean interrupt(long pid) {
        return process.isAlive() && holding.interrupt(pid);
    }

    @Override
    public void end(Ending why) {
        if (process.isAlive()) {
            ended.compareAndSet(null, why);
            holding.kill();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        end(Ending.CLOSED);
        boolean interrupted = false;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
        while (process.isAlive() && System.nanoTime() < until) {
            try {
                if (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    holding.kill();
                }
            } catch (InterruptedException e) {
                interrupted = true; // its end is certain and near
            }
        }
        Warden.forget(this);
        shut(process.getOutputStream());
        shut(process.getInputStream());
        shut(process.getErrorStream());
        holding.release();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void shut(AutoCloseable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            return; // what was not yet written has no reader any more
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
