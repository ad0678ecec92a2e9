package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.task.Task;
import dev.kbench.task.TaskParameter;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What is to be run of a file, once for each model.
@FunctionalInterface
interface Body {
    /// Runs it.
    ///
    /// @param workspace the current workspace
    /// @throws Exception what the file's `main` threw
    void run(Workspace workspace) throws Exception;

    /// Chooses: the file's `main`, unless a task was named or data was given.
    ///
    /// @param types the file's top-level classes
    /// @param mainAdded whether their `main` is not the user's
    /// @param options what was asked for
    /// @param notice is told what is left out
    static Body of(
            List<Class<?>> types, boolean mainAdded, RunOptions options, Consumer<String> notice) {
        Optional<MainMethod> main = MainMethod.of(types.getFirst());
        if (main.isPresent()
                && !mainAdded
                && options.only().isEmpty()
                && options.data().isEmpty()) {
            MainMethod method = main.get();
            return _ -> method.call();
        }
        List<Task<?>> tasks = BenchmarkTasks.in(types);
        if (tasks.isEmpty()) {
            throw new MisuseException(
                    main.isEmpty() || mainAdded
                            ? "%s has neither a main nor a method marked with @Benchmark; expected at least one of them"
                                    .formatted(options.file())
                            : "%s has no method marked with @Benchmark, which --only and --data need; mark one, or leave them out: then its main is run"
                                    .formatted(options.file()));
        }
        if (options.only().isPresent()) {
            tasks = BenchmarkTasks.named(tasks, options.only().get(), options.file().toString());
        }
        return options.data().isPresent()
                ? overData(tasks, options.data().get(), notice)
                : alone(tasks, options.file(), notice);
    }

    private static Body alone(List<Task<?>> tasks, Path file, Consumer<String> notice) {
        List<Task<?>> complete = tasks.stream().filter(BenchmarkTasks::needsModelsOnly).toList();
        if (complete.isEmpty()) {
            Task<?> first = tasks.getFirst();
            throw new MisuseException(
                    "%s: task '%s' needs data for %s; give a table with --data, whose columns have these names"
                            .formatted(file, first.name(), BenchmarkTasks.needs(first)));
        }
        tasks.stream()
                .filter(task -> !BenchmarkTasks.needsModelsOnly(task))
                .forEach(
                        task ->
                                notice.accept(
                                        "task '%s' is left out: it needs data for %s (--data)"
                                                .formatted(
                                                        task.name(), BenchmarkTasks.needs(task))));
        return workspace -> {
            for (Task<?> task : complete) {
                List<Object> args = new ArrayList<>();
                for (TaskParameter _ : task.parameters()) {
                    args.add(args.isEmpty() ? workspace.llm() : workspace.judgeLlm());
                }
                task.attempt(args.toArray());
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        };
    }

    private static Body overData(List<Task<?>> tasks, Path data, Consumer<String> notice) {
        List<Task<?>> taking =
                tasks.stream().filter(task -> !BenchmarkTasks.needsModelsOnly(task)).toList();
        List<Task<?>> chosen = taking.isEmpty() ? tasks : taking;
        tasks.stream()
                .filter(task -> !chosen.contains(task))
                .forEach(
                        task ->
                                notice.accept(
                                        "task '%s' is left out: it takes no data"
                                                .formatted(task.name())));
        return workspace -> {
            for (Task<?> task : chosen) {
                evaluate(task, data, workspace);
            }
        };
    }

    private static void evaluate(Task<?> task, Path data, Workspace workspace) {
        List<TaskParameter> models =
                task.parameters().stream().filter(TaskParameter::isModel).toList();
        Llm subject = workspace.llm();
        boolean first = !task.parameters().isEmpty() && task.parameters().getFirst().isModel();
        task.evaluate(
                with -> {
                    if (first) {
                        with.llms(subject);
                    }
                    models.stream()
                            .skip(first ? 1 : 0)
                            .forEach(judge -> with.grid(judge.name(), workspace.judgeLlm()));
                    with.data(data);
                    if (workspace.overrides().defaults().onFailure().isEmpty()) {
                        with.onFailure(OnFailure.CONTINUE);
                    }
                });
    }
}
