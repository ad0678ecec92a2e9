package dev.kbench.it.crash;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.Choice;
import dev.kbench.store.RunStore;

/// Says when a run's file is to be written, and when it is.
record HaltingStore(RunStore store, HaltingSteps steps) implements RunStore {
    static final String BEFORE = "RUN_FILE:BEFORE";
    static final String AFTER = "RUN_FILE:AFTER";

    @Override
    public long nextNumbers(String taskName, long count) {
        return store.nextNumbers(taskName, count);
    }

    @Override
    public void writeTask(TaskInfo task) {
        store.writeTask(task);
    }

    @Override
    public String writeRun(Run<?> run) {
        steps.pass(BEFORE);
        String file = store.writeRun(run);
        steps.pass(AFTER);
        return file;
    }

    @Override
    public String replaceRun(Run<?> run, String file) {
        steps.pass(BEFORE);
        String replaced = store.replaceRun(run, file);
        steps.pass(AFTER);
        return replaced;
    }

    @Override
    public void removeRun(String file) {
        store.removeRun(file);
    }

    @Override
    public String written(Run<?> run) {
        return store.written(run);
    }

    @Override
    public Choice choose(String taskName) {
        return store.choose(taskName);
    }
}
