package dev.kbench.cli.show;

import dev.kbench.explain.Explained;
import dev.kbench.key.CanonicalJson;
import dev.kbench.workspace.PlannedRuns;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why runs are read back or made, for programs: a JSON object on a line. With all, one for each
/// run; else one for each set of reasons, with the number of its runs and the first of them.
///
/// One thread.
public final class ReasonRecords implements ReasonSink {
    private final PrintStream out;
    private final boolean all;
    private final Map<List<Object>, Long> counts = new LinkedHashMap<>();
    private final Map<List<Object>, Explained> first = new LinkedHashMap<>();

    /// Records that are written as they come.
    ///
    /// @param out where to
    /// @param all whether each run has a record of its own
    public ReasonRecords(PrintStream out, boolean all) {
        this.out = out;
        this.all = all;
    }

    @Override
    public void add(Explained run) {
        if (all) {
            write(record(run));
        } else {
            List<Object> group = List.of(run.reused(), run.evaluation(), run.alike());
            counts.merge(group, 1L, Long::sum);
            first.putIfAbsent(group, run);
        }
    }

    private static Map<String, Object> record(Explained run) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("task", run.key().task().name());
        record.put("position", run.position());
        record.put("row", run.row());
        record.put("model", run.key().model().id());
        record.put("params", run.key().params());
        record.put("trial", run.key().trial());
        record.put("reused", run.reused());
        record.put("evaluation", run.evaluation());
        record.put("reasons", run.reasons());
        return record;
    }

    private void write(Map<String, Object> record) {
        out.println(CanonicalJson.of(record));
    }

    @Override
    public void end(PlannedRuns planned) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("task", planned.task());
        summary.put("runs", planned.size());
        summary.put("continues", planned.continued());
        write(summary);
        first.forEach(
                (group, run) -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("task", run.key().task().name());
                    record.put("reused", run.reused());
                    record.put("evaluation", run.evaluation());
                    record.put("reasons", run.alike());
                    record.put("count", counts.get(group));
                    record.put("first", record(run));
                    write(record);
                });
        counts.clear();
        first.clear();
    }
}
