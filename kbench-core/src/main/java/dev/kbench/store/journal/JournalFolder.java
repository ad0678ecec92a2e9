package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The evaluations of a folder, each in one of its own. Thread-safe.
public final class JournalFolder {
    /// How large a segment of blobs gets before the next begins, in bytes.
    static final long SEGMENT_BYTES = 256L << 20;

    private static final Duration LONGEST_DECISION = Duration.ofMinutes(1);

    private final Path root;
    private final Disk disk;
    private final long segmentBytes;
    private final KnownPlans plans = new KnownPlans();

    /// A folder.
    ///
    /// @param root where the evaluations lie, such as `.kbench/journal`; made when the first is
    ///   created
    public JournalFolder(Path root) {
        this(root, DiskSteps.NONE);
    }

    /// Where the evaluations of a folder of run files are kept.
    ///
    /// @param out the folder that run files go to
    /// @return `.kbench/journal` in there
    public static JournalFolder beside(Path out) {
        return new JournalFolder(out.resolve(".kbench").resolve("journal"));
    }

    /// A folder whose every step is told.
    ///
    /// @param root where the evaluations lie
    /// @param steps told of everything done to the disk
    public JournalFolder(Path root, DiskSteps steps) {
        this(root, steps, SEGMENT_BYTES);
    }

    JournalFolder(Path root, DiskSteps steps, long segmentBytes) {
        this.root = root;
        this.disk = new Disk(steps);
        this.segmentBytes = segmentBytes;
    }

    /// Where the evaluations lie.
    ///
    /// @return the folder's path
    public Path root() {
        return root;
    }

    /// Decides something about the folder's evaluations, such as whether to begin one, that no
    /// other process and no other thread decides meanwhile.
    ///
    /// @param decision looks, and begins or goes on
    /// @param <T> what it comes to
    /// @return what it came to
    /// @throws StoreException if the disk refuses, or another process decides for a minute
    public <T> T exclusively(Supplier<T> decision) {
        try (JournalLock _ = Waiting.apart(this::lock)) {
            return decision.get();
        }
    }

    private JournalLock lock() {
        try {
            if (Files.notExists(root)) {
                disk.step(DiskStep.FOLDER_CREATE, () -> Files.createDirectories(root));
            }
            return JournalLock.await(root, LONGEST_DECISION, disk);
        } catch (IOException e) {
            throw StoreException.writing(root, e);
        }
    }

    /// Begins an evaluation.
    ///
    /// @param plan what it is about
    /// @return its journal
    /// @throws StoreException if there is one of that id already, or the disk refuses
    public EvaluationJournal create(JournalPlan plan) {
        return Waiting.apart(() -> make(plan));
    }

