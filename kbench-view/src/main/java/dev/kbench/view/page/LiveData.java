package dev.kbench.view.page;

import dev.kbench.internal.text.SafeText;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.index.RunSort;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.Events;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What the page of running evaluations is sent: their state whenever it has changed, and a sign of
/// life else.
final class LiveData {
    private static final int FEED = 30;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Shelf shelf;
    private final LiveEvaluations evaluations;

    LiveData(Shelf shelf, LiveEvaluations evaluations) {
        this.shelf = shelf;
        this.evaluations = evaluations;
    }

    Answer events() {
        return Events.of(this::send);
    }

    /// What has ended while somebody looked stays in sight, with what it came to.
    private void send(Events events) throws IOException, InterruptedException {
        events.ping(); // so that the browser knows at once that it is connected
        SequencedMap<String, LiveEvaluations.Running> seen = new LinkedHashMap<>();
        String last = "";
        while (!Thread.currentThread().isInterrupted()) {
            Set<String> running = new HashSet<>();
            for (LiveEvaluations.Running one : evaluations.running()) {
                running.add(one.id());
                seen.putLast(one.id(), one);
            }
            String state = state(seen.sequencedValues(), running);
            if (state.equals(last)) {
                events.ping();
            } else {
                events.send("state", state);
                last = state;
            }
            evaluations.await();
        }
    }

    Answer stop(String id) {
        evaluations.stop(id);
        return Answer.text(200, "%s is stopping: what has ended is kept\n".formatted(id));
    }

    private String state(Collection<LiveEvaluations.Running> seen, Set<String> running) {
        ObjectNode state = JSON.createObjectNode();
        ArrayNode all = state.putArray("evaluations");
        for (LiveEvaluations.Running one : seen) {
            all.add(counts(one).put("running", running.contains(one.id())));
        }
        ArrayNode feed = state.putArray("feed");
        if (!seen.isEmpty()) {
            RunQuery of =
                    RunQuery.ALL
                            .with(
                                    RunColumn.EVALUATION,
                                    seen.stream().map(LiveEvaluations.Running::id).toList())
                            .with(RunColumn.PASSED, List.of("false"))
                            .withSort(Optional.of(new RunSort(RunColumn.START.key(), false)));
            shelf.search(of).lines(0, FEED).forEach(line -> feed.add(failing(line)));
        }
        return JSON.writeValueAsString(state);
    }

    private ObjectNode counts(LiveEvaluations.Running one) {
        RunQuery query = RunQuery.ALL.with(RunColumn.EVALUATION, List.of(one.id()));
        ObjectNode counts = JSON.createObjectNode();
        counts.put("id", one.id());
        counts.put("task", SafeText.line(one.task()));
        ArrayNode models = counts.putArray("models");
        one.models().forEach(model -> models.add(SafeText.line(model)));
        counts.put("planned", one.planned());
        counts.put("began", one.began().toString());
        RunGroup done =
                shelf.groups(query.withGroup(RunColumn.EVALUATION.key())).stream()
                        .findFirst()
                        .orElse(new RunGroup(one.id(), 0, 0, 0, 0));
        counts.put("done", done.total());
        counts.put("passed", done.passed());
        counts.put("notPassed", done.failed());
        counts.put("unmeasured", done.unmeasured());
        return counts;
    }

    private static ObjectNode failing(RunLine line) {
        ObjectNode made = JSON.createObjectNode();
        made.put("id", line.id().text());
        made.put("outcome", line.outcome());
        made.put("reason", line.reason());
        made.put("task", SafeText.line(line.task()));
        made.put("model", SafeText.line(line.model()));
        made.put("label", SafeText.line(line.label().isEmpty() ? line.number() : line.label()));
        made.put("result", SafeText.line(line.result()));
        line.start().ifPresent(start -> made.put("start", start.toString()));
        return made;
    }
}
