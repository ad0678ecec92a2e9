package dev.kbench.tools.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How much a program may take. Each bounds the program's whole tree of processes.
///
/// @param time how long it may run by the clock, from its start; 1 ms to 24 hours
/// @param cpuTime how much processor time its tree may use; 1 s to 24 hours
/// @param memoryBytes how much memory its tree may hold, what it writes included; 8 MiB or more
/// @param tasks how many processes and threads there may be at once; 1 to 30,000
/// @param diskBytes how much its working folder may hold, and `/tmp` as much again; 64 KiB or more
/// @param openFiles how many files one of its processes may have open; 16 to 1,000,000
/// @param outputBytes how much it may write to each of its output streams; 0 or more. A program
///   that writes more is ended; a REPL's output beyond it is dropped
public record SandboxLimits(
        Duration time,
        Duration cpuTime,
        long memoryBytes,
        int tasks,
        long diskBytes,
        int openFiles,
        long outputBytes) {
    private static final long MIB = 1 << 20;
    private static final Duration DAY = Duration.ofDays(1);

    /// What holds where nothing else is said: 30 s by the clock, 30 s of processor time, 512 MiB of
    /// memory, 64 tasks, 128 MiB of files, 256 open ones, 4 MiB on each output stream.
    public static final SandboxLimits DEFAULT =
            new SandboxLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    512 * MIB,
                    64,
                    128 * MIB,
                    256,
                    4 * MIB);

    /// Refuses what cannot be held.
    public SandboxLimits {
        between("time", time, Duration.ofMillis(1));
        between("cpuTime", cpuTime, Duration.ofSeconds(1));
        between("memoryBytes", memoryBytes, 8 * MIB, Long.MAX_VALUE);
        between("tasks", tasks, 1, 30_000);
        between("diskBytes", diskBytes, 1 << 16, Long.MAX_VALUE);
        between("openFiles", openFiles, 16, 1_000_000);
        between("outputBytes", outputBytes, 0, Integer.MAX_VALUE - 16);
    }

    private static void between(String name, Duration value, Duration least) {
        requireNonNull(value, name + ": expected a duration, got null");
        if (value.compareTo(least) < 0 || value.compareTo(DAY) > 0) {
            throw new IllegalArgumentException(
                    "%s must be between %s and %s, got %s".formatted(name, least, DAY, value));
        }
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be between %d and %d, got %d".formatted(name, least, most, value));
        }
    }

    /// These limits with another time by the clock.
    ///
    /// @param value 1 ms to 24 hours
    /// @return the limits
    public SandboxLimits withTime(Duration value) {
        return new SandboxLimits(
                value, cpuTime, memoryBytes, tasks, diskBytes, openFiles, outputBytes);
    }

    /// These limits with another processor time.
    ///
    /// @param value 1 s to 24 hours
    /// @return the limits
    public SandboxLimits withCpuTime(Duration value) {
        return new SandboxLimits(
                time, value, memoryBytes, tasks, diskBytes, openFiles, outputBytes);
    }

    /// These limits with another bound on memory.
    ///
    /// @param value bytes, 8 MiB or more
    /// @return the limits
    public SandboxLimits withMemoryBytes(long value) {
        return new SandboxLimits(time, cpuTime, value, tasks, diskBytes, openFiles, outputBytes);
    }

    /// These limits with another number of processes and threads.
    ///
    /// @param value 1 to 30,000
    /// @return the limits
    public SandboxLimits withTasks(int value) {
        return new SandboxLimits(
                time, cpuTime, memoryBytes, value, diskBytes, openFiles, outputBytes);
    }

    /// These limits with another bound on files.
    ///
    /// @param value bytes, 64 KiB or more
    /// @return the limits
    public SandboxLimits withDiskBytes(long value) {
        return new SandboxLimits(time, cpuTime, memoryBytes, tasks, value, openFiles, outputBytes);
    }

    /// These limits with another number of open files.
    ///
    /// @param value 16 to 1,000,000
    /// @return the limits
    public SandboxLimits withOpenFiles(int value) {
        return new SandboxLimits(time, cpuTime, memoryBytes, tasks, diskBytes, value, outputBytes);
    }

    /// These limits with another bound on output.
    ///
    /// @param value bytes on each stream, 0 or more
    /// @return the limits
    public SandboxLimits withOutputBytes(long value) {
        return new SandboxLimits(time, cpuTime, memoryBytes, tasks, diskBytes, openFiles, value);
    }
}
