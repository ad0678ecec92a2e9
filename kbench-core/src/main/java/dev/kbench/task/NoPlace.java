package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.run.Run;

import org.jspecify.annotations.Nullable;

/// Keeps nothing: there is no journal.
record NoPlace<T extends @Nullable Object>() implements Keeping.Place<T> {
    @Override
    public int attempts() {
        return 0;
    }

    @Override
    public InnerRuns.@Nullable Stand<T> reused() {
        return null;
    }

    @Override
    public @Nullable InnerRuns inner() {
        return null;
    }

    @Override
    public void started(int attempt) {}

    @Override
    public void called(Usage usage, Outlay outlay) {}

    @Override
    public void finished(Run<T> run, Usage cost) {}
}
