package dev.kbench.run;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Joins two sources. Where both were planned alike, position by position, once every position that
/// both have is the same run (task, version, model, row, parameters, trial) in both; else each
/// later run by its identity, which must be one of the first's. Of two runs the one that says more
/// is taken: completed, else failed, else unmeasured; of two that say as much the completed one of
/// the first, else the later.
final class Merging<T extends @Nullable Object> {
    private final RunSource<T> first;
    private final RunSource<T> later;

    Merging(RunSource<T> first, RunSource<T> later) {
        this.first = first;
        this.later = later;
    }

    RunSource<T> merged() {
        if (later.size() == 0) {
            return first;
        }
        int mismatch = mismatch();
        if (first.positions() == later.positions() && mismatch < 0) {
            return byPosition();
        }
        return byIdentity(mismatch);
    }

    /// The index in later of the first run that is another than the one at its position, -1 where
    /// all agree.
    private int mismatch() {
        int i = 0;
        for (int j = 0; j < later.size(); j++) {
            while (i < first.size() && first.position(i) < later.position(j)) {
                i++;
            }
            if (i < first.size()
                    && first.position(i) == later.position(j)
                    && first.identity(i) != later.identity(j)) {
                return j;
            }
        }
        return -1;
    }

    private RunSource<T> byPosition() {
        MergedRuns.Picks picks = new MergedRuns.Picks(first.size() + later.size());
        int i = 0;
        int j = 0;
        while (i < first.size() || j < later.size()) {
            int atFirst = i < first.size() ? first.position(i) : Integer.MAX_VALUE;
            int atLater = j < later.size() ? later.position(j) : Integer.MAX_VALUE;
            if (atFirst < atLater) {
                picks.add(i++, -1, false);
            } else if (atLater < atFirst) {
                requireSameModels(j);
                picks.add(-1, j++, true);
            } else {
                picks.add(i, j, takesLater(i++, j++));
            }
        }
        return merged(picks);
    }

    private RunSource<T> merged(MergedRuns.Picks picks) {
        return new MergedRuns<>(first, later, picks, Math.max(first.planned(), picks.size()));
    }

    private void requireSameModels(int added) {
        if (!first.models().equals(later.models())) {
            throw refused(later.run(added), "was not run by the first, which has other models");
        }
    }

    private boolean takesLater(int inFirst, int inLater) {
        int worth = worth(first.state(inFirst));
        return worth < 2 && worth(later.state(inLater)) >= worth;
    }

    private static int worth(int state) {
        if (RunState.completed(state)) {
            return 2;
        }
        return RunState.failed(state) ? 1 : 0;
    }

    private RunSource<T> byIdentity(int mismatch) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            if (places.put(first.identity(i), i) != null) {
                throw new IllegalArgumentException(
                        "merge cannot tell which of %d runs the %d later ones belong to: %s is there more than once"
                                .formatted(first.size(), later.size(), shown(first.run(i))));
            }
        }
        int[] replacing = new int[first.size()];
        Arrays.fill(replacing, -1);
        for (int j = 0; j < later.size(); j++) {
            Integer place = places.get(later.identity(j));
            if (place == null) {
                throw refused(later.run(mismatch < 0 ? j : mismatch), "is none of the first runs");
            }
            replacing[place] = j;
        }
        MergedRuns.Picks picks = new MergedRuns.Picks(first.size());
        for (int i = 0; i < first.size(); i++) {
            int j = replacing[i];
            picks.add(i, j, j >= 0 && takesLater(i, j));
        }
        return merged(picks);
    }

    private IllegalArgumentException refused(Run<?> run, String why) {
        return new IllegalArgumentException(
                "merge joins runs of the same task, model, row, parameters and trial: %s of the later runs %s (%d of %d planned); evaluate the same data again"
                        .formatted(shown(run), why, first.size(), first.planned()));
    }

    private static String shown(Run<?> run) {
        String label = run.privateValues().text(run.identity().label());
        return "%s/%s (%s%s, trial %d)"
                .formatted(
                        run.task().name(),
                        run.id(),
                        label.isEmpty() ? "no row" : "row '" + label + "'",
                        run.model().map(model -> ", " + model.id()).orElse(""),
                        run.attempt().key().trial());
    }
}
