package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.journal.Damage;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.OutcomeKind;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Watches the processes of one evaluation from outside, by what they said and what the model was
/// asked, and holds what they left to that.
///
/// One thread.
final class EvaluationWitness {
    private final Path out;
    private final CountingServer server;
    private final int rows;
    private final Set<Integer> settled = new TreeSet<>();
    private long answered;
    private long perhapsLost;
    private int underWay;
    private boolean torn;
    private boolean finished;

    EvaluationWitness(Path out, CountingServer server, int rows) {
        this.out = out;
        this.server = server;
        this.rows = rows;
    }

    /// Whether the journal ended with half a record.
    boolean torn() {
        return torn;
    }

    /// Whether the journal says that the evaluation is complete.
    boolean finished() {
        return finished;
    }

    /// How many rows the last process had asked about and not reported.
    int underWay() {
        return underWay;
    }

    /// Looks at what a process did and left.
    void check(Victim.End end) {
        Set<Integer> reported = rowsOf(end.after(EvaluationProgram.REPORTED));
        List<CountingServer.Call> calls = server.callsOfLast();
        assertThat(calls)
                .as("calls about rows that were paid for before")
                .noneMatch(call -> settled.contains(call.row()));
        answered += tokens(calls, Set.of());
        perhapsLost += tokens(calls, reported);
        Set<Integer> asked =
                calls.stream().map(CountingServer.Call::row).collect(Collectors.toSet());
        asked.removeAll(reported);
        underWay = asked.size();

        List<JournalSummary> found = new JournalFolder(EvaluationProgram.journals(out)).list();
        found = found.stream().filter(one -> one.state() != JournalState.UNREADABLE).toList();
        assertThat(found).as("journals of one evaluation").hasSizeLessThan(2);
        if (found.isEmpty()) {
            assertThat(reported).as("reported, and there is no journal").isEmpty();
            return;
        }
        finished = found.getFirst().state() == JournalState.FINISHED;
        read(found.getFirst().id(), end.after(EvaluationProgram.REPORTED));
    }

    private void read(String id, List<String> reported) {
        JournalFolder folder = new JournalFolder(EvaluationProgram.journals(out));
        try (JournalReader journal = folder.read(id)) {
            assertThat(journal.damages())
                    .as("damage that a kill cannot do")
                    .noneMatch(damage -> damage.kind() == Damage.Kind.MIDDLE);
            torn = journal.damages().stream().anyMatch(damage -> damage.kind() == Damage.Kind.TAIL);
            Set<Integer> completed = new TreeSet<>();
            for (int row = 0; row < rows; row++) {
                FinishedRun run = journal.index().at(row).orElse(null);
                if (run != null && run.outcome() == OutcomeKind.COMPLETED) {
                    completed.add(row);
                    assertThat(journal.read(row)).isPresent();
                }
                if (run != null && EvaluationProgram.fails(row)) {
                    assertThat(run.outcome()).isEqualTo(OutcomeKind.FAILED);
                }
            }
            assertThat(completed).as("rows with a durable run").containsAll(settled);
            for (String line : reported) {
                int row = rowOf(line);
                assertThat(journal.index().at(row)).as("the reported run %s", line).isPresent();
                assertThat(line.endsWith(" completed")).isEqualTo(completed.contains(row));
            }
            settled.addAll(completed);
            assertThat(journal.index().bill().inputTokens().orElse(0))
                    .as("the bill, of %d tokens of which %d may be lost", answered, perhapsLost)
                    .isBetween(answered - perhapsLost, answered);
            if (finished) {
                assertThat(journal.index().finished()).isEqualTo(rows);
            }
        }
    }

    private static long tokens(List<CountingServer.Call> calls, Set<Integer> without) {
        return calls.stream()
                .filter(CountingServer.Call::answered)
                .filter(call -> !without.contains(call.row()))
                .mapToLong(call -> CountingServer.inputTokens(call.row()))
                .sum();
    }

    private static Set<Integer> rowsOf(List<String> lines) {
        return lines.stream().map(EvaluationWitness::rowOf).collect(Collectors.toSet());
    }

    private static int rowOf(String line) {
        return Integer.parseInt(line.split(" ")[0]);
    }
}
