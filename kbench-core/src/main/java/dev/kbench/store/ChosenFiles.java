package dev.kbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Leaves one task and one run of it in a folder, for the platform shows one task of what a
/// notebook leaves behind. Files are known by what is written in them, not by their names; others
/// are moved to `.kbench/aside/`, from where they can be brought back.
///
/// One thread at a time on a folder.
public final class ChosenFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Beside a task or run file, other libraries leave files of these names.
    private static final List<String> SUFFIXES =
            List.of(FileNames.TASK, FileNames.RUN, ".atif.json", ".result.json");

    private static final Comparator<Found> LATEST =
            Comparator.comparing(Found::ended)
                    .thenComparingLong(Found::number)
                    .thenComparing(Found::file);

    private final Path folder;

    /// A folder of task and run files.
    ///
    /// @param folder where they lie
    public ChosenFiles(Path folder) {
        this.folder = folder;
    }

    /// A run file: which task's, when it ended, and why it has no result; empty where it has one.
    private record Found(String file, String task, Instant ended, long number, String trouble) {}

    /// What choosing a task comes to; nothing is moved.
    ///
    /// @param name the task's name, or what its files' names make of it
    /// @return the choice
    /// @throws StoreException if no such task, or no run of it, is stored here
    public Choice plan(String name) {
        List<String> files = files();
        Map<String, String> tasks = new TreeMap<>();
        List<Found> runs = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(FileNames.TASK)) {
                task(file).ifPresent(task -> tasks.put(file, task));
            } else if (file.endsWith(FileNames.RUN)) {
                run(file).ifPresent(runs::add);
            }
        }
        SortedSet<String> names = new TreeSet<>(tasks.values());
        runs.forEach(run -> names.add(run.task()));
        String task = chosen(name, names);
        runs.removeIf(run -> !run.task().equals(task));
        if (runs.isEmpty()) {
            throw new StoreException(
                    "there is no run of '%s' in %s: run the task first, then choose it"
                            .formatted(task, folder),
                    null);
        }
        Found latest = Collections.max(runs, LATEST);
        Set<String> stems = new HashSet<>(Set.of(stem(latest.file())));
        tasks.forEach(
                (file, of) -> {
                    if (of.equals(task)) {
                        stems.add(stem(file));
                    }
                });
        List<String> warnings = warnings(task, latest, runs.size());
        if (!tasks.containsValue(task)) {
            warnings.add(
                    "'%s' has no task file: the platform reads one beside the run".formatted(task));
        }
        return choice(task, files, stems, warnings);
    }

    private Choice choice(
            String task, List<String> files, Set<String> stems, List<String> warnings) {
        Map<Boolean, List<String>> stay =
                files.stream()
                        .sorted(Comparator.comparing(file -> !file.endsWith(FileNames.TASK)))
                        .collect(Collectors.partitioningBy(file -> stems.contains(stem(file))));
        List<String> aside = stay.getOrDefault(false, List.of()).stream().sorted().toList();
        return new Choice(
                task,
                stay.getOrDefault(true, List.of()),
                aside,
                aside.isEmpty() ? Optional.empty() : Optional.of(asideFolder()),
                warnings);
    }

    private static List<String> warnings(String task, Found run, int runs) {
        List<String> warnings = new ArrayList<>();
        if (runs > 1 && run.number() != Long.MAX_VALUE) {
            warnings.add(
                    "'%s' has %d runs here, and the leaderboard shows one: the latest, %s; to have one score over many runs, make one run of them with kbench merge, or evaluate them inside a task that returns it, and choose that task"
                            .formatted(task, runs, run.file()));
        }
        if (!run.trouble().isEmpty()) {
            warnings.add("%s has no result: %s".formatted(run.file(), run.trouble()));
        }
        return warnings;
    }

    /// Chooses a task: moves all other files aside.
    ///
    /// @param name as for {@link #plan}
    /// @return what was done
    /// @throws StoreException as {@link #plan}, or if a file cannot be moved; what was moved by
    ///   then lies where the choice says
    public Choice apply(String name) {
        Choice choice = plan(name);
        if (choice.folder().isPresent()) {
            move(choice.aside(), folder, choice.folder().get());
        }
        return choice;
    }

    /// Brings back what the last choice set aside.
    ///
    /// @return the files that are back
    /// @throws StoreException if nothing is set aside, or another file is in the way: then nothing
    ///   is moved
    public List<String> undo() {
        Path last = lastAside();
        List<String> files = names(last);
        List<String> inTheWay =
                files.stream().filter(file -> Files.exists(folder.resolve(file))).toList();
        if (!inTheWay.isEmpty()) {
            throw new StoreException(
                    "%s cannot come back to %s: %s of that name already; move it away first"
                            .formatted(
                                    last.resolve(inTheWay.getFirst()),
                                    folder,
                                    inTheWay.size() == 1
                                            ? "there is a file"
                                            : "for %d files there is one"
                                                    .formatted(inTheWay.size())),
                    null);
        }
        move(files, last, folder);
        try {
            Files.delete(last);
        } catch (IOException e) {
            throw StoreException.removing(last, e);
        }
        return files;
    }

    private Path lastAside() {
        Path root = folder.resolve(".kbench").resolve("aside");
        try (Stream<Path> all = Files.exists(root) ? Files.list(root) : Stream.empty()) {
            return all.filter(Files::isDirectory)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(
                            () ->
                                    new StoreException(
                                            "nothing is set aside in %s: no task was chosen there"
                                                    .formatted(folder),
                                            null));
        } catch (IOException e) {
            throw StoreException.reading(root, e);
        }
    }

    private static void move(List<String> files, Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (String file : files) {
                Files.move(from.resolve(file), to.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw StoreException.writing(to, e);
        }
    }

    /// A folder that is not there yet; later ones come later in order.
    private Path asideFolder() {
        Path root = folder.resolve(".kbench").resolve("aside");
        String time = TIME.format(Instant.now());
        for (int n = 1; ; n++) {
            Path free = root.resolve(time + String.format(Locale.ROOT, "-%03d", n));
            if (Files.notExists(free)) {
                return free;
            }
        }
    }

    private String chosen(String name, SortedSet<String> names) {
        if (names.contains(name)) {
            return name;
        }
        String plain = FileNames.plain(name);
        List<String> alike =
                names.stream().filter(one -> FileNames.plain(one).equals(plain)).toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        throw new StoreException(
                "there is no task '%s' in %s%s"
                        .formatted(
                                name,
                                folder,
                                names.isEmpty()
                                        ? ": no task is stored there; run it first, or name its"
                                                + " folder with --out"
                                        : ": expected one of '%s'"
                                                .formatted(String.join("', '", names))),
                null);
    }

    private Optional<Found> run(String file) {
        RunFile run;
        try {
            run = RunFileReader.run(folder.resolve(file));
        } catch (StoreException damaged) {
            return Optional.empty();
        }
        String error = run.errorMessage() == null ? "its run did not complete" : run.errorMessage();
        boolean whole = RunFile.COMPLETED.equals(run.state()) && !run.results().isEmpty();
        return Optional.ofNullable(run.taskVersion())
                .map(
                        task ->
                                new Found(
                                        file,
                                        task.name(),
                                        ended(file, run),
                                        // as new as the last of its runs, and over it
                                        OwnSection.isMerged(run)
                                                ? Long.MAX_VALUE
                                                : RunFolder.number(file),
                                        whole ? "" : error));
    }

    private Instant ended(String file, RunFile run) {
        try {
            if (run.endTime() != null) {
                return Instant.parse(run.endTime());
            }
        } catch (DateTimeException other) {
            // what another program wrote there; the file's own time says as much
        }
        try {
            return Files.getLastModifiedTime(folder.resolve(file)).toInstant();
        } catch (IOException e) {
            throw StoreException.reading(folder.resolve(file), e);
        }
    }

    private Optional<String> task(String file) {
        try {
            return Optional.of(RunFileReader.task(folder.resolve(file)).name())
                    .filter(name -> !name.isEmpty());
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private List<String> files() {
        if (Files.notExists(folder)) {
            throw new StoreException(
                    "there is no folder %s: expected the one that run files go to, named with --out"
                            .formatted(folder),
                    null);
        }
        return names(folder).stream()
                .filter(file -> SUFFIXES.stream().anyMatch(file::endsWith))
                .toList();
    }

    private static List<String> names(Path in) {
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StoreException.reading(in, e);
        }
    }

    private static String stem(String file) {
        for (String suffix : SUFFIXES) {
            if (file.endsWith(suffix)) {
                String stem = file.substring(0, file.length() - suffix.length());
                return suffix.equals(FileNames.TASK) ? stem + suffix : stem;
            }
        }
        return file;
    }
}
