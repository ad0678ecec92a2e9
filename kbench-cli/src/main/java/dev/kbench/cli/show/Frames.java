package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Draws a display at a steady pace, in one daemon platform thread: bodies that spin on every
/// carrier of the virtual threads do not stop it.
final class Frames<D extends Drawn> implements Display {
    private static final Logger LOG = System.getLogger(Frames.class.getName());

    private final D display;
    private final Duration pace;
    private final CountDownLatch closed = new CountDownLatch(1);

    Frames(D display, Duration pace) {
        this.display = display;
        this.pace = pace;
        Thread.ofPlatform().daemon().name("kbench-display").start(this::draw);
    }

    private void draw() {
        try {
            while (!closed.await(pace.toNanos(), TimeUnit.NANOSECONDS)) {
                display.frame();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "progress is no longer shown; runs go on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean saidFailure(String run) {
        return display.saidFailure(run);
    }

    @Override
    public void on(RunEvent event) {
        display.on(event);
    }

    @Override
    public Progress progress() {
        return display.progress();
    }

    @Override
    public void close() {
        closed.countDown();
        display.close();
    }
}
