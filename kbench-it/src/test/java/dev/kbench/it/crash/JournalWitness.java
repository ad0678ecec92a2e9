package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.Usage;
import dev.kbench.store.journal.Damage;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalIndex;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.StoredRun;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Remembers what the processes of a {@link JournalProgram} said, and holds the journal to it.
///
/// One thread.
final class JournalWitness {
    private final Path root;
    private final long runs;
    private final Map<Long, Integer> durable = new TreeMap<>();
    private Usage called = Usage.NONE;
    private boolean torn;

    JournalWitness(Path root, long runs) {
        this.root = root;
        this.runs = runs;
    }

    /// What is known to be durable.
    int durable() {
        return durable.size();
    }

    /// Whether the journal ended with half a record when it was last looked at.
    boolean torn() {
        return torn;
    }

    void hear(Victim.End end) {
        for (String line : end.after(JournalProgram.DURABLE)) {
            String[] place = line.split(" ");
            Integer before = durable.put(Long.valueOf(place[0]), Integer.valueOf(place[1]));
            assertThat(before).as("attempt at position %s before this one", place[0]).isNull();
        }
        for (String line : end.after(JournalProgram.CALLING)) {
            called = called.plus(JournalProgram.oneCall(Long.parseLong(line.split(" ")[0])));
        }
    }

    /// Reads the journal, as whoever comes next would.
    void check() {
        JournalFolder folder = new JournalFolder(root);
        List<JournalSummary> found = folder.find(JournalProgram.DIGEST);
        if (found.isEmpty()) {
            assertThat(durable).as("durable, and the journal is gone").isEmpty();
            return;
        }
        assertThat(found).as("journals of one plan").hasSize(1);
        try (JournalReader journal = folder.read(found.getFirst().id())) {
            assertThat(journal.damages())
                    .as("damage that a kill cannot do")
                    .noneMatch(damage -> damage.kind() == Damage.Kind.MIDDLE);
            torn = journal.damages().stream().anyMatch(damage -> damage.kind() == Damage.Kind.TAIL);
            Usage finished = Usage.NONE;
            for (long position = 0; position < runs; position++) {
                finished = finished.plus(check(journal, position));
            }
            checkBill(journal.index(), finished);
        }
    }

    private Usage check(JournalReader journal, long position) {
        StoredRun stored = journal.read(position).orElse(null);
        Integer attempt = durable.get(position);
        if (stored == null) {
            assertThat(attempt).as("attempt at %d that was durable and is gone", position).isNull();
            return Usage.NONE;
        }
        FinishedRun run = stored.run();
        if (attempt != null) {
            assertThat(run.attempt()).as("attempt at %d", position).isEqualTo(attempt);
        }
        assertThat(run).isEqualTo(JournalProgram.finished(position, run.attempt()));
        assertThat(journal.index().at(position)).contains(run);
        assertThat(stored.document()).isEqualTo(JournalProgram.document(position, run.attempt()));
        assertThat(journal.blob(stored.transcript().orElseThrow()))
                .isEqualTo(JournalProgram.transcript(position, run.attempt()));
        return run.usage();
    }

    /// No less than what the finished runs used, and no more than was ever called.
    private void checkBill(JournalIndex index, Usage finished) {
        long billed = index.bill().inputTokens().orElse(0);
        assertThat(billed)
                .isBetween(finished.inputTokens().orElse(0), called.inputTokens().orElse(0));
        if (index.active().findAny().isEmpty() && index.finished() == runs) {
            assertThat(index.ended()).contains(new JournalIndex.Ended(true, ""));
        }
    }
}
