package dev.kbench.task;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.CodeRef;
import dev.kbench.key.Params;
import dev.kbench.key.TaskRef;
import dev.kbench.llm.Llm;
import dev.kbench.run.TaskInfo;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Builds a task without a method: `Task.named("math_score").returning(double.class)
/// .param("question", String.class).body((llm, params) -> …)`. Its first parameter is the model
/// under test, named `llm`.
///
/// One thread.
///
/// @param <T> what the task returns
/// @param <B> the shape of its body
public final class TaskBuilder<T extends @Nullable Object, B extends Serializable> {
    static final String NO_NAME = "name: expected the task's name, got null";

    private final String name;
    private final Class<?> returns;
    private final Function<B, TaskBody.Call> adapter;
    private final List<TaskParameter> parameters;
    private String description = "";
    private int version = 1;
    private boolean storeTask = true;
    private boolean storeRun = true;

    private TaskBuilder(
            String name,
            Class<?> returns,
            List<TaskParameter> parameters,
            Function<B, TaskBody.Call> adapter) {
        this.name = name;
        this.returns = returns;
        this.parameters = parameters;
        this.adapter = adapter;
    }

    /// A body that returns nothing.
    @FunctionalInterface
    public interface Action extends Serializable {
        /// Runs the body.
        ///
        /// @param llm the model under test
        /// @param params the further parameters, by name
        /// @throws Exception whatever the body throws
        void run(Llm llm, Params params) throws Exception;
    }

    /// A body that returns a value.
    ///
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Computation<R> extends Serializable {
        /// Runs the body.
        ///
        /// @param llm the model under test
        /// @param params the further parameters, by name
        /// @return its value
        /// @throws Exception whatever the body throws
        R call(Llm llm, Params params) throws Exception;
    }

    static TaskBuilder<@Nullable Void, Action> begin(String name) {
        if (requireNonNull(name, NO_NAME).isBlank()) {
            throw new IllegalArgumentException("a task needs a name, got a blank one");
        }
        List<TaskParameter> parameters = new ArrayList<>();
        parameters.add(new TaskParameter("llm", Llm.class, Llm.class));
        return new TaskBuilder<>(
                name,
                void.class,
                parameters,
                action ->
                        args -> {
                            action.run(model(args), params(parameters, args));
                            return null;
                        });
    }

    /// The type of the value that the body returns; nothing by default.
    ///
    /// @param type `boolean`, `double`, `float`, `int`, `long`, a box of these, `Map`, a record,
    ///   `PassCount` or `MetricWithCI`
    /// @param <R> the type; the box of a primitive
    /// @return the builder of a task that returns such a value
    /// @throws IllegalArgumentException for another type
    public <R> TaskBuilder<R, Computation<R>> returning(Class<R> type) {
        ResultTypes.of(
                requireNonNull(type, "type: expected a class such as boolean.class, got null"),
                name);
        TaskBuilder<R, Computation<R>> next =
                new TaskBuilder<>(
                        name,
                        type,
                        parameters,
                        body -> args -> body.call(model(args), params(parameters, args)));
        return next.description(description)
                .version(version)
                .storeTask(storeTask)
                .storeRun(storeRun);
    }

    /// A further parameter.
    ///
    /// @param parameter its name
    /// @param type its type
    /// @return this
    /// @throws IllegalArgumentException if there is one of that name
    public TaskBuilder<T, B> param(String parameter, Class<?> type) {
        requireNonNull(type, "type: expected a class such as int.class, got null");
        requireNonNull(parameter, "parameter: expected the parameter's name, got null");
        if (parameters.stream().anyMatch(p -> p.name().equals(parameter))) {
            throw new IllegalArgumentException(
                    "task '%s' has a parameter '%s' already".formatted(name, parameter));
        }
        parameters.add(new TaskParameter(parameter, type, type));
        return this;
    }

    /// What the task does; empty by default.
    ///
    /// @param text the description
    /// @return this
    public TaskBuilder<T, B> description(String text) {
        description = requireNonNull(text, "text: expected a description, got null");
        return this;
    }

    /// The task's version; 1 by default.
    ///
    /// @param number 0 or more
    /// @return this
    public TaskBuilder<T, B> version(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("version must be 0 or more, got " + number);
        }
        version = number;
        return this;
    }

    /// Whether a task file is written; true by default.
    ///
    /// @param store false for a task that is only called by others
    /// @return this
    public TaskBuilder<T, B> storeTask(boolean store) {
        storeTask = store;
        return this;
    }

    /// Whether run files are written; true by default.
    ///
    /// @param store false to keep runs in memory only
    /// @return this
    public TaskBuilder<T, B> storeRun(boolean store) {
        storeRun = store;
        return this;
    }

    /// Ends the building.
    ///
    /// @param body what the task does, given the model and the parameters
    /// @return the task
    public Task<T> body(B body) {
        requireNonNull(
                body, "body: expected what the task does, such as (llm, params) -> …, got null");
        TaskInfo info =
                new TaskInfo(
                        name,
                        description,
                        version,
                        TaskDescription.definition(body),
                        ResultTypes.of(returns, name),
                        storeTask,
                        storeRun,
                        List.of());
        return new Task<>(
                new TaskDescription(
                        info,
                        List.copyOf(parameters),
                        Integer.MAX_VALUE,
                        ref(body),
                        TaskDescription.types(body.getClass())),
                adapter.apply(body));
    }

    private TaskRef ref(B body) {
        return new TaskRef(
                name,
                version,
                "",
                "",
                "",
                CodeRef.lazy(() -> CodeDigest.ofLambda(body)),
                Captured.by(body));
    }

    private static Llm model(@Nullable Object[] args) {
        return (Llm) requireNonNull(args[0]);
    }

    private static Params params(List<TaskParameter> parameters, @Nullable Object[] args) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            values.put(parameters.get(i).name(), requireNonNull(args[i]));
        }
        return Params.from(values);
    }
}
