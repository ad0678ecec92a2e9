package dev.kbench.explain;

import dev.kbench.chat.Chat;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.workspace.PlannedRuns;
import dev.kbench.workspace.Reuse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Journals with runs of given keys, and what is said of planned ones.
final class KeptRuns {
    static final TaskRef TASK = new TaskRef("math_qa", 1, "Bench", "mathQa", "()Z", "a".repeat(64));
    static final ModelRef MODEL =
            new ModelRef("m/x", "proxy", ordered("api", "genai", "host", "h"));

    private KeptRuns() {}

    static LinkedHashMap<String, String> ordered(String... namesAndValues) {
        LinkedHashMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /// A run of one row.
    static RunKey row(int label, String... columns) {
        return new RunKey(
                TASK,
                MODEL,
                new SampleRef(String.valueOf(label), ordered(columns), 0),
                Params.of("style", "short"),
                0);
    }

    /// Keeps runs in an evaluation of their own.
    static void keep(JournalFolder folder, String id, OutcomeKind outcome, RunKey... keys) {
        try (EvaluationJournal journal = begin(folder, id)) {
            for (int i = 0; i < keys.length; i++) {
                start(journal, i, keys[i]);
                finish(journal, i, keys[i], outcome, 0);
            }
        }
    }

    static EvaluationJournal begin(JournalFolder folder, String id) {
        return folder.create(
                new JournalPlan(id, "d", "math_qa", List.of("m/x"), 0, Instant.EPOCH, "{}"));
    }

    static void start(EvaluationJournal journal, long position, RunKey key) {
        journal.started(position, 1, KeyDigest.of(key.digest()), new byte[0]);
    }

    static void finish(
            EvaluationJournal journal, long position, RunKey key, OutcomeKind outcome, int reason) {
        journal.finished(
                new FinishedRun(
                        position,
                        1,
                        KeyDigest.of(key.digest()),
                        outcome,
                        reason,
                        true,
                        OptionalDouble.empty(),
                        Usage.NONE,
                        Duration.ZERO),
                Optional.empty(),
                reason == FinishedRun.NOT_READABLE ? new byte[0] : document(key));
    }

    static byte[] document(RunKey key) {
        return RunDocument.of(
                new Run<>(
                        new RunIdentity(
                                "0".repeat(32),
                                "",
                                "Run #1",
                                "",
                                new TaskInfo(
                                        key.task().name(),
                                        "",
                                        1,
                                        "",
                                        ResultType.BOOLEAN,
                                        true,
                                        true,
                                        List.of()),
                                new AttemptId(key, 1)),
                        Params.of(),
                        new Outcome.Completed<>(true),
                        List.of(),
                        List.of(),
                        Chat.named("c"),
                        Usage.NONE,
                        Instant.EPOCH,
                        Duration.ZERO));
    }

    static List<Explained> explain(JournalFolder folder, Reuse reuse, RunKey... planned) {
        return explain(new ReuseExplainer(folder), reuse, planned);
    }

    /// Says what there is to say, and closes who says it.
    static List<Explained> explain(ReuseExplainer explainer, Reuse reuse, RunKey... planned) {
        List<Explained> explained = new ArrayList<>();
        try (explainer) {
            explainer.explain(
                    new PlannedRuns(
                            "math_qa",
                            planned.length,
                            reuse,
                            Optional.empty(),
                            visitor -> {
                                for (int i = 0; i < planned.length; i++) {
                                    visitor.run(i, planned[i], "row " + i);
                                }
                            }),
                    explained::add);
        }
        return explained;
    }

    /// The reasons of each planned run.
    static List<List<String>> reasons(JournalFolder folder, RunKey... planned) {
        return explain(folder, Reuse.CACHED, planned).stream().map(Explained::reasons).toList();
    }
}
