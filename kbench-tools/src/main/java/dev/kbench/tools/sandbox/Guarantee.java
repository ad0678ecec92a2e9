package dev.kbench.tools.sandbox;

import java.util.Locale;

/// Something that a box holds a program to, whatever the program does.
public enum Guarantee {
    /// All processes of the program's tree are ended with it: those that forked twice, began a
    /// session of their own or ignore signals too; also where the JVM itself is killed.
    PROCESS("every process of its tree ends with it"),

    /// The system can be read and not written, nothing of the user's is there, the environment
    /// holds what was given and no more, and what is written lies in memory of a bounded size and
    /// is gone at the end.
    FILES("no file of the user's is readable, none of the system's writable"),

    /// No network: neither the world nor this machine, its loopback address and its abstract
    /// sockets included.
    NETWORK("no network, this machine's loopback address included"),

    /// The memory of the whole tree is bounded. {@link Isolation#how} says by what: a control group
    /// of the kernel, or a watch that adds up the tree's memory several times a second beside a
    /// bound of the kernel on each process.
    MEMORY("the memory of the whole tree is bounded"),

    /// The number of the tree's processes and threads is bounded by the kernel.
    TASKS("the number of processes is bounded"),

    /// System calls that reach deep into the kernel, make namespaces or keep memory beyond a
    /// process are refused by a filter.
    SYSCALLS("system calls that programs do not need are refused"),

    /// It runs on a kernel of its own, in a virtual machine.
    VM("a kernel of its own");

    private final String meaning;

    Guarantee(String meaning) {
        this.meaning = meaning;
    }

    /// What it means, in a few words.
    ///
    /// @return such as `the number of processes is bounded`
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
