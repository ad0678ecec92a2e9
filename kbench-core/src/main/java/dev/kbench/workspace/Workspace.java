package dev.kbench.workspace;

import static java.util.Objects.requireNonNull;

import dev.kbench.config.ExecutionMode;
import dev.kbench.config.Settings;
import dev.kbench.event.Listeners;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.CallLayers;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.budget.CommandPurse;
import dev.kbench.llm.budget.Purses;
import dev.kbench.llm.spi.Progress;
import dev.kbench.store.Choice;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.NoFiles;
import dev.kbench.store.RunStore;
import dev.kbench.store.journal.JournalFolder;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// What a process, or a test, works with: settings, models, listeners, and where files go. A run
/// keeps the workspace it was started in; a thread outside of runs has the one it was {@linkplain
/// #call called} in, else the process's own.
///
/// Thread-safe.
public final class Workspace implements AutoCloseable {
    private static final ScopedValue<Workspace> BOUND = ScopedValue.newInstance();
    private static final AtomicReference<@Nullable Workspace> OF_PROCESS = new AtomicReference<>();

    private final Settings settings;
    private final Models models;
    private final RunStore store;
    private final Overrides overrides;
    private final Listeners listeners = new Listeners();
    private final AtomicInteger cacheScopes = new AtomicInteger();
    private final Optional<JournalFolder> journals;
    private final Session session;
    private final @Nullable Rehearsal rehearsal;

    /// Makes a workspace.
    ///
    /// @param settings the settings
    /// @param models the models within reach
    /// @param store where files go
    /// @param overrides what wins over a file's own words
    public Workspace(Settings settings, Models models, RunStore store, Overrides overrides) {
        this(settings, models, store, overrides, Optional.empty());
    }

    /// Makes a workspace whose evaluations are kept in journals.
    ///
    /// @param settings the settings
    /// @param models the models within reach
    /// @param store where files go
    /// @param overrides what wins over a file's own words
    /// @param journals where journals lie; empty to keep runs in memory only
    public Workspace(
            Settings settings,
            Models models,
            RunStore store,
            Overrides overrides,
            Optional<JournalFolder> journals) {
        this(settings, models, store, overrides, journals, new Session(), null);
    }

    private Workspace(
            Settings settings,
            Models models,
            RunStore store,
            Overrides overrides,
            Optional<JournalFolder> journals,
            Session session,
            @Nullable Rehearsal rehearsal) {
        this.settings = requireNonNull(settings, "settings");
        this.models = requireNonNull(models, "models");
        this.store = requireNonNull(store, "store");
        this.overrides = requireNonNull(overrides, "overrides");
        this.journals = requireNonNull(journals, "journals");
        this.session = session;
        this.rehearsal = rehearsal;
        shared(CommandPurse.class, () -> CommandPurse.of(overrides.budget()));
    }

    /// Another workspace of the same command: settings, models, files and journals are shared,
    /// listeners are not.
    ///
    /// @param other what wins over a file's own words there
    /// @return the workspace
    public Workspace withOverrides(Overrides other) {
        return new Workspace(settings, models, store, other, journals, session, rehearsal);
    }

    /// A workspace that shares all of this one but its listeners, and in which nothing is run: who
    /// evaluates there gets results of which no run was made, who runs a task gets a run without a
    /// verdict.
    ///
    /// @param told is told of what would be run
    /// @return the workspace
    public Workspace rehearsing(Rehearsal told) {
        return new Workspace(settings, models, store, overrides, journals, session, told);
    }

    /// Who is told of what would be run.
    ///
    /// @return empty where runs are made
    public Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /// A workspace by a process's settings: files go to a folder, or nowhere, as the settings'
    /// {@link ExecutionMode} says.
    ///
    /// @param settings the settings
    /// @param out the folder for files
    /// @param overrides what wins over a file's own words
    /// @param progress is told of downloads
    /// @return the workspace
    /// @throws dev.kbench.key.KbenchException if the settings name a mode that is none
    public static Workspace open(
            Settings settings, Path out, Overrides overrides, Progress progress) {
        return open(
                settings, out, overrides, Models.load(settings, CallLayers.of(settings), progress));
    }

