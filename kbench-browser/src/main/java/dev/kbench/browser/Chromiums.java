package dev.kbench.browser;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The browser that a process shares. It is started for the first page, started again where it has
/// ended, and closed some time after the last who wanted it has left, so that jobs that open and
/// close one in turn do not start one each.
///
/// Thread-safe.
final class Chromiums {
    private final Supplier<Chromium> starter;
    private final Duration linger;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Chromium running;
    private int holders;
    private long generation;

    /// @param starter starts a browser
    /// @param linger how long it stays after the last holder has left
    /// @param parallel how many pages are shown at once, 1 or more
    Chromiums(Supplier<Chromium> starter, Duration linger, int parallel) {
        this.starter = starter;
        this.linger = linger;
        this.places = new Semaphore(parallel, true);
    }

    /// Waits until one more page may be shown.
    void takePlace() throws InterruptedException {
        places.acquire();
    }

    void givePlace() {
        places.release();
    }

    void enter() {
        lock.lock();
        try {
            holders++;
            generation++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            holders--;
            if (holders > 0 || running == null) {
                return;
            }
            if (linger.isZero()) {
                closeRunning();
                return;
            }
            long seen = generation;
            Thread.ofVirtual().name("kbench-browser-linger").start(() -> closeUnused(seen));
        } finally {
            lock.unlock();
        }
    }

    private void closeUnused(long seen) {
        try {
            Thread.sleep(linger);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            if (generation == seen && holders == 0) {
                closeRunning();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeRunning() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /// The running browser, started where there is none.
    ///
    /// @throws dev.kbench.tool.ToolUnavailableException if it does not start
    Chromium get() {
        lock.lock();
        try {
            Chromium known = running;
            if (known != null && known.isAlive()) {
                return known;
            }
            closeRunning();
            Chromium started = starter.get();
            running = started;
            return started;
        } finally {
            lock.unlock();
        }
    }
}
