package dev.kbench.run;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Chat;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// One finished run of a task.
///
/// Immutable.
///
/// @param <T> what the task returns
public final class Run<T extends @Nullable Object> {
    private final RunIdentity identity;
    private final Params params;
    private final Outcome<T> outcome;
    private final List<AssertionResult> assertions;
    private final Runs<?> subruns;
    private final Supplier<Chat> chat;
    private final Usage usage;
    private final Instant startTime;
    private final Duration duration;
    private final boolean cached;
    private final PrivateValues privateValues;

    /// Makes a finished run.
    ///
    /// @param identity which run of which task
    /// @param params what the task was given, models by their ids
    /// @param outcome what it came to
    /// @param assertions what it asserted, in order
    /// @param subruns runs made inside it, in order of completion
    /// @param chat its conversation
    /// @param usage what it used, sub-runs included
    /// @param startTime when it began
    /// @param duration how long it took
    public Run(
            RunIdentity identity,
            Params params,
            Outcome<T> outcome,
            List<AssertionResult> assertions,
            List<? extends Run<?>> subruns,
            Chat chat,
            Usage usage,
            Instant startTime,
            Duration duration) {
        this(
                identity,
                params,
                outcome,
                assertions,
                subruns,
                () -> chat,
                usage,
                startTime,
                duration,
                false,
                PrivateValues.NONE);
    }

    private Run(
            RunIdentity identity,
            Params params,
            Outcome<T> outcome,
            List<AssertionResult> assertions,
            List<? extends Run<?>> subruns,
            Supplier<Chat> chat,
            Usage usage,
            Instant startTime,
            Duration duration,
            boolean cached,
            PrivateValues privateValues) {
        this.identity = requireNonNull(identity, "identity");
        this.params = params;
        this.outcome = outcome;
        this.assertions = List.copyOf(assertions);
        this.subruns = Runs.of(subruns);
        this.chat = chat;
        this.usage = usage;
        this.startTime = startTime;
        this.duration = duration;
        this.cached = cached;
        this.privateValues = privateValues.outside(inside(subruns));
    }

    private static List<PrivateValues> inside(List<? extends Run<?>> subruns) {
        List<PrivateValues> inner = List.of();
        for (Run<?> subrun : subruns) {
            if (!subrun.privateValues.isEmpty()) {
                inner = inner.isEmpty() ? new ArrayList<>() : inner;
                inner.add(subrun.privateValues);
            }
        }
        return inner;
    }

    /// A run that is read from where it was stored.
    ///
    /// @param identity which run of which task
    /// @param params what the task was given, models by their ids
    /// @param outcome what it came to
    /// @param assertions what it asserted, in order
    /// @param subruns runs made inside it, in order of completion
    /// @param chat reads its conversation, each time that it is asked for
    /// @param usage what it used, sub-runs included
    /// @param startTime when it began
    /// @param duration how long it took
    /// @param cached whether it stands in for a run that was not made
    /// @param <T> what the task returns
    /// @return the run
    public static <T extends @Nullable Object> Run<T> readBack(
            RunIdentity identity,
            Params params,
            Outcome<T> outcome,
            List<AssertionResult> assertions,
            List<? extends Run<?>> subruns,
            Supplier<Chat> chat,
            Usage usage,
            Instant startTime,
            Duration duration,
            boolean cached) {
        return new Run<>(
                identity,
                params,
                outcome,
                assertions,
                subruns,
                chat,
                usage,
                startTime,
                duration,
                cached,
                PrivateValues.NONE);
    }

    /// The same run with values that are private, in the runs inside it too.
    ///
    /// @param values what is shown nowhere
    /// @return this where nothing is private
    public Run<T> hiding(PrivateValues values) {
        return values.isEmpty()
                ? this
                : new Run<>(
                        identity,
                        params,
                        outcome,
                        assertions,
                        subruns.stream().map(inner -> inner.around(values)).toList(),
                        chat,
                        usage,
                        startTime,
                        duration,
                        cached,
                        privateValues.and(values));
    }

    private Run<T> around(PrivateValues values) {
        return hiding(PrivateValues.NONE.inside(values));
    }

    /// The same run inside another.
    ///
    /// @param parentUid the enclosing run's unique id
    /// @return a copy
    public Run<T> inside(String parentUid) {
        RunIdentity inside =
                new RunIdentity(
                        identity.uid(),
                        parentUid,
                        identity.number(),
                        identity.label(),
                        identity.task(),
                        identity.attempt());
        return new Run<>(
                inside,
                params,
                outcome,
                assertions,
                subruns.asList(),
                chat,
                usage,
                startTime,
                duration,
                cached,
                privateValues);
    }

    /// What of it is private: whoever shows the run takes these out of all that is shown. What the
    /// run's own methods give still has them, but for {@link #toString}.
    ///
    /// @return values of private parameters, of the runs around it and inside it too; mostly none
    public PrivateValues privateValues() {
        return privateValues;
    }

    /// Which run of which task, and in whose keys it is known.
    ///
    /// @return the identity
    public RunIdentity identity() {
        return identity;
    }

