package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.content.MediaBytes;
import dev.kbench.run.Run;
import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.document.Transcript;
import dev.kbench.store.document.TranscriptText;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.BlobRef;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFollower;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.store.journal.StoredRun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The runs of one journal, as data: of values whose types are the user's, their components. What
/// cannot be read is told with the run, and never fails it.
///
/// Thread-safe.
public final class JournalRuns implements AutoCloseable {

    private final String evaluation;
    private final Path folder;
    private final JournalFollower journal;
    private final Redaction redaction;
    private final Optional<JournalPlan> plan;
    private final RunMapper mapper;

    /// Makes one.
    ///
    /// @param evaluation the evaluation's id
    /// @param folder where it lies
    /// @param journal its journal, which is closed with this
    /// @param redaction what is not shown
    public JournalRuns(
            String evaluation, Path folder, JournalFollower journal, Redaction redaction) {
        this.evaluation = evaluation;
        this.folder = folder;
        this.journal = journal;
        this.redaction = redaction;
        this.plan = journal.plan();
        this.mapper = new RunMapper(evaluation, folder, redaction);
    }

    /// The journal.
    ///
    /// @return what the runs are read from
    public JournalFollower journal() {
        return journal;
    }

    /// What of a run is searched and sorted.
    ///
    /// @param stored the run as it was stored
    /// @return its facts
    public RunFacts facts(StoredRun stored) {
        try {
            return facts(stored.run(), RunDocument.readAsData(stored.document(), List::of));
        } catch (UnreadableValueException | IllegalArgumentException e) {
            return ofHeader(stored.run(), trouble(stored, e));
        }
    }

    private static String trouble(StoredRun stored, RuntimeException e) {
        return stored.run().reason() == FinishedRun.NOT_READABLE
                ? "its value is of a type that no journal can hold: its outcome and its figures"
                        + " were kept, its parameters and its conversation were not"
                : "what the journal says of it cannot be read: %s".formatted(e.getMessage());
    }

    private RunFacts facts(FinishedRun header, Run<?> run) {
        return mapper.facts(run, header.attempt(), header.passed(), header.number());
    }

    private RunFacts ofHeader(FinishedRun header, String trouble) {
        return new RunFacts(
                plan.map(JournalPlan::task).orElse(""),
                plan.filter(one -> one.models().size() == 1)
                        .map(one -> one.models().getFirst())
                        .orElse(""),
                "",
                "",
                0,
                header.attempt(),
                new LinkedHashMap<>(),
                kind(header.outcome()),
                "",
                header.passed(),
                RunMapper.finite(header.number()),
                false,
                header.position(),
                header.position(),
                "",
                RunFacts.NOTHING,
                header.usage(),
                Optional.empty(),
                Optional.of(header.duration()),
                trouble);
    }

    private static String kind(OutcomeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// What was said in a run, as words alone.
    ///
    /// @param stored the run as it was stored
    /// @return the words; none where they cannot be read
    public RunWords words(StoredRun stored) {
        try {
            TranscriptText words =
                    stored.transcript()
                            .map(place -> TranscriptText.read(journal.blob(place)))
                            .orElse(TranscriptText.NONE);
            Redaction shown = redaction.hiding(RunDocument.readPrivate(stored.document()));
            return new RunWords(shown.text(words.all()), shown.text(words.answer()));
        } catch (StoreException | UnreadableValueException unreadable) {
            return RunWords.NONE;
        }
    }

    /// A run whole.
    ///
    /// @param id its id
    /// @param stored the run as it was stored
    /// @return the run; of what cannot be read its troubles tell
    public ViewedRun whole(RunId id, StoredRun stored) {
        List<String> troubles = new ArrayList<>();
        List<Chat> chats = chats(stored, troubles);
        try {
            Run<?> run = RunDocument.readAsData(stored.document(), () -> chats);
            return mapper.viewed(id, run, facts(stored.run(), run), troubles);
        } catch (UnreadableValueException | IllegalArgumentException e) {
            troubles.addFirst(trouble(stored, e));
            return bare(id, ofHeader(stored.run(), ""), troubles);
        }
    }

    private List<Chat> chats(StoredRun stored, List<String> troubles) {
        try {
            return stored.transcript()
                    .map(place -> Transcript.read(journal.blob(place), new Media()))
                    .orElse(List.of());
        } catch (StoreException | UnreadableValueException | IllegalArgumentException e) {
            troubles.add("its conversation cannot be read: %s".formatted(e.getMessage()));
            return List.of();
        }
    }

    private ViewedRun bare(RunId id, RunFacts facts, List<String> troubles) {
        return facts.whole(
                id,
                evaluation,
                folder,
                new ViewedTask(facts.task(), "", 0, ""),
                new LinkedHashMap<>(),
                Said.NOTHING,
                false,
                troubles);
    }

    @Override
    public void close() {
        journal.close();
    }

    /// The pictures, sounds and films that lie beside the transcript.
    private final class Media implements MediaPlaces {
        @Override
        public String keep(MediaBytes bytes) {
            throw new UnsupportedOperationException("a journal that is only read keeps nothing");
        }

        @Override
        public MediaBytes read(String place) {
            try {
                return MediaBytes.of(journal.blob(BlobRef.parse(place)));
            } catch (IllegalArgumentException e) {
                throw new UnreadableValueException(
                        "a file at the unknown place '%s'".formatted(place));
            }
        }
    }
}
