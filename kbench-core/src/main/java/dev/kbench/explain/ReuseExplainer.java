package dev.kbench.explain;

import dev.kbench.key.KeyDifferences;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.store.StoreException;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalIndex;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.JournalSweep;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.workspace.PlannedRuns;
import dev.kbench.workspace.Reuse;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Says of planned runs which are read back and which are made, and why: each is compared with the
/// kept run whose key is nearest. Of the runs that are kept no body is held.
///
/// One thread.
public final class ReuseExplainer implements AutoCloseable {
    /// How many fields of new rows are held at a time.
    private static final int ROOM = 1 << 20;

    private final JournalFolder folder;
    private final JournalSweep journals;
    private final Frames frames = new Frames();
    private final StoredKeys stored = new StoredKeys(frames);
    private final Pending pending;

    /// Reads the keys of all runs that are kept.
    ///
    /// @param folder where evaluations are kept
    /// @throws StoreException if the folder cannot be read
    public ReuseExplainer(JournalFolder folder) {
        this(folder, ROOM);
    }

    ReuseExplainer(JournalFolder folder, int room) {
        this.folder = folder;
        this.pending = new Pending(frames, stored, room);
        this.journals = folder.sweep(_ -> true);
        journals.each(stored);
    }

    /// Which journals could not be read.
    ///
    /// @return one text for each, with the reason
    public List<String> unreadable() {
        return journals.unreadable();
    }

    /// Explains planned runs.
    ///
    /// @param planned the runs
    /// @param to receives what there is to say of each, in the order of their positions
    /// @throws StoreException if a journal cannot be read any more
    public void explain(PlannedRuns planned, Consumer<Explained> to) {
        lookForFormer(planned);
        @Nullable JournalIndex goesOn = planned.continued().map(this::index).orElse(null);
        planned.keys()
                .each(
                        (position, key, row) ->
                                to.accept(
                                        explained(
                                                planned.reuse(),
                                                planned.continued().orElse(""),
                                                goesOn,
                                                position,
                                                key,
                                                row)));
    }

    private JournalIndex index(String id) {
        try (JournalReader reader = folder.read(id)) {
            return reader.index();
        }
    }

    /// Finds what the runs may have been that are about something new; in as many passes as they
    /// need room.
    private void lookForFormer(PlannedRuns planned) {
        for (long from = 0; from < planned.size(); ) {
            long begin = from;
            long[] full = {planned.size()};
            planned.keys()
                    .each(
                            (position, key, _) -> {
                                if (position >= begin
                                        && isNew(key)
                                        && position < full[0]
                                        && !pending.add(position, key, KeyContent.of(key))) {
                                    full[0] = position;
                                }
                            });
            pending.look(journals);
            from = full[0];
        }
    }

    private boolean isNew(RunKey key) {
        boolean known = stored.want(KeyContent.of(key).whole());
        return !known && stored.find(KeyDigest.of(key.digest())) == StoredKeys.NONE;
    }

    private Explained explained(
            Reuse reuse,
            String continued,
            @Nullable JournalIndex goesOn,
            long position,
            RunKey key,
            String row) {
        KeyDigest digest = KeyDigest.of(key.digest());
        if (goesOn != null
                && goesOn.at(position)
                        .filter(run -> run.stands() && run.digest().equals(digest))
                        .isPresent()) {
            return one(position, key, row, true, continued, "completed in " + continued);
        }
        int same = stored.find(digest);
        if (same != StoredKeys.NONE) {
            Stored state = stored.state(same);
            String evaluation = journals.evaluation(stored.journal(same));
            boolean reused =
                    state == Stored.COMPLETED
                            && (reuse == Reuse.CACHED || evaluation.equals(continued));
            String text = reused ? "completed in " + evaluation : text(state, reuse, evaluation);
            return one(position, key, row, reused, evaluation, text);
        }
        int nearest = stored.nearest(KeyContent.of(key).whole(), frames.of(key));
        if (nearest != StoredKeys.NONE) {
            List<String> reasons = frames.differences(stored.frame(nearest), frames.of(key));
            String evaluation = journals.evaluation(stored.journal(nearest));
            return new Explained(position, key, row, false, evaluation, reasons, reasons);
        }
        int former = pending.find(position);
        return former == Pending.NONE
                ? one(position, key, row, false, "", "no run like it is kept")
                : compared(position, key, row, pending.journal(former), pending.place(former));
    }

    private static String text(Stored state, Reuse reuse, String evaluation) {
        return switch (state) {
            case COMPLETED ->
                    "completed in "
                            + evaluation
                            + switch (reuse) {
                                case CACHED -> "";
                                case CONTINUE -> "; --cached reads it back";
                                case FRESH -> "; --fresh makes it again";
                            };
            case FAILED -> "it failed in " + evaluation;
            case UNMEASURED -> "it could not be measured in " + evaluation;
            case CUT_SHORT -> "it began in %s and did not end".formatted(evaluation);
            case UNREADABLE -> "its value in %s cannot be read back".formatted(evaluation);
        };
    }

    private static Explained one(
            long position,
            RunKey key,
            String row,
            boolean reused,
            String evaluation,
            String reason) {
        List<String> reasons = List.of(reason);
        return new Explained(position, key, row, reused, evaluation, reasons, reasons);
    }

    private Explained compared(long position, RunKey key, String row, int journal, long place) {
        RunKey before = RunDocument.readKey(journals.read(journal, place).document());
        SampleRef unnamed =
                new SampleRef("", key.sample().columnSha256(), key.sample().occurrence());
        RunKey nameless = new RunKey(key.task(), key.model(), unnamed, key.params(), key.trial());
        return new Explained(
                position,
                key,
                row,
                false,
                journals.evaluation(journal),
                KeyDifferences.between(before, key),
                KeyDifferences.between(before, nameless));
    }

    @Override
    public void close() {
        journals.close();
    }
}
