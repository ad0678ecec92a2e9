package dev.kbench.room;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/// The terminal at which the process's persons are asked, if there is one.
final class AttachedTerminal {
    private static final AtomicReference<@Nullable HumanTerminal> TERMINAL =
            new AtomicReference<>();

    private AttachedTerminal() {}

    static HumanTerminal.Scope attach(HumanTerminal terminal) {
        if (!TERMINAL.compareAndSet(null, terminal)) {
            throw new IllegalStateException("persons are asked at another terminal already");
        }
        return () -> TERMINAL.compareAndSet(terminal, null);
    }

    static HumanTerminal required(String name) {
        HumanTerminal terminal = TERMINAL.get();
        if (terminal == null) {
            throw new IllegalStateException(
                    "'%s' is a person, and there is no terminal to ask at: run the file by kbench run, or let a script speak in the person's place"
                            .formatted(name));
        }
        return terminal;
    }
}
