package dev.kbench.task;

import dev.kbench.llm.Llm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How many runs at a time where that is left to us: as many as the models answer at a time, if all
/// say so, as the process may open connections for, and at most 256, within a run at most 8.
///
/// @param jobs the number
/// @param reason what limits it
record AutoJobs(int jobs, String reason) {
    private static final int MOST = 256;
    private static final int MOST_NESTED = 8;
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /// Files that are open anyway: modules, the journal, listeners' own.
    private static final long OTHERS = 128;

    /// A run holds a connection and, for a moment, its file.
    private static final long EACH = 2;

    static AutoJobs of(List<Llm> models, long runs, boolean nested) {
        return choose(models, runs, nested, openFiles());
    }

    /// What to say of a number of jobs that the process may have too few files for; empty where it
    /// has enough, or nobody tells.
    static Optional<String> tooMany(int jobs) {
        return tooMany(jobs, openFiles());
    }

    static Optional<String> tooMany(int jobs, Optional<Long> openFiles) {
        return openFiles
                .filter(limit -> jobs > fitting(limit))
                .map(
                        limit ->
                                "%d runs at a time, and the process may open %d files, which is enough for about %d: runs may fail for want of files; ulimit -n raises the limit"
                                        .formatted(jobs, limit, Math.max(1, fitting(limit))));
    }

    private static long fitting(long openFiles) {
        return (openFiles - OTHERS) / EACH;
    }

    static AutoJobs choose(List<Llm> models, long runs, boolean nested, Optional<Long> openFiles) {
        AutoJobs choice =
                nested
                        ? new AutoJobs(MOST_NESTED, "the most within a run")
                        : new AutoJobs(MOST, "the most unless a number is given");
        if (!models.isEmpty()
                && models.stream().allMatch(llm -> llm.capabilities().atATime().isPresent())) {
            int most =
                    models.stream()
                            .mapToInt(llm -> llm.capabilities().atATime().getAsInt())
                            .max()
                            .orElse(MOST);
            choice = choice.atMost(most, "what the model answers at a time");
        }
        if (openFiles.isPresent()) {
            choice =
                    choice.atMost(
                            fitting(openFiles.get()),
                            "the process may open %d files".formatted(openFiles.get()));
        }
        return choice.atMost(runs, "there are no more runs");
    }

    private AutoJobs atMost(long most, String why) {
        return most < jobs ? new AutoJobs((int) Math.max(1, most), why) : this;
    }

    /// The process's limit of open files; empty where the system does not tell.
    private static Optional<Long> openFiles() {
        try {
            return Files.exists(LIMITS)
                    ? Files.readAllLines(LIMITS).stream()
                            .filter(line -> line.startsWith("Max open files"))
                            .map(line -> line.substring("Max open files".length()).strip())
                            .map(line -> line.split("\\s+", 2)[0])
                            .filter(limit -> limit.chars().allMatch(Character::isDigit))
                            .map(Long::parseLong)
                            .findFirst()
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
