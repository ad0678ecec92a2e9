package dev.kbench.task;

import dev.kbench.event.Spending;
import dev.kbench.run.Run;

import org.jspecify.annotations.Nullable;

/// A run that ended, with what does not outlive the process.
///
/// @param run the run
/// @param thrown what the task threw, null where it threw nothing
/// @param file the run's file, empty where none was written
/// @param spent what it cost, attempts that it replaces included
/// @param unstored why the run or its file could not be written, null where both were, or not
///   wanted
record Finished<T extends @Nullable Object>(
        Run<T> run,
        @Nullable Throwable thrown,
        String file,
        Spending spent,
        @Nullable RuntimeException unstored) {
    /// The same, of a run whose file is not to stay.
    Finished<T> withoutFile() {
        return new Finished<>(run, thrown, "", spent, unstored);
    }

    /// What leaves no sense in going on: the virtual machine is out of means, or a file could not
    /// be written; null where nothing does.
    @Nullable Throwable fatal() {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)
                ? thrown
                : unstored;
    }
}
