package dev.kbench.event;

import dev.kbench.key.PrivateValues;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who is told. A listener that fails is reported once to the log and never hurts a run.
///
/// Thread-safe.
public final class Listeners {
    private static final Logger LOG = System.getLogger(Listeners.class.getName());

    private final CopyOnWriteArrayList<RunListener> listeners;
    private final Set<RunListener> failed;
    private final Set<String> toldOnce;
    private final PrivateValues hidden;

    /// Nobody listens yet.
    public Listeners() {
        this.listeners = new CopyOnWriteArrayList<>();
        this.failed = ConcurrentHashMap.newKeySet();
        this.toldOnce = ConcurrentHashMap.newKeySet();
        this.hidden = PrivateValues.NONE;
    }

    private Listeners(Listeners same, PrivateValues hidden) {
        this.listeners = same.listeners;
        this.failed = same.failed;
        this.toldOnce = same.toldOnce;
        this.hidden = hidden;
    }

    /// The same listeners, who are not told what is private.
    ///
    /// @param values what stands in no text that they are told
    /// @return these where nothing is private
    public Listeners hiding(PrivateValues values) {
        return values.isEmpty() ? this : new Listeners(this, values);
    }

    /// What they are not told.
    ///
    /// @return mostly {@link PrivateValues#NONE}
    public PrivateValues hidden() {
        return hidden;
    }

    /// Adds a listener; adding it twice changes nothing.
    ///
    /// @param listener who is to be told
    public void add(RunListener listener) {
        listeners.addIfAbsent(listener);
    }

    /// Removes a listener; an unknown one changes nothing.
    ///
    /// @param listener who is no longer to be told
    public void remove(RunListener listener) {
        listeners.remove(listener);
        failed.remove(listener);
    }

    /// Whether telling would reach nobody, so that an event need not be made.
    ///
    /// @return true if nobody listens
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /// Tells all of something that they need to hear only once, such as a habit in the user's code
    /// that every run shows.
    ///
    /// @param text what to say, in one sentence; the same text again is told to nobody
    public void tellOnce(String text) {
        if (!isEmpty() && toldOnce.add(text)) {
            tell(new RunEvent.Notice(text));
        }
    }

    /// Tells all, in the order in which they were added. Whatever a listener throws stays here, but
    /// for a virtual machine that cannot go on.
    ///
    /// @param event what happened
    public void tell(RunEvent event) {
        RunEvent told = hidden.isEmpty() ? event : PrivateEvents.without(hidden, event);
        for (RunListener listener : listeners) {
            try {
                listener.on(told);
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                    throw fatal;
                }
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (failed.add(listener)) {
                    LOG.log(
                            Level.WARNING,
                            "a listener (%s) failed on %s; runs go on, further failures of it are not logged"
                                    .formatted(
                                            listener.getClass().getName(),
                                            event.getClass().getSimpleName()),
                            e);
                }
            }
        }
    }
}
