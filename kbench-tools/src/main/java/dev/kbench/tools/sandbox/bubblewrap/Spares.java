package dev.kbench.tools.sandbox.bubblewrap;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Boxes made ahead, so that a program need not wait for the kernel. Each serves one program, as
/// one made for it would.
///
/// The second box of a shape that is asked for has the next ones made, as many as there are
/// processors, by one thread. They are ended when no box of the shape has been asked for for a
/// while, when programs of other shapes come, and with the JVM. Where none is ready the caller
/// makes his own: nobody waits for this.
///
/// Thread-safe.
final class Spares {
    private static final int MOST = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MOST_SHAPES = 4;
    private static final Logger LOG = System.getLogger(Spares.class.getName());

    private final long lifeNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition made = lock.newCondition();
    private final SequencedMap<Shape, Line> lines = new LinkedHashMap<>();
    private final List<Box> unwanted = new ArrayList<>();
    private boolean working;
    private boolean busy;

    /// The boxes of a shape.
    private static final class Line {
        private final Ground.Means means;
        private final ArrayDeque<Box> ready = new ArrayDeque<>();
        private long askedNanos;
        private boolean more;

        Line(Ground.Means means) {
            this.means = means;
        }
    }

    /// A box to make.
    private record Order(Shape shape, Line line) {}

    /// @param life how long a box waits for a program
    Spares(Duration life) {
        lifeNanos = life.toNanos();
    }

    /// A box of a shape.
    ///
    /// @return null if none is there
    @Nullable Box take(Ground.Means means, Shape shape) {
        lock.lock();
        try {
            Line line = lines.remove(shape);
            boolean again = line != null;
            if (line == null) {
                line = new Line(means);
                if (lines.size() == MOST_SHAPES) {
                    unwanted.addAll(lines.pollFirstEntry().getValue().ready);
                }
            }
            lines.putLast(shape, line);
            line.askedNanos = System.nanoTime();
            line.more = again;
            Box box = line.ready.poll();
            while (box != null && !box.isUsable()) {
                unwanted.add(box);
                box = line.ready.poll();
            }
            if (line.more) {
                work();
            }
            return box;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        if (!working) {
            working = true;
            Thread.ofPlatform().daemon().name("kbench-box-spares").start(this::keep);
        }
        changed.signal();
    }

    private void keep() {
        while (true) {
            List<Box> ended = new ArrayList<>();
            Order order = next(ended);
            ended.forEach(Box::close);
            if (order != null) {
                Box box = make(order);
                arrived(order, box);
            }
        }
    }

    /// Waits for something to do.
    ///
    /// @param ended where boxes are put that must be closed
    /// @return what to make, if anything
    private @Nullable Order next(List<Box> ended) {
        lock.lock();
        try {
            busy = false;
            made.signalAll();
            while (true) {
                long wait = expire();
                Order order = order();
                if (order != null || !unwanted.isEmpty()) {
                    ended.addAll(unwanted);
                    unwanted.clear();
                    busy = true;
                    return order;
                }
                long _ = changed.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "nobody has a reason to end this thread", e);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Gives up the boxes that nobody has asked for.
    ///
    /// @return when to look again, in nanoseconds from now
    private long expire() {
        long now = System.nanoTime();
        while (!lines.isEmpty()) {
            Line eldest = lines.firstEntry().getValue();
            long age = now - eldest.askedNanos;
            if (age < lifeNanos) {
                return lifeNanos - age;
            }
            unwanted.addAll(eldest.ready);
            lines.pollFirstEntry();
        }
        return Long.MAX_VALUE;
    }

    private @Nullable Order order() {
        for (Map.Entry<Shape, Line> one : lines.reversed().entrySet()) {
            Line line = one.getValue();
            if (line.more && line.ready.size() < MOST) {
                return new Order(one.getKey(), line);
            }
        }
        return null;
    }

    private static @Nullable Box make(Order order) {
        try {
            return Box.make(order.line().means, order.shape());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no box can be made ahead", e);
            return null;
        }
    }

    private void arrived(Order order, @Nullable Box box) {
        lock.lock();
        try {
            if (box == null) {
                order.line().more = false; // whoever needs one is told why there is none
            } else if (lines.get(order.shape()) == order.line()) {
                order.line().ready.add(box);
            } else {
                unwanted.add(box);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends all that wait. Others may be made afterwards.
    void clear() {
        List<Box> ended = new ArrayList<>();
        lock.lock();
        try {
            lines.values().forEach(line -> ended.addAll(line.ready));
            lines.clear();
            changed.signal();
            while (busy || !unwanted.isEmpty()) {
                made.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        ended.forEach(Box::close);
    }
}
