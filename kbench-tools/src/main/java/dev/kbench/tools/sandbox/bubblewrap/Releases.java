package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.child.HostFolder;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Gives back what boxes held whose programs have ended: folders, control groups. The kernel takes
/// milliseconds for it, so one thread does it, behind the callers' backs. A caller that is quicker
/// than that thread for long is made to wait, so that not more and more is held.
///
/// Thread-safe.
final class Releases {
    private static final int MOST = 64;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Releases ONLY = new Releases();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Held> waiting = new ArrayDeque<>();
    private boolean busy;

    /// What one box held.
    private record Held(@Nullable Group group, Path staged) {
        void release() {
            HostFolder.removeQuietly(staged);
            long until = System.nanoTime() + LONGEST_NANOS;
            while (group != null && !group.remove() && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private Releases() {
        Thread.ofPlatform().daemon().name("kbench-box-releases").start(this::work);
    }

    /// Has the control groups and the folder of a box removed soon.
    static void add(@Nullable Group group, Path staged) {
        ONLY.enqueue(new Held(group, staged));
    }

    /// Waits until all is given back.
    static void settle() {
        ONLY.finish();
    }

    private void enqueue(Held held) {
        lock.lock();
        try {
            while (waiting.size() >= MOST) {
                changed.awaitUninterruptibly();
            }
            waiting.add(held);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            next().release();
        }
    }

    private Held next() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
            while (waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            busy = true;
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            while (busy || !waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
