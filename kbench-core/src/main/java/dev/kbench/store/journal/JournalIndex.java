package dev.kbench.store.journal;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// What a journal holds, position by position, in about 85 bytes each, and more for those that were
/// tried several times or are under way. The order of records in the file decides, never a time:
/// the last one that finished is a position's.
///
/// Thread-safe; while the journal is written to, it grows with each group that is on disk.
public final class JournalIndex {
    private final Map<Long, IndexPage> pages = new HashMap<>();
    private final Map<Long, Usage> large = new HashMap<>();
    private final Bill bill = new Bill();
    private final Map<Long, List<InnerRun>> inner = new HashMap<>();
    private Outlay outlay = Outlay.NONE;
    private long finished;
    private long positions;
    private Optional<Ended> ended = Optional.empty();

    /// How an evaluation ended.
    ///
    /// @param complete whether it did all it was to do
    /// @param reason why it stopped; empty where it is complete
    public record Ended(boolean complete, String reason) {}

    JournalIndex() {}

    /// Takes in a record; a type that a later version wrote is passed over.
    synchronized void add(RecordView record) {
        byte type = record.type();
        if (type == RecordFormat.ENDED) {
            ended = Optional.of(new Ended(record.flag(), record.text()));
            return;
        }
        long position = record.position();
        int attempt = record.attempt();
        if (position < 0 || attempt < 1) {
            return;
        }
        positions = Math.max(positions, position + 1);
        switch (type) {
            case RecordFormat.STARTED -> {
                ended = Optional.empty();
                inner.remove(position);
                bill.started(position, attempt, record.digest());
            }
            case RecordFormat.CALLED -> {
                bill.called(position, attempt, record.usage());
                outlay = outlay.plus(record.outlay());
            }
            case RecordFormat.INNER -> addInner(record);
            case RecordFormat.FINISHED -> finish(record);
            default -> {}
        }
    }

    private void addInner(RecordView record) {
        if (record.attempt() == bill.active(record.position())
                && FinishedRun.stands(record.outcome(), record.reason())) {
            inner.computeIfAbsent(record.position(), _ -> new ArrayList<>(2))
                    .add(new InnerRun(record.digest(), record.offset()));
        }
    }

    private void finish(RecordView record) {
        long position = record.position();
        IndexPage page = pages.computeIfAbsent(position >> IndexPage.BITS, _ -> new IndexPage());
        boolean first = page.offset(slot(position)) == 0;
        finished += first ? 1 : 0;
        Usage replaced = first ? Usage.NONE : at(position).orElseThrow().usage();
        bill.finished(position, record.attempt(), record.usage(), replaced);
        if (page.put(slot(position), record)) {
            large.remove(position);
        } else {
            large.put(position, record.usage());
        }
        if (record.outcome() != OutcomeKind.UNMEASURED.code) {
            inner.remove(position);
        }
    }

    /// How many positions have a finished run.
    ///
    /// @return the count, whatever the runs came to
    public synchronized long finished() {
        return finished;
    }

    /// The last finished run of a position.
    ///
    /// @param position from 0
    /// @return the run, empty where none finished
    public synchronized Optional<FinishedRun> at(long position) {
        IndexPage page = pages.get(position >> IndexPage.BITS);
        if (page == null || page.offset(slot(position)) == 0) {
            return Optional.empty();
        }
        FinishedRun run = page.get(slot(position), position);
        Usage usage = large.get(position);
        return Optional.of(usage == null ? run : run.withUsage(usage));
    }

    /// How often a position was tried.
    ///
    /// @param position from 0
    /// @return the highest attempt that started; 0 for none
    public synchronized int attempts(long position) {
        IndexPage page = pages.get(position >> IndexPage.BITS);
        int finishedLast = page == null ? 0 : page.attempt(slot(position));
        return Math.max(finishedLast, bill.active(position));
    }

    /// The positions that have still to be run, in order; looked up while the stream is read.
    ///
    /// @param total how many positions the plan has
    /// @param accepted which outcomes need no further run
    /// @return the positions whose last finished run is of another kind, or that have none
    public LongStream missing(long total, Set<OutcomeKind> accepted) {
        Set<OutcomeKind> kinds = Set.copyOf(accepted);
        return LongStream.iterate(
                nextMissing(0, total, kinds),
                position -> position < total,
                position -> nextMissing(position + 1, total, kinds));
    }

    private synchronized long nextMissing(long from, long total, Set<OutcomeKind> accepted) {
        for (long position = from; position < total; position++) {
            IndexPage page = pages.get(position >> IndexPage.BITS);
            if (page == null
                    || page.offset(slot(position)) == 0
                    || !accepted.contains(page.outcome(slot(position)))) {
                return position;
            }
        }
        return total;
    }

    /// The positions with an attempt that started and did not finish: those that were running when
    /// the process ended.
    ///
    /// @return the positions, in order
    public synchronized LongStream active() {
        return Arrays.stream(bill.active());
    }

    /// What was spent, failed attempts and those that never finished included. An attempt counts,
    /// figure by figure, with the larger of two sums: its calls up to its end, and what its end
    /// says it used. A call recorded after its attempt's end is added.
    ///
    /// @return the sum
    public synchronized Usage bill() {
        return bill.sum();
    }

    /// What all calls took of any budget. A call that a recording answered took nothing, and a run
    /// that was read back has no calls here.
    ///
    /// @return the sum
    public synchronized Outlay outlay() {
        return outlay;
    }

    /// What was spent on a position: all attempts at it.
    ///
    /// @param position from 0
    /// @return the sum, as {@link #bill} counts; nothing where none was made
    public synchronized Usage spent(long position) {
        return bill.beside(position).plus(at(position).map(FinishedRun::usage).orElse(Usage.NONE));
    }

    /// The runs that completed inside the last attempt at a position, as long as that has no
    /// verdict: it did not finish, or could not be measured.
    ///
    /// @param position from 0
    /// @return the runs, in the order in which they finished
    public synchronized List<InnerRun> inner(long position) {
        return List.copyOf(inner.getOrDefault(position, List.of()));
    }

    /// Above all positions that something is known of.
    ///
    /// @return 0 where nothing is
    public synchronized long positions() {
        return positions;
    }

    /// The key of the attempt that started and did not finish at a position.
    ///
    /// @param position from 0
    /// @return its digest, empty where there is none
    public synchronized Optional<KeyDigest> activeKey(long position) {
        return bill.activeKey(position);
    }

    /// How the evaluation ended, as far as the journal says.
    ///
    /// @return empty where it runs, was cut short, or was taken up again
    public synchronized Optional<Ended> ended() {
        return ended;
    }

    /// Where the last finished record of a position starts.
    ///
    /// @return its offset, 0 where there is none
    synchronized long offset(long position) {
        IndexPage page = pages.get(position >> IndexPage.BITS);
        return page == null ? 0 : page.offset(slot(position));
    }

    private static int slot(long position) {
        return (int) (position & (IndexPage.SIZE - 1));
    }
}
