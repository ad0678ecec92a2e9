package dev.kbench.internal.context;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.event.Listeners;
import dev.kbench.event.RunEvent;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A run without a task: a scope, and what its listeners were told.
public final class TestRun {
    private static final AttemptId ATTEMPT =
            new AttemptId(
                    new RunKey(
                            new TaskRef("Quiz", 1, "", "", "", ""),
                            ModelRef.of("mock", "mock"),
                            SampleRef.NONE,
                            Params.of(),
                            0),
                    1);

    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final Cancellation cancellation = new Cancellation();
    private final RunScope scope;

    private TestRun(String id, RunScope parent) {
        Listeners listeners = new Listeners();
        listeners.add(events::add);
        scope =
                new RunScope(
                        id,
                        parent,
                        ATTEMPT,
                        parent == null ? "" : parent.evaluation(),
                        cancellation,
                        Deadline.NONE,
                        listeners,
                        "workspace of " + id);
    }

    /// A run of its own.
    public static TestRun create() {
        return new TestRun("r1", null);
    }

    /// A run inside this one.
    public TestRun nested() {
        return new TestRun(scope.runId() + ".1", scope);
    }

    /// What a body does that may throw anything.
    public interface Body {
        /// Does it.
        void run() throws Exception;
    }

    /// Runs a body in the scope and leaves the scope open.
    public TestRun in(Body body) throws Exception {
        scope.call(
                () -> {
                    body.run();
                    return "";
                });
        return this;
    }

    public RunScope scope() {
        return scope;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    public List<RunEvent> events() {
        return List.copyOf(events);
    }
}
