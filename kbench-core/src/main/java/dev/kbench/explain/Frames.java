package dev.kbench.explain;

import dev.kbench.key.KeyDifferences;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keys without what their runs are about (task, model, trial; beside a row the parameters), each
/// once: a million runs have a few. One thread.
final class Frames {
    /// The frame of a key that found no room any more.
    static final int NONE = -1;

    /// How far frames of two tasks that have nothing to do with each other are apart.
    static final int FAR = Integer.MAX_VALUE;

    private static final int MOST = 20_000;
    private static final int REMEMBERED = 100_000;

    private final Map<RunKey, Integer> numbers = new HashMap<>();
    private final List<RunKey> keys = new ArrayList<>();
    private final Map<Long, List<String>> texts = new HashMap<>();

    /// The frame of a key.
    int of(RunKey key) {
        RunKey frame =
                new RunKey(
                        key.task(),
                        key.model(),
                        SampleRef.NONE,
                        KeyContent.hasRow(key) ? key.params() : Params.of(),
                        key.trial());
        Integer known = numbers.get(frame);
        if (known != null) {
            return known;
        }
        if (keys.size() == MOST) {
            return NONE;
        }
        numbers.put(frame, keys.size());
        keys.add(frame);
        return keys.size() - 1;
    }

    /// In how many parts two frames differ; {@link #FAR} where their tasks have neither name nor
    /// code in common.
    int distance(int before, int now) {
        if (before == now) {
            return before == NONE ? FAR : 0;
        }
        if (before == NONE || now == NONE || areStrangers(keys.get(before), keys.get(now))) {
            return FAR;
        }
        return differences(before, now).size();
    }

    private static boolean areStrangers(RunKey before, RunKey now) {
        return !before.task().name().equals(now.task().name())
                && !now.task().codeSha256().equals(before.task().codeSha256());
    }

    /// What differs between two frames, in words.
    List<String> differences(int before, int now) {
        long pair = ((long) before << 32) | now;
        List<String> known = texts.get(pair);
        if (known == null) {
            if (texts.size() == REMEMBERED) {
                texts.clear();
            }
            known = KeyDifferences.between(keys.get(before), keys.get(now));
            texts.put(pair, known);
        }
        return known;
    }
}
