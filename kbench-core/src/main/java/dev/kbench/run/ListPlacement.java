package dev.kbench.run;

import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What stands at the positions of a list, read from the runs' keys: rows by their content, and by
/// what the task was given where there is no data.
final class ListPlacement implements Placement {
    private final List<ModelRef> models;
    private final int[] model;
    private final int[] row;
    private final int[] cell;
    private final int[] trial;
    private final int rows;
    private final int cells;

    private record RowKey(SequencedMap<String, String> content, int occurrence, Params params) {}

    private record CellKey(int row, int model, String task, Params params) {}

    ListPlacement(List<? extends Run<?>> runs) {
        Map<ModelRef, Integer> seenModels = new LinkedHashMap<>();
        Map<RowKey, Integer> seenRows = new HashMap<>();
        Map<CellKey, Integer> seenCells = new HashMap<>();
        model = new int[runs.size()];
        row = new int[runs.size()];
        cell = new int[runs.size()];
        trial = new int[runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            RunKey key = runs.get(i).attempt().key();
            boolean hasData = !key.sample().columnSha256().isEmpty();
            model[i] = index(seenModels, key.model());
            row[i] =
                    index(
                            seenRows,
                            new RowKey(
                                    key.sample().columnSha256(),
                                    key.sample().occurrence(),
                                    hasData ? Params.of() : key.params()));
            cell[i] =
                    index(
                            seenCells,
                            new CellKey(row[i], model[i], key.task().name(), key.params()));
            trial[i] = key.trial();
        }
        models = List.copyOf(seenModels.keySet());
        rows = seenRows.size();
        cells = seenCells.size();
    }

    private static <K> int index(Map<K, Integer> seen, K key) {
        Integer index = seen.get(key);
        if (index == null) {
            index = seen.size();
            seen.put(key, index);
        }
        return index;
    }

    @Override
    public List<ModelRef> models() {
        return models;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public int model(int position) {
        return model[position];
    }

    @Override
    public int row(int position) {
        return row[position];
    }

    @Override
    public int cell(int position) {
        return cell[position];
    }

    @Override
    public int trial(int position) {
        return trial[position];
    }
}