    /// A workspace by a process's settings, with models of its own.
    ///
    /// @param settings the settings
    /// @param out the folder for files
    /// @param overrides what wins over a file's own words
    /// @param models the models within reach
    /// @return the workspace
    /// @throws dev.kbench.key.KbenchException if the settings name a mode that is none
    public static Workspace open(Settings settings, Path out, Overrides overrides, Models models) {
        boolean files = ExecutionMode.from(settings).writesFiles();
        return new Workspace(
                settings,
                models,
                files ? new KaggleRunStore(out) : new NoFiles(),
                overrides,
                files && settings.unlessOff("KBENCH_JOURNAL")
                        ? Optional.of(JournalFolder.beside(out))
                        : Optional.empty());
    }

    /// The current workspace: the current run's, else the one this thread was called in, else the
    /// process's own, which is made by the environment on first use.
    ///
    /// @return the workspace
    public static Workspace current() {
        RunScope scope = RunScope.current();
        if (scope != null && scope.workspace() instanceof Workspace ofRun) {
            return ofRun;
        }
        if (BOUND.isBound()) {
            return BOUND.get();
        }
        Workspace own = OF_PROCESS.get();
        if (own == null) {
            Workspace made = open(Settings.ofProcess(), Path.of(""), Overrides.NONE, Progress.NONE);
            Workspace before = OF_PROCESS.compareAndExchange(null, made);
            own = before == null ? made : before;
        }
        return own;
    }

    /// Makes this the process's own workspace: that of threads that were called in none.
    ///
    /// @return closes to give the process back the one it had
    public ProcessScope adopt() {
        Workspace before = OF_PROCESS.getAndSet(this);
        Purses.OfProcess purse =
                shared(CommandPurse.class, CommandPurse::none)
                        .purse()
                        .map(own -> new Purses.OfProcess(own, listeners))
                        .orElse(null);
        Purses.OfProcess purseBefore = Purses.ofProcess(purse);
        return new ProcessScope(
                () -> {
                    if (OF_PROCESS.compareAndSet(this, before)) {
                        Purses.ofProcess(purseBefore);
                    }
                });
    }

