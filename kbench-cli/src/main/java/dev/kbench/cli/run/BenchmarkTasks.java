package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.task.TaskParameter;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The tasks of a file: the marked methods of its classes.
final class BenchmarkTasks {
    private BenchmarkTasks() {}

    /// All of them, in the order of the source.
    static List<Task<?>> in(List<Class<?>> types) {
        List<Task<?>> tasks = new ArrayList<>();
        for (Class<?> type : types) {
            collect(type, tasks);
        }
        return List.copyOf(tasks);
    }

    private static void collect(Class<?> type, List<Task<?>> tasks) {
        boolean marked =
                Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(Benchmark.class));
        if (marked) {
            tasks.addAll(Task.in(type));
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (Modifier.isStatic(nested.getModifiers())) {
                collect(nested, tasks);
            }
        }
    }

    /// The ones of a name or, where none has it, the only one whose name differs by case and
    /// punctuation alone, as a method's name does.
    static List<Task<?>> named(List<Task<?>> tasks, String name, String file) {
        List<Task<?>> exact = tasks.stream().filter(task -> task.name().equals(name)).toList();
        if (exact.isEmpty()) {
            List<Task<?>> alike =
                    tasks.stream().filter(task -> bare(task.name()).equals(bare(name))).toList();
            if (alike.size() == 1) {
                return alike;
            }
            throw new MisuseException(
                    "%s has no task '%s' (--only); it has %s".formatted(file, name, names(tasks)));
        }
        return exact;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    static String names(List<Task<?>> tasks) {
        return tasks.stream()
                .map(task -> "'" + task.name() + "'")
                .collect(Collectors.joining(", "));
    }

    /// Whether models are all that a task needs.
    static boolean needsModelsOnly(Task<?> task) {
        return task.parameters().stream().allMatch(TaskParameter::isModel);
    }

    /// What a task needs besides models, in words.
    static String needs(Task<?> task) {
        return task.parameters().stream()
                .filter(parameter -> !parameter.isModel())
                .map(TaskParameter::toString)
                .collect(Collectors.joining(", "));
    }
}