    private EvaluationJournal make(JournalPlan plan) {
        Path folder = root.resolve(plan.id());
        try {
            disk.step(
                    DiskStep.FOLDER_CREATE,
                    () -> {
                        Files.createDirectories(root);
                        Files.createDirectory(folder);
                    });
        } catch (FileAlreadyExistsException e) {
            throw Files.isDirectory(folder)
                    ? new StoreException(
                            "there is an evaluation %s already: choose another id"
                                    .formatted(folder),
                            e)
                    : StoreException.writing(folder, e);
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
        JournalLock lock = JournalLock.take(folder, disk);
        try {
            disk.forceFolder(root);
            new PlanFile(nextNumber(), plan).write(folder, disk);
        } catch (IOException e) {
            lock.close();
            throw StoreException.writing(folder.resolve(PlanFile.NAME), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        return EvaluationJournal.open(folder, plan, lock, disk, segmentBytes);
    }

    /// Goes on with an evaluation.
    ///
    /// @param id its id
    /// @return its journal, a torn tail cut off
    /// @throws StoreException if there is none, another process holds it (its pid is named), it
    ///   cannot be read, or the disk refuses
    public EvaluationJournal open(String id) {
        Path folder = existing(id);
        return Waiting.apart(() -> open(folder));
    }

    private EvaluationJournal open(Path folder) {
        JournalLock lock = JournalLock.take(folder, disk);
        try {
            JournalPlan plan = PlanFile.read(folder).plan();
            return EvaluationJournal.open(folder, plan, lock, disk, segmentBytes);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Reads an evaluation, whoever holds it.
    ///
    /// @param id its id
    /// @return its journal, as far as it is written
    /// @throws StoreException if there is none, or it cannot be read
    public JournalReader read(String id) {
        return JournalReader.open(existing(id));
    }

    /// Reads an evaluation's journal piece by piece, whoever holds it.
    ///
    /// @param id its id
    /// @return its journal, of which nothing was read yet
    /// @throws StoreException if there is no such evaluation, or it cannot be read
    public JournalFollower follow(String id) {
        return JournalFollower.open(existing(id));
    }

    /// Where the evaluations lie, the oldest first: by their numbers. No journal is read.
    ///
    /// @return all that there are
    /// @throws StoreException if the folder cannot be read
    public List<JournalPlace> places() {
        return folders().stream()
                .map(
                        folder ->
                                new JournalPlace(
                                        folder.getFileName().toString(),
                                        plans.number(folder),
                                        folder.resolve(JournalReader.NAME).toFile().length()))
                .sorted(
                        Comparator.comparingLong(JournalPlace::number)
                                .thenComparing(JournalPlace::id))
                .toList();
    }

    /// The evaluations that a process works at, this one or another, the newest first. No journal
    /// is read.
    ///
    /// @return what they are about; those are left out whose plans cannot be read
    /// @throws StoreException if the folder cannot be read
    public List<JournalPlan> running() {
        return folders().stream()
                .filter(folder -> JournalLock.holder(folder).isPresent())
                .sorted(Comparator.comparingLong(plans::number).reversed())
                .flatMap(folder -> JournalInspection.plan(folder).stream())
                .toList();
    }

    /// The evaluations, the newest first: by their numbers, not by any clock.
    ///
    /// @return all that there are, those included that cannot be read
    /// @throws StoreException if the folder cannot be read
    public List<JournalSummary> list() {
        return summaries(folders().stream());
    }

    /// The evaluations of one plan, the newest first.
    ///
    /// @param digest the plan's digest
    /// @return all of them whose plans can be read
    /// @throws StoreException if the folder cannot be read
    public List<JournalSummary> ofPlan(String digest) {
        return summaries(folders().stream().filter(folder -> plans.isOf(folder, digest))).stream()
                .filter(one -> one.plan().isPresent())
                .toList();
    }

    private static List<JournalSummary> summaries(Stream<Path> folders) {
        return folders.map(JournalInspection::summary)
                .sorted(
                        Comparator.comparingLong(JournalSummary::number)
                                .thenComparing(JournalSummary::id)
                                .reversed())
                .toList();
    }

    /// Removes evaluations.
    ///
    /// @param rule which
    /// @param dryRun whether only to say which
    /// @return those that were, or would be, removed, the newest first
    /// @throws StoreException if the folder cannot be read, or the disk refuses
    public List<JournalSummary> prune(PruneRule rule, boolean dryRun) {
        List<JournalSummary> removed =
                list().stream()
                        .skip(rule.keep())
                        .filter(rule::takes)
                        .filter(
                                one ->
                                        dryRun
                                                || JournalRemoval.remove(
                                                        root.resolve(one.id()), disk))
                        .toList();
        if (!removed.isEmpty() && folders().isEmpty()) {
            forgetCommands();
        }
        return removed;
    }

    private void forgetCommands() {
        try {
            openCommands().forget();
        } catch (IOException e) {
            throw StoreException.writing(root, e);
        }
    }

    /// The commands that did not come to their end.
    ///
    /// @return their marks, which lie in this folder
    public OpenCommands openCommands() {
        return new OpenCommands(root, disk);
    }

    /// The completed runs of all evaluations.
    ///
    /// @param except ids of evaluations to leave out
    /// @return the catalog, as of now
    /// @throws StoreException if the folder cannot be read
    public RunCatalog catalog(Set<String> except) {
        return new RunCatalog(sweep(id -> !except.contains(id)));
    }

    /// The completed runs of some evaluations.
    ///
    /// @param only their ids
    /// @return the catalog, as of now
    /// @throws StoreException if the folder cannot be read
    public RunCatalog catalogOf(Set<String> only) {
        return new RunCatalog(sweep(only::contains));
    }

    /// The journals of evaluations.
    ///
    /// @param wanted of which, by their ids
    /// @return these journals, the oldest first
    /// @throws StoreException if the folder cannot be read
    public JournalSweep sweep(Predicate<String> wanted) {
        record Numbered(long number, Path folder) {}
        return new JournalSweep(
                folders().stream()
                        .filter(folder -> wanted.test(folder.getFileName().toString()))
                        .filter(folder -> Files.exists(folder.resolve(JournalReader.NAME)))
                        .map(folder -> new Numbered(plans.number(folder), folder))
                        .sorted(
                                Comparator.comparingLong(Numbered::number)
                                        .thenComparing(Numbered::folder))
                        .map(Numbered::folder)
                        .toList());
    }

    /// Asks the process that holds an evaluation to stop it.
    ///
    /// @param id its id
    /// @return the request, which tells when it was seen
    /// @throws StoreException if there is no such evaluation, nobody holds it, or the disk refuses
    public StopRequest requestStop(String id) {
        Path folder = existing(id);
        if (JournalLock.holder(folder).isEmpty()) {
            throw new StoreException(
                    "the evaluation %s is not running: there is nothing to stop".formatted(folder),
                    null);
        }
        return StopRequests.ask(folder, disk);
    }

    private Path existing(String id) {
        JournalPlan.checkId(id);
        Path folder = root.resolve(id);
        if (!Files.isDirectory(folder)) {
            throw new StoreException(
                    "there is no evaluation %s: kbench journal lists those there are"
                            .formatted(folder),
                    null);
        }
        return folder;
    }

    private List<Path> folders() {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return new ArrayList<>(
                    all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .filter(folder -> plans.has(folder) || isEvaluation(folder))
                            .toList());
        } catch (IOException e) {
            throw StoreException.reading(root, e);
        }
    }

    /// A folder of other files is none: a removal leaves it. An empty one is an evaluation whose
    /// process died at once.
    private static boolean isEvaluation(Path folder) {
        return Stream.of(PlanFile.NAME, JournalReader.NAME, JournalLock.NAME)
                        .anyMatch(name -> Files.exists(folder.resolve(name)))
                || isEmpty(folder);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        } catch (IOException e) {
            throw StoreException.reading(folder, e);
        }
    }

    private long nextNumber() {
        return folders().stream().mapToLong(plans::number).max().orElse(0) + 1;
    }
}