    /// Runs a body in this workspace.
    ///
    /// @param body what to run
    /// @param <T> what it gives
    /// @return what it gave
    /// @throws Exception what it threw
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return ScopedValue.where(BOUND, this).call(body::call);
    }

    /// The settings.
    ///
    /// @return environment and `.env` file
    public Settings settings() {
        return settings;
    }

    /// The models within reach.
    ///
    /// @return the models
    public Models models() {
        return models;
    }

    /// Where files go.
    ///
    /// @return the store
    public RunStore store() {
        return store;
    }

    /// What wins over a file's own words.
    ///
    /// @return the overrides
    public Overrides overrides() {
        return overrides;
    }

    /// Where evaluations are kept.
    ///
    /// @return the folder of their journals; empty where they are kept in memory only
    public Optional<JournalFolder> journals() {
        return journals;
    }

    /// Tells this command's evaluations from those of others.
    ///
    /// @return its own id, and those of the commands that it goes on with
    public Set<String> commands() {
        return Set.copyOf(session.ids);
    }

    /// Notes that this command goes on with others.
    ///
    /// @param ids theirs
    public void goOnWith(Set<String> ids) {
        session.ids.addAll(ids);
    }

    /// Notes a journal as this command's own work.
    ///
    /// @param id the evaluation's id
    public void noteJournal(String id) {
        session.noted.add(id);
    }

    /// The journals that are this command's own work.
    ///
    /// @return their evaluations' ids
    public Set<String> journalsNoted() {
        return Set.copyOf(session.noted);
    }

    /// Whether a journal is this command's own work.
    ///
    /// @param id the evaluation's id
    /// @return true if it was noted
    public boolean hasNoted(String id) {
        return session.noted.contains(id);
    }

    /// Says that whoever runs a program here will tell whether it came to its end ({@link
    /// #complete}). Only then can it be known later that the program was cut short, and the same
    /// program go on with the runs that it made one by one.
    public void tellsEnd() {
        session.tellsEnd();
    }

    /// Whether it will be told that the program came to its end.
    ///
    /// @return true after {@link #tellsEnd}
    public boolean endIsTold() {
        return session.endIsTold();
    }

    /// Says that the program came to its end by itself. Told before {@link #close}.
    public void complete() {
        session.complete();
    }

    /// Whether the program came to its end by itself.
    ///
    /// @return true after {@link #complete}
    public boolean isComplete() {
        return session.isComplete();
    }

    /// Something that the workspaces of one command share, made on first use and closed with the
    /// first of them that is closed.
    ///
    /// @param type what it is; one of each
    /// @param first makes it
    /// @param <T> what it is
    /// @return the one there is
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> first) {
        return session.shared(type, first);
    }

    /// Chooses the task that the platform is to show: its file and its latest run's stay, the
    /// others are set aside, also those that are written until this workspace is closed.
    ///
    /// @param taskName the task's name
    /// @return what was done
    /// @throws IllegalStateException inside a run, or if another task was chosen before
    /// @throws dev.kbench.store.StoreException if no such task, or no run of it, is stored
    public Choice choose(String taskName) {
        if (RunScope.current() != null) {
            throw new IllegalStateException(
                    "choose('%s'): a run is under way, whose file is not written yet; choose a task after its run, not inside one"
                            .formatted(taskName));
        }
        if (rehearsal != null) {
            return Choice.ofNoFiles(taskName);
        }
        return shared(MainTask.class, () -> new MainTask(this)).choose(taskName);
    }

    /// What of earlier evaluations stands in for runs now.
    ///
    /// @return what the command said, unless it said nothing and a cache scope is open
    public Reuse reuse() {
        return overrides.reuse() == Reuse.CONTINUE && cacheScopes.get() > 0
                ? Reuse.CACHED
                : overrides.reuse();
    }

    /// Switches the cache on.
    ///
    /// @return closes to switch it off again
    public CacheScope enableCache() {
        cacheScopes.incrementAndGet();
        return new CacheScope(cacheScopes::decrementAndGet);
    }

    /// Who is told of what happens.
    ///
    /// @return the listeners
    public Listeners listeners() {
        return listeners;
    }

    /// The model to evaluate: the command's, else `LLM_DEFAULT`.
    ///
    /// @return the model; where none is configured, one whose first request fails and says what to
    ///   set
    public Llm llm() {
        return defaultId()
                .map(models::model)
                .orElseGet(() -> Unconfigured.llm("llm", settings, "LLM_DEFAULT"));
    }

    /// The model that judges: `LLM_DEFAULT_JUDGE`, else `LLM_DEFAULT_EVAL`, else the model to
    /// evaluate.
    ///
    /// @return the model; where none is configured, one whose first request fails and says what to
    ///   set
    public Llm judgeLlm() {
        return settings.get("LLM_DEFAULT_JUDGE")
                .or(() -> settings.get("LLM_DEFAULT_EVAL"))
                .or(this::defaultId)
                .map(models::model)
                .orElseGet(() -> Unconfigured.llm("judge_llm", settings, "LLM_DEFAULT_EVAL"));
    }

    /// All models to evaluate: the command's, else `LLMS_AVAILABLE`, else the default one.
    ///
    /// @return ids and models, in order; empty where none is configured
    public SequencedMap<String, Llm> llms() {
        List<String> ids = new ArrayList<>(overrides.models());
        if (ids.isEmpty()) {
            ids.addAll(settings.list("LLMS_AVAILABLE"));
        }
        if (ids.isEmpty()) {
            defaultId().ifPresent(ids::add);
        }
        Map<String, Llm> llms = new LinkedHashMap<>();
        ids.forEach(id -> llms.put(id, models.model(id)));
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(llms));
    }

    private Optional<String> defaultId() {
        return overrides.models().isEmpty()
                ? settings.get("LLM_DEFAULT")
                : Optional.of(overrides.models().getFirst());
    }

    /// Closes what is shared, and frees the models.
    @Override
    public void close() {
        try {
            session.close();
        } finally {
            models.close();
        }
    }
}
