package dev.kbench.view.index;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.CodeRef;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.document.Transcript;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.OutcomeKind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A run as tests have it written to a journal, by core's own means.
///
/// @param value the value, or a {@link FailureKind}, or an {@link UnmeasuredReason}
record Written(
        String evaluation,
        long position,
        int attempt,
        String task,
        String model,
        String label,
        int trial,
        Params params,
        Object value,
        boolean passed,
        long input,
        long cost,
        Duration duration,
        Instant start,
        String prompt,
        String answer,
        List<Run<?>> subruns) {
    static final String MESSAGE = "no tide data";
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    /// A run that passed.
    static Written of(String evaluation, long position, String task, String model) {
        return new Written(
                evaluation,
                position,
                1,
                task,
                model,
                "",
                0,
                Params.of(),
                true,
                true,
                10,
                -1,
                Duration.ofMillis(1500),
                NOON.plusSeconds(position),
                "What is it?",
                "It is so.",
                List.of());
    }

    Written with(Params given) {
        return new Written(
                evaluation,
                position,
                attempt,
                task,
                model,
                label,
                trial,
                given,
                value,
                passed,
                input,
                cost,
                duration,
                start,
                prompt,
                answer,
                subruns);
    }

    Written with(Object result, boolean pass) {
        return new Written(
                evaluation,
                position,
                attempt,
                task,
                model,
                label,
                trial,
                params,
                result,
                pass,
                input,
                cost,
                duration,
                start,
                prompt,
                answer,
                subruns);
    }

    Written said(String asked, String answered) {
        return new Written(
                evaluation,
                position,
                attempt,
                task,
                model,
                label,
                trial,
                params,
                value,
                passed,
                input,
                cost,
                duration,
                start,
                asked,
                answered,
                subruns);
    }

    Written again(Object result, boolean pass) {
        return new Written(
                evaluation,
                position,
                attempt + 1,
                task,
                model,
                label,
                trial,
                params,
                result,
                pass,
                input,
                cost,
                duration,
                start,
                prompt,
                answer,
                subruns);
    }

    Written around(Run<?>... inner) {
        return new Written(
                evaluation,
                position,
                attempt,
                task,
                model,
                label,
                trial,
                params,
                value,
                passed,
                input,
                cost,
                duration,
                start,
                prompt,
                answer,
                List.of(inner));
    }

    String outcome() {
        return switch (value) {
            case FailureKind _ -> "failed";
            case UnmeasuredReason _ -> "unmeasured";
            default -> "completed";
        };
    }

    String reason() {
        return value instanceof Enum<?> e ? e.name() : "";
    }

    Optional<Double> score() {
        return switch (value) {
            case Boolean b -> Optional.of(b ? 1.0 : 0.0);
            case Number n -> Optional.of(n.doubleValue());
            default -> Optional.empty();
        };
    }

    private Outcome<Object> result() {
        Failure failure = new Failure("IllegalStateException", MESSAGE, "at Quiz.java:7");
        return switch (value) {
            case FailureKind kind -> new Outcome.Failed<>(kind, failure);
            case UnmeasuredReason reason -> new Outcome.Unmeasured<>(reason, failure);
            default -> new Outcome.Completed<>(value);
        };
    }

    Usage usage() {
        return Usage.ofTokens(input, 5)
                .costing(
                        cost < 0 ? OptionalLong.empty() : OptionalLong.of(cost),
                        cost < 0 ? OptionalLong.empty() : OptionalLong.of(0));
    }

    Run<Object> run() {
        Chat chat =
                Chat.restored(
                        task,
                        task + "-00000001",
                        List.of(
                                Message.of(Actor.USER, prompt),
                                Message.of(new Actor("model", Role.ASSISTANT, "🤖"), answer)));
        TaskInfo info = new TaskInfo(task, "", 1, "", ResultType.DICTIONARY, true, true, List.of());
        RunKey key =
                new RunKey(
                        new TaskRef(
                                task, 1, "Quiz", "quiz", "()V", CodeRef.of(""), new TreeMap<>()),
                        model.isEmpty() ? RunIdentity.NO_MODEL : ModelRef.of(model, "test"),
                        new SampleRef(label, new TreeMap<>(), 0),
                        Params.of(),
                        trial);
        return new Run<>(
                new RunIdentity(
                        "%032x".formatted(position),
                        "",
                        "Run #" + (position + 1),
                        label,
                        info,
                        new AttemptId(key, attempt)),
                params,
                result(),
                passed
                        ? List.of()
                        : List.of(
                                new AssertionResult(
                                        "assertEqual",
                                        false,
                                        "5 is 4",
                                        7,
                                        "assertEqual(5, 4)",
                                        task + "-00000001",
                                        1)),
                subruns,
                chat,
                usage(),
                start,
                duration);
    }

    void to(EvaluationJournal journal) {
        Run<?> run = run();
        journal.finished(
                new FinishedRun(
                        position,
                        attempt,
                        new KeyDigest(1, position),
                        OutcomeKind.valueOf(outcome().toUpperCase(Locale.ROOT)),
                        0,
                        passed,
                        score().isPresent()
                                ? OptionalDouble.of(score().get())
                                : OptionalDouble.empty(),
                        usage(),
                        duration),
                Optional.of(journal.blob(Transcript.of(run, MediaPlaces.NONE))),
                RunDocument.of(run));
    }

    static JournalPlan plan(String evaluation) {
        return new JournalPlan(evaluation, "digest", "Quiz", List.of("a/one"), 0, NOON, "{}");
    }

    /// Writes runs into the journals beside a folder, in their order; journals are begun as they
    /// come up.
    static void all(Path out, List<Written> runs) {
        JournalFolder folder = JournalFolder.beside(out);
        String open = "";
        @Nullable EvaluationJournal journal = null;
        for (Written run : runs) {
            if (!run.evaluation().equals(open)) {
                close(journal);
                open = run.evaluation();
                String id = open;
                journal =
                        folder.places().stream().anyMatch(place -> place.id().equals(id))
                                ? folder.open(id)
                                : folder.create(plan(id));
            }
            run.to(journal);
        }
        close(journal);
    }

    private static void close(@Nullable EvaluationJournal journal) {
        if (journal != null) {
            journal.close();
        }
    }
}
