package dev.kbench.tools.sandbox.child;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Looks after every program that runs, forty times a second, on one platform thread: programs that
/// spin, and bodies of tasks that hold all carriers of virtual threads, keep no limit from being
/// held. With nothing to look after it sleeps.
///
/// Thread-safe.
final class Warden {
    private static final long TICK_NANOS = 25_000_000;
    private static final Logger LOG = System.getLogger(Warden.class.getName());
    private static final Warden ONLY = new Warden();

    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("kbench-box-warden").unstarted(this::work);

    private Warden() {
        thread.start();
    }

    static void watch(Child child) {
        ONLY.children.add(child);
        LockSupport.unpark(ONLY.thread);
    }

    static void forget(Child child) {
        ONLY.children.remove(child);
    }

    private void work() {
        while (true) {
            if (children.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK_NANOS);
            }
            for (Child child : children) {
                look(child);
            }
        }
    }

    /// What goes wrong with one program ends that one, and leaves no other unwatched.
    private static void look(Child child) {
        try {
            child.look();
        } catch (RuntimeException | Error e) {
            try {
                child.giveUp(e);
            } catch (RuntimeException | Error again) {
                LOG.log(Level.DEBUG, "the end of a program is tried once more", again);
            }
        }
    }
}
