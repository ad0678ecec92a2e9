package dev.kbench.it.crash;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// In a process that is to be killed: says that a point is reached and goes no further, until the
/// kill comes. Other threads go on meanwhile, as they would.
///
/// Thread-safe.
final class HaltingSteps implements DiskSteps {
    static final String REACHED = "AT ";
    static final String PASSED = "PASSED ";
    static final String NOWHERE = "nowhere";

    private final String point;
    private final Map<String, Integer> passed = new TreeMap<>();

    /// @param point a kind of point and which of them, such as `JOURNAL_WRITE:HALFWAY:2`, or {@link
    ///   #NOWHERE}
    HaltingSteps(String point) {
        this.point = point;
    }

    @Override
    public void at(DiskStep step, Moment moment) {
        pass(step + ":" + moment);
    }

    /// Comes by a point.
    ///
    /// @param kind which kind of point
    void pass(String kind) {
        String here;
        synchronized (passed) {
            here = kind + ":" + passed.merge(kind, 1, Integer::sum);
        }
        if (here.equals(point)) {
            System.out.println(REACHED + here);
            for (CountDownLatch never = new CountDownLatch(1); ; ) {
                try {
                    never.await();
                } catch (InterruptedException goesOnWaiting) {
                    // nothing is to happen here any more
                }
            }
        }
    }

    @Override
    public boolean halves() {
        return true;
    }

    /// Prints how often each kind of point was passed.
    void print() {
        synchronized (passed) {
            passed.forEach((kind, times) -> System.out.println(PASSED + kind + ":" + times));
        }
    }
}
