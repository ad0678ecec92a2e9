package dev.kbench.task;

import dev.kbench.config.Settings;
import dev.kbench.run.TaskInfo;

import java.util.Optional;

/// How long the platform takes a task's name and description to be, in characters (code points):
/// its environment says so, in two variables. 0, and what is no number, is no limit.
final class TaskLimits {
    private static final String NAME = "KAGGLE_BENCHMARK_MAX_NAME_LENGTH";
    private static final String DESCRIPTION = "KAGGLE_BENCHMARK_MAX_DESCRIPTION_LENGTH";

    private TaskLimits() {}

    /// Refuses a task whose file the platform would not take, before a model is asked.
    ///
    /// @throws IllegalArgumentException with both lengths, and what to shorten
    static void check(TaskInfo task, Settings settings) {
        check("name", task.name(), task, NAME, settings);
        check("description", task.description(), task, DESCRIPTION, settings);
    }

    private static void check(
            String what, String text, TaskInfo task, String variable, Settings settings) {
        Optional<String> set = settings.get(variable);
        if (set.isEmpty()) {
            return;
        }
        int most = number(set.get());
        int length = text.codePointCount(0, text.length());
        if (most > 0 && length > most) {
            throw new IllegalArgumentException(
                    "the %s of task '%s' is %d characters long, expected %d at most (%s); shorten %s"
                            .formatted(
                                    what,
                                    task.name(),
                                    length,
                                    most,
                                    variable,
                                    what.equals("name")
                                            ? "the name that @Benchmark gives it"
                                            : "its doc comment, or give @Benchmark a description"));
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
