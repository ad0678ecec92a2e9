package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.key.CanonicalJson;
import dev.kbench.store.ShownRun;
import dev.kbench.store.ShownRun.Said;
import dev.kbench.store.ShownRun.Talk;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a run file says, for programs: one JSON object.
public final class ShownRecords {
    private ShownRecords() {}

    /// A run as JSON.
    ///
    /// @param run what its file says
    /// @return JSON in one line
    public static String of(ShownRun run) {
        return CanonicalJson.of(record(run));
    }

    private static Map<String, Object> record(ShownRun run) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("task", run.task());
        record.put("model", run.model());
        record.put("state", run.state());
        record.put("start", run.start());
        record.put("end", run.end());
        record.put("result", run.result());
        record.put("error", run.error());
        record.put("conversations", run.talks().stream().map(ShownRecords::record).toList());
        record.put("assertions", run.checks().stream().map(ShownRecords::record).toList());
        record.put("subruns", run.subruns().stream().map(ShownRecords::record).toList());
        return record;
    }

    private static Map<String, Object> record(Talk talk) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", talk.id());
        record.put("name", talk.name());
        record.put("parent", talk.parent());
        Usage usage = talk.usage();
        usage.inputTokens().ifPresent(tokens -> record.put("inputTokens", tokens));
        usage.outputTokens().ifPresent(tokens -> record.put("outputTokens", tokens));
        usage.costNanodollars().ifPresent(cost -> record.put("costNanodollars", cost));
        usage.unpricedCalls().ifPresent(calls -> record.put("unpricedCalls", calls));
        if (talk.replayed() > 0) {
            record.put("replayed", talk.replayed());
        }
        record.put("messages", talk.said().stream().map(ShownRecords::record).toList());
        return record;
    }

    private static Map<String, Object> record(Said said) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("role", said.role());
        record.put("sender", said.sender());
        record.put("text", said.text());
        if (said.order() >= 0) {
            record.put("order", said.order());
            record.put("speaker", said.speaker());
            record.put("channel", said.channel());
            record.put("shown", said.shown());
        }
        if (!said.open()) {
            record.put("visibleTo", said.listeners());
        }
        if (!said.repairs().isEmpty()) {
            record.put("repairs", said.repairs());
        }
        return record;
    }

    private static Map<String, Object> record(AssertionResult check) {
        Map<String, Object> record = new LinkedHashMap<>();
        if (!check.type().isEmpty()) {
            record.put("name", check.type());
        }
        record.put("passed", check.passed());
        record.put("expectation", check.expectation());
        record.put("line", check.line());
        if (!check.values().isEmpty()) {
            record.put("values", check.values());
        }
        if (!check.difference().isEmpty()) {
            record.put("difference", check.difference());
        }
        return record;
    }
}
