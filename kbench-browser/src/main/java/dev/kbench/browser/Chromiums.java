package dev.kbench.browser;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The browsers of a process. Each shows one page at a time, so that what a page can flood, such as
/// the one connection over which its browser tells everything, is its own, and no other page waits
/// for it. A browser is started where a page finds none idle, and shows one page after the other;
/// idle ones are closed some time after the last who wanted one has left, so that jobs that open
/// and close in turn do not start one each.
///
/// Thread-safe.
final class Chromiums {
    private final Supplier<Chromium> starter;
    private final Duration linger;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Chromium> idle = new ArrayDeque<>();
    private int holders;
    private long generation;

    /// @param starter starts a browser
    /// @param linger how long idle ones stay after the last holder has left
    /// @param parallel how many pages are shown at once, 1 or more
    Chromiums(Supplier<Chromium> starter, Duration linger, int parallel) {
        this.starter = starter;
        this.linger = linger;
        this.places = new Semaphore(parallel, true);
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
        long seen;
        lock.lock();
        try {
            holders--;
            if (holders > 0 || idle.isEmpty()) {
                return;
            }
            seen = generation;
        } finally {
            lock.unlock();
        }
        if (linger.isZero()) {
            closeUnused(seen);
        } else {
            Thread.ofVirtual().name("kbench-browser-linger").start(() -> lingerAndClose(seen));
        }
    }

    private void lingerAndClose(long seen) {
        try {
            Thread.sleep(linger);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeUnused(seen);
    }

    private void closeUnused(long seen) {
        List<Chromium> unused = new ArrayList<>();
        lock.lock();
        try {
            if (generation == seen && holders == 0) {
                unused.addAll(idle);
                idle.clear();
            }
        } finally {
            lock.unlock();
        }
        unused.forEach(Chromium::close);
    }

    /// Waits until one more page may be shown.
    ///
    /// @return a browser that shows no other; to be given back
    /// @throws dev.kbench.tool.ToolUnavailableException if none starts
    Chromium take() throws InterruptedException {
        places.acquire();
        boolean taken = false;
        try {
            Chromium known = living();
            Chromium browser = known == null ? starter.get() : known;
            taken = true;
            return browser;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    private @Nullable Chromium living() {
        while (true) {
            Chromium last;
            lock.lock();
            try {
                last = idle.poll();
            } finally {
                lock.unlock();
            }
            if (last == null || last.isAlive()) {
                return last;
            }
            last.close();
        }
    }

    /// Takes a browser back, whose page is gone.
    void give(Chromium browser) {
        boolean kept = false;
        lock.lock();
        try {
            if (holders > 0 && browser.isAlive()) {
                idle.push(browser);
                kept = true;
            }
        } finally {
            lock.unlock();
        }
        if (!kept) {
            browser.close();
        }
        places.release();
    }
}
