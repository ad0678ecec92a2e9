package dev.kbench.internal.context;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.WeakHashMap;

/// Which model a run's exceptions came of. An exception carries its model's name, and two models
/// may bear one name: a judge of a candidate's name is another model all the same.
///
/// Thread-safe.
public final class Origins {
    private static final Slot<Origins> SLOT = new Slot<>(Origins::new);

    /// Exceptions are compared by identity.
    private final Map<Throwable, Object> models = new WeakHashMap<>();

    private Origins() {}

    /// Notes, in the current run, which model an exception came of.
    ///
    /// @param thrown the exception
    /// @param model what is that model's alone; compared by identity
    public static void note(Throwable thrown, Object model) {
        RunScope scope = RunScope.current();
        if (scope != null) {
            scope.state(SLOT).put(thrown, model);
        }
    }

    /// Which model an exception came of.
    ///
    /// @param thrown the exception
    /// @param scope the run that it reached
    /// @return what was noted, null where nothing was
    public static @Nullable Object of(Throwable thrown, RunScope scope) {
        return scope.state(SLOT).get(thrown);
    }

    private synchronized void put(Throwable thrown, Object model) {
        models.put(thrown, model);
    }

    private synchronized @Nullable Object get(Throwable thrown) {
        return models.get(thrown);
    }
}