    /// The run's number, as the platform shows it.
    ///
    /// @return such as `Run #3`
    public String id() {
        return identity.number();
    }

    /// The task that ran.
    ///
    /// @return what files and tables say about it
    public TaskInfo task() {
        return identity.task();
    }

    /// The model under test.
    ///
    /// @return the model, empty for a task without one
    public Optional<ModelRef> model() {
        return identity.model();
    }

    /// Whether result, assertions and sub-runs all passed.
    ///
    /// @return false for a failed or unmeasured run too: see {@link #outcome} to tell them apart
    public boolean passed() {
        if (!(outcome instanceof Outcome.Completed<T>(T value) && Verdict.passes(value))) {
            return false;
        }
        for (AssertionResult assertion : assertions) {
            if (!assertion.passed()) {
                return false;
            }
        }
        return subruns.isEmpty() || subruns.stream().allMatch(Run::passed);
    }

    /// The value the task returned.
    ///
    /// @return the value; null for a task that returns nothing
    /// @throws RunFailedException if there is none
    public T result() {
        return switch (outcome) {
            case Outcome.Completed<T>(T value) -> value;
            case Outcome.Failed<T> _, Outcome.Unmeasured<T> _ ->
                    throw new RunFailedException(this, null);
        };
    }

    /// The value as a number, as a score takes it: numbers as they are, true 1, false 0, a pass
    /// count as its share, a metric as its value, a task that returns nothing by whether it passed.
    ///
    /// @return the number; empty where the run did not complete, or its value is none
    public OptionalDouble numericResult() {
        return outcome instanceof Outcome.Completed<T>(T value)
                ? Verdict.number(value, passed())
                : OptionalDouble.empty();
    }

    /// What the run came to.
    ///
    /// @return completed, failed or unmeasured
    public Outcome<T> outcome() {
        return outcome;
    }

    /// Where the run stands.
    ///
    /// @return SUCCESS exactly if it completed, else FAILED
    public RunStatus status() {
        return outcome instanceof Outcome.Completed<T> ? RunStatus.SUCCESS : RunStatus.FAILED;
    }

    /// What was asserted.
    ///
    /// @return in order
    public List<AssertionResult> assertionResults() {
        return assertions;
    }

    /// Runs made inside this one.
    ///
    /// @return in order of completion
    public Runs<?> subruns() {
        return subruns;
    }

    /// The run's own conversation; chats opened inside it are among its items.
    ///
    /// @return the chat; of a run that was read back, a copy each time
    /// @throws TranscriptException if it cannot be read back; everything else of the run is there
    public Chat chat() {
        try {
            Chat whole = chat.get();
            whole.hide(privateValues);
            return whole;
        } catch (RuntimeException e) {
            throw new TranscriptException(this, e);
        }
    }

    /// What the task was given.
    ///
    /// @return names and values in order; a model stands as its id
    public Params params() {
        return params;
    }

    /// What the run's calls used, its sub-runs' included.
    ///
    /// @return the sum
    public Usage usage() {
        return usage;
    }

    /// When the run began.
    ///
    /// @return the moment
    public Instant startTime() {
        return startTime;
    }

    /// How long the run took.
    ///
    /// @return the time from begin to end
    public Duration duration() {
        return duration;
    }

    /// Whether the run was read back instead of made.
    ///
    /// @return true if it was
    public boolean cached() {
        return cached;
    }

    /// What went wrong.
    ///
    /// @return `Type: message`, empty where nothing did
    public Optional<String> errorMessage() {
        return failure().map(Failure::summary);
    }

    /// What went wrong, in full.
    ///
    /// @return the failure, empty where nothing did
    public Optional<Failure> failure() {
        return switch (outcome) {
            case Outcome.Completed<T> _ -> Optional.empty();
            case Outcome.Failed<T>(_, Failure failure) -> Optional.of(failure);
            case Outcome.Unmeasured<T>(_, Failure failure) -> Optional.of(failure);
        };
    }

    /// The result as a person would read it.
    ///
    /// @return such as `✅`, `0.85`, `3 out of 4 assertions passed.`, `❌ EXCEPTION`, `⚠️
    ///   PROVIDER_DOWN`
    public String formatResult() {
        return switch (outcome) {
            case Outcome.Completed<T>(T value) ->
                    Verdict.shown(
                            value,
                            assertions.stream().filter(AssertionResult::passed).count(),
                            assertions.size());
            case Outcome.Failed<T>(FailureKind kind, _) -> "❌ " + kind;
            case Outcome.Unmeasured<T>(UnmeasuredReason reason, _) -> "⚠️ " + reason;
        };
    }

    /// The attempt this run was.
    ///
    /// @return whose key it is known by
    public AttemptId attempt() {
        return identity.attempt();
    }

    /// The portable form.
    ///
    /// @return plain values only
    public RunRecord toRecord() {
        return RunRecord.of(this);
    }

    @Override
    public String toString() {
        return privateValues.text("%s/%s %s".formatted(task().name(), id(), formatResult()));
    }
}
