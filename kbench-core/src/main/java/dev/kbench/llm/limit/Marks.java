package dev.kbench.llm.limit;

import java.util.ArrayDeque;
import java.util.Iterator;

/// What was let through, from which a server's own rate is told when it rejects a call.
///
/// Between two rejections the server let through what came back in the meantime, or less, where it
/// had room that was not used: that is the least its rate can be. What it let through lately, while
/// it ran dry, is the most. Which of the two is nearer depends on how much it saves up, and is
/// learned: where a rate told is too high, the next rejection follows at once.
///
/// One thread at a time.
final class Marks {
    private static final int MOST = 16;
    private static final int ENOUGH = 12;
    private static final int FEW = 4;
    private static final int LATELY = 6;
    private static final int KEPT = 256;
    private static final long RECENT = 4_000_000_000L;
    private static final double TOO_HIGH = 0.5;
    private static final double HIGHER = 0.2;
    private static final long SOON = 7_000_000_000L;
    private static final long OLD = 60_000_000_000L;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final ArrayDeque<Sent> lately = new ArrayDeque<>();
    private double nearMost = 0.7;
    private boolean told;
    private long calls;
    private double work;

    /// A rejection, and what had been let through of the calls sent before it.
    private static final class Mark {
        private final long at;
        private long calls;
        private double work;

        private Mark(long at, long calls, double work) {
            this.at = at;
            this.calls = calls;
            this.work = work;
        }
    }

    private record Sent(long at, double work) {}

    /// A rate that was told.
    ///
    /// @param perSecond work a second
    /// @param calls a second
    /// @param last how many calls were let through since the last rejection
    /// @param known whether enough was let through to tell
    /// @param firm whether it was enough to believe it whatever was believed before
    record Rate(double perSecond, double calls, long last, boolean known, boolean firm) {
        boolean sure() {
            return last >= ENOUGH;
        }
    }

    void begin(long now) {
        marks.add(new Mark(now, 0, 0));
    }

    /// A call was let through.
    ///
    /// @param at when it was sent
    void letThrough(long at, double units) {
        add(at, 1, units);
        lately.add(new Sent(at, work));
        if (lately.size() > KEPT) {
            lately.removeFirst();
        }
    }

    /// A call was not let through, although it was thought to be.
    void takeBack(long at, double units) {
        add(at, -1, -units);
    }

    /// It turned out that a call was larger or smaller.
    void correct(long at, double units) {
        add(at, 0, units);
    }

    private void add(long at, int moreCalls, double units) {
        calls += moreCalls;
        work += units;
        Iterator<Mark> latest = marks.descendingIterator();
        while (latest.hasNext()) {
            Mark mark = latest.next();
            if (mark.at < at) {
                break;
            }
            mark.calls += moreCalls;
            mark.work += units;
        }
    }

    /// A call was rejected.
    ///
    /// @param quick whether a few calls are enough to tell from
    Rate rejected(long now, boolean quick) {
        int enough = quick ? FEW : ENOUGH;
        Mark last = marks.getLast();
        Mark from = last;
        Iterator<Mark> older = marks.descendingIterator();
        while (older.hasNext() && calls - from.calls < enough) {
            Mark next = older.next();
            if (now - next.at > OLD) {
                break;
            }
            from = next;
        }
        double seconds = Math.max(1e-3, (now - from.at) / 1e9);
        double least = (work - from.work) / seconds;
        long since = calls - last.calls;
        if (told) {
            nearMost = now - last.at < SOON ? nearMost * TOO_HIGH : Math.min(1, nearMost + HIGHER);
        }
        told = false;
        double perSecond = least;
        while (lately.size() > LATELY && now - lately.getFirst().at() > RECENT) {
            lately.removeFirst();
        }
        if (since >= ENOUGH && lately.size() >= LATELY) {
            Sent first = lately.getFirst();
            double span = (lately.getLast().at() - first.at()) / 1e9;
            double most = Math.max(least, (work - first.work()) / Math.max(1e-3, span));
            perSecond = least * Math.pow(most / least, nearMost);
            told = true;
        }
        Rate rate =
                new Rate(
                        perSecond,
                        (calls - from.calls) / seconds,
                        since,
                        calls - from.calls >= enough,
                        calls - from.calls >= ENOUGH);
        marks.add(new Mark(now, calls, work));
        if (marks.size() > MOST) {
            marks.removeFirst();
        }
        return rate;
    }
}
