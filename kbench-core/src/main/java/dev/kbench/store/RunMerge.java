package dev.kbench.store;

import dev.kbench.key.CanonicalJson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Makes one run file of many: a run for each task and model, whose result is the figure over the
/// runs that were given, since the platform's leaderboard shows one run of a task. Conversations
/// are not taken over; what they cost is.
///
/// The result of runs that pass or fail is the share that passed, of all that have a verdict; of
/// runs that give numbers, the mean over those that completed. Both are written with the half-width
/// of their 95 % interval, clustered by row, where there are two rows or more. Own results are
/// never counted again: a file that was merged is left out, and so is the second of two files with
/// the same content.
///
/// One thread.
public final class RunMerge {
    private final Optional<String> only;
    private final Map<String, MergeGroup> groups = new TreeMap<>();
    private final SortedSet<String> tasks = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> left = new ArrayList<>();

    /// A merge of nothing as yet.
    ///
    /// @param only the one task whose runs are merged; empty for all
    public RunMerge(Optional<String> only) {
        this.only = only;
    }

    /// What was written for a task and model.
    ///
    /// @param file the file
    /// @param task the task's name
    /// @param model the model's id; may be empty
    /// @param value the share or the mean
    /// @param interval the half-width of its 95 % interval; NaN where fewer than two rows were
    ///   measured
    /// @param over how many runs the figure is over: of a share all that have a verdict, of a mean
    ///   those that completed
    /// @param runs how many runs were given: completed, failed, unmeasured and made again together
    /// @param completed how many of them completed
    /// @param failed how many failed
    /// @param unmeasured how many have no verdict, nor any other run of their row
    /// @param madeAgain how many have none, but another run of their row does
    public record Merged(
            Path file,
            String task,
            String model,
            double value,
            double interval,
            long over,
            long runs,
            long completed,
            long failed,
            long unmeasured,
            long madeAgain) {}

    /// Takes in a run.
    ///
    /// @param file its file
    /// @throws StoreException if it cannot be read as a run file
    public void add(Path file) {
        RunFile run = RunFileReader.run(file);
        String task = run.taskVersion() == null ? "" : run.taskVersion().name();
        tasks.add(task);
        if (only.filter(name -> !name.equals(task)).isPresent()) {
            return;
        }
        if (OwnSection.isMerged(run)) {
            left.add("%s is left out: it was merged itself".formatted(file));
        } else if (!seen.add(digest(file))) {
            left.add("%s is left out: its content was there already".formatted(file));
        } else {
            String model = run.modelVersion() == null ? "" : run.modelVersion().slug();
            groups.computeIfAbsent(task + "\0" + model, _ -> new MergeGroup(task, model))
                    .add(file, run);
        }
    }

    private static String digest(Path file) {
        try {
            return CanonicalJson.sha256Text(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    /// What was left out, and why.
    ///
    /// @return a text for each file
    public List<String> leftOut() {
        return List.copyOf(left);
    }

    /// Writes a file for each task and model, in the order of their names. Nothing is written where
    /// one of them is refused. A file that an earlier merge has left there is replaced.
    ///
    /// @param folder gives where to; asked once all can be merged
    /// @param partial whether runs without a verdict may be left out of the figure
    /// @return what was written
    /// @throws StoreException if there is nothing to merge, if runs have no verdict and `partial`
    ///   is false, if they are of several versions, if their results have no mean, or if a file
    ///   cannot be written
    public List<Merged> write(Supplier<Path> folder, boolean partial) {
        if (groups.isEmpty()) {
            throw new StoreException(
                    only.map(
                                    name ->
                                            "there is no run of '%s' to merge: expected one of '%s'"
                                                    .formatted(name, String.join("', '", tasks)))
                            .orElse(
                                    "there is no run to merge: expected run files that were not"
                                            + " merged themselves"),
                    null);
        }
        List<MergeGroup.Made> all = groups.values().stream().map(one -> one.make(partial)).toList();
        RunFolder out = new RunFolder(folder.get());
        FileNames names = new FileNames(_ -> "");
        List<Merged> written = new ArrayList<>();
        for (MergeGroup.Made made : all) {
            String name = names.run(made.task(), MergeGroup.ID, "", made.model());
            out.replace(name, RunFileWriter.bytes(made.content()));
            written.add(made.told(out.resolve(name)));
        }
        return written;
    }
}
