package dev.kbench.tools.sandbox.child;

import java.util.OptionalLong;

/// How a provider gets at a program that it started: what differs between boxes.
public interface Holding {
    /// Ends the whole tree at once, by force. May be called more than once, and after the end.
    void kill();

    /// The memory of the whole tree.
    ///
    /// @param bound bytes up to which an exact figure does not matter
    /// @return bytes; empty where something else bounds it
    OptionalLong memoryBytes(long bound);

    /// The processor time that the whole tree has used.
    ///
    /// @return nanoseconds; empty where it cannot be told
    OptionalLong cpuNanos();

    /// Whether the kernel has ended a process of the tree because its memory was at the bound.
    ///
    /// @return true if it has
    boolean ranOutOfMemory();

    /// Interrupts one process.
    ///
    /// @param pid its id as the program sees it
    /// @return false if it cannot be done
    boolean interrupt(long pid);

    /// Gives back what the box held, or has it given back soon: folders, control groups. Called
    /// once, after the end.
    void release();
}
