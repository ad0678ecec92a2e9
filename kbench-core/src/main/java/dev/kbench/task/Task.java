package dev.kbench.task;

import static java.util.Objects.requireNonNull;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.internal.context.Origins;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.Runs;
import dev.kbench.run.TaskInfo;
import dev.kbench.workspace.Rehearsal;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A benchmark task: a body, its parameters and what files say about it. Made from a method
/// reference (`Task.of(this::mathQa)`), by name, from all marked methods of a class, or by
/// {@linkplain #named a builder}.
///
/// Immutable and thread-safe, as far as the body is.
///
/// @param <T> what the task returns
public final class Task<T extends @Nullable Object> extends ByReference {
    private final TaskDescription description;
    private final TaskBody.Call body;
    private final Binder binder;
    private final AtomicBoolean hasRun = new AtomicBoolean();

    Task(TaskDescription description, TaskBody.Call body) {
        this.description = description;
        this.body = body;
        this.binder = new Binder(description.info().name(), description.parameters());
    }

    /// Whether no run of it was begun before this call.
    boolean isFirstRun() {
        return hasRun.compareAndSet(false, true);
    }

    /// A task from a method by its name: for overloaded names, of which one is marked, and for
    /// static methods of a benchmark file.
    ///
    /// @param owner the object whose class declares the method, or the class itself: then an
    ///   instance is made for a method that is not static
    /// @param methodName the method's name
    /// @param <T> what the method returns, as the caller knows it
    /// @return the task
    /// @throws IllegalArgumentException if there is no such method, or several and not exactly one
    ///   is marked with {@link Benchmark}
    @SuppressWarnings({
        "unchecked",
        "TypeParameterUnusedInFormals"
    }) // only the caller knows the method's type
    public static <T> Task<T> of(Object owner, String methodName) {
        return (Task<T>)
                MethodTasks.of(
                        requireNonNull(
                                owner,
                                "owner: expected the object whose method it is, or a class, got"
                                        + " null"),
                        requireNonNull(
                                methodName, "methodName: expected a method's name, got null"));
    }

    /// The tasks of a class: every method marked with {@link Benchmark}, in the order of the source
    /// where that is to be had.
    ///
    /// @param type the class; it needs a constructor without parameters where a method is not
    ///   static
    /// @return at least one task
    /// @throws IllegalArgumentException if no method is marked, or one cannot be a task
    public static List<Task<?>> in(Class<?> type) {
        return MethodTasks.in(
                requireNonNull(
                        type, "type: expected a class with methods marked @Benchmark, got null"));
    }

    /// Begins a task without a method.
    ///
    /// @param name the task's name
    /// @return its builder; a task that returns nothing unless it says otherwise
    public static TaskBuilder<@Nullable Void, TaskBuilder.Action> named(String name) {
        return TaskBuilder.begin(name);
    }

    /// What files and tables say about the task.
    ///
    /// @return name, description, version, source and result type
    public TaskInfo info() {
        return description.info();
    }

    /// The task's name.
    ///
    /// @return the name
    public String name() {
        return info().name();
    }

    /// The task's parameters.
    ///
    /// @return in order, the model under test first
    public List<TaskParameter> parameters() {
        return description.parameters();
    }

    /// Runs the task once. Arguments are given by position; a last one of type {@link Params} gives
    /// the rest by name.
    ///
    /// @param args the model, further arguments, and perhaps `Params.of("name", value, …)`
    /// @return the run, completed, or failed by an assertion that stopped it
    /// @throws IllegalArgumentException if an argument is missing, unknown or of a wrong type;
    ///   nothing ran then
    /// @throws RunFailedException if the run has no result; its cause is what the task threw
    public Run<T> run(Object... args) {
        BoundCall call = bound(args);
        Optional<Rehearsal> rehearsal = Workspace.current().rehearsal();
        if (rehearsal.isPresent()) {
            return Rehearsed.run(this, call, rehearsal.get());
        }
        Finished<T> finished = SingleRun.of(this, call);
        if (raises(finished.run())) {
            RunFailedException failed = new RunFailedException(finished.run(), finished.thrown());
            Llm subject = call.subject();
            if (subject != null) {
                Origins.note(failed, subject.ref());
            }
            throw failed;
        }
        return finished.run();
    }

    /// Runs the task once as {@link #run} does, but gives a failure back as a run.
    ///
    /// @param args the model, further arguments, and perhaps `Params.of("name", value, …)`
    /// @return the run, whatever it came to
    /// @throws IllegalArgumentException if an argument is missing, unknown or of a wrong type;
    ///   nothing ran then
    public Run<T> attempt(Object... args) {
        BoundCall call = bound(args);
        return Workspace.current()
                .rehearsal()
                .map(rehearsal -> Rehearsed.run(this, call, rehearsal))
                .orElseGet(() -> SingleRun.of(this, call).run());
    }

    /// Runs the task over models, rows and further parameters.
    ///
    /// @param with sets models, data, jobs and the rest
    /// @return the runs, in input order: models, then the grid, then rows, the last fastest
    /// @throws IllegalArgumentException if an option, a column or a value does not fit the task;
    ///   nothing ran then
    /// @throws dev.kbench.evaluate.EvaluationFailedException with {@link
    ///   dev.kbench.run.OnFailure#RAISE}, if a run has no result
    public Runs<T> evaluate(Consumer<EvaluationOptions> with) {
        EvaluationOptions options = new EvaluationOptions();
        requireNonNull(
                        with,
                        "with: expected what sets the options, such as with -> with.llms(llm()),"
                                + " got null")
                .accept(options);
        return Workspace.current()
                .rehearsal()
                .map(rehearsal -> Rehearsed.evaluation(this, options, rehearsal))
                .orElseGet(() -> new TaskEvaluation<>(this, options).run());
    }

    private BoundCall bound(Object[] args) {
        requireNonNull(args, "args: expected a value for each parameter of the task, got null");
        boolean named = args.length > 0 && args[args.length - 1] instanceof Params;
        List<Object> positional =
                Arrays.asList(args).subList(0, named ? args.length - 1 : args.length);
        Params byName = named ? (Params) args[args.length - 1] : Params.of();
        return binder.bind(positional, byName);
    }

    /// Whether a run's outcome is one to throw for. A check that stopped the task is a verdict.
    static boolean raises(Run<?> run) {
        return OutcomeRecord.kindOf(run.outcome()).raises();
    }

    TaskDescription description() {
        return description;
    }

    /// Finds the records and enums that the task returns.
    ClassLoader types() {
        return description.types();
    }

    TaskBody.Call body() {
        return body;
    }

    Binder binder() {
        return binder;
    }

    int sourceLine() {
        return description.sourceLine();
    }

    @Override
    public String toString() {
        return "Task[%s%s]".formatted(name(), parameters());
    }
}
