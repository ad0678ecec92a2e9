package dev.kbench.view.page;

import dev.kbench.event.Usage;
import dev.kbench.internal.text.SafeText;
import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.RefusedException;
import dev.kbench.view.web.Request;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the script of the table of runs asks for, as JSON. Texts to be shown are harmless and on
/// one line; values that go back into a search are as they are.
final class RunsData {
    /// The most lines of one answer.
    static final int MOST = 500;

    /// How many lines the table asks for at once: `BLOCK` of its script.
    private static final int BLOCK = 100;

    private static final int MOST_VALUES = 200;
    private static final List<RunColumn> LISTED =
            List.of(
                    RunColumn.TASK,
                    RunColumn.MODEL,
                    RunColumn.OUTCOME,
                    RunColumn.REASON,
                    RunColumn.EVALUATION);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Shelf shelf;

    RunsData(Shelf shelf) {
        this.shelf = shelf;
    }

    Answer lines(Request request, RunQuery query) {
        long from = request.number("from", 0, Long.MAX_VALUE);
        int count = (int) request.number("count", BLOCK, MOST);
        return answer(lines(query, from, count));
    }

    /// The lines around the one that an address chooses, for the page to be shown with; empty where
    /// the address is no search: the page says so.
    String firstLines(Request request) {
        try {
            long chosen = request.number("at", 0, Long.MAX_VALUE);
            return JSON.writeValueAsString(
                    lines(Ids.query(request, "at", "cols"), chosen / BLOCK * BLOCK, BLOCK));
        } catch (RefusedException e) {
            return "";
        }
    }

    private ObjectNode lines(RunQuery query, long from, int count) {
        Shelf.Found found = shelf.search(query);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("total", found.total());
        ArrayNode lines = answer.putArray("lines");
        for (RunLine line : found.lines(from, count)) {
            lines.add(line(line));
        }
        return answer;
    }

    Answer facets(RunQuery query) {
        Facets facets = shelf.facets(query);
        ObjectNode answer = JSON.createObjectNode();
        for (RunColumn column : LISTED) {
            ArrayNode values = answer.putArray(column.key());
            facets.counts().getOrDefault(column, new LinkedHashMap<>()).entrySet().stream()
                    .limit(MOST_VALUES)
                    .forEach(
                            one ->
                                    values.addObject()
                                            .put("value", one.getKey())
                                            .put("shown", SafeText.line(one.getKey()))
                                            .put("count", one.getValue()));
        }
        ArrayNode params = answer.putArray("params");
        facets.params().forEach(params::add);
        return answer(answer);
    }

    Answer groups(RunQuery query) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode groups = answer.putArray("groups");
        for (RunGroup one : shelf.groups(query)) {
            groups.addObject()
                    .put("value", one.value())
                    .put("shown", SafeText.line(one.value()))
                    .put("runs", one.total())
                    .put("passed", one.passed())
                    .put("failed", one.failed())
                    .put("unmeasured", one.unmeasured());
        }
        return answer(answer);
    }

    /// Where the next run that did not pass stands: -1 where there is none.
    Answer failing(Request request, RunQuery query) {
        RunId id = Ids.of(request.value("id").orElse(""));
        Shelf.Found found = shelf.search(query);
        Optional<RunId> next =
                request.value("direction").filter("previous"::equals).isPresent()
                        ? found.previousFailing(id)
                        : found.nextFailing(id);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("index", next.map(found::indexOf).orElse(-1L));
        return answer(answer);
    }

    private static ObjectNode line(RunLine line) {
        ObjectNode made = JSON.createObjectNode();
        made.put("id", line.id().text());
        text(made, "evaluation", line.evaluation());
        text(made, "task", line.task());
        text(made, "model", line.model());
        text(made, "number", line.number());
        text(made, "label", line.label());
        made.put("trial", line.trial());
        made.put("attempt", line.attempt());
        made.put("outcome", line.outcome());
        text(made, "reason", line.reason());
        made.put("passed", line.passed());
        line.score().ifPresent(score -> made.put("score", score));
        text(made, "result", line.result());
        text(made, "answer", line.answer());
        text(made, "trouble", line.trouble());
        usage(made, line.usage());
        line.start().ifPresent(start -> made.put("start", start.toString()));
        line.duration().ifPresent(time -> made.put("duration", time.toNanos() / 1e9));
        ObjectNode params = made.putObject("params");
        for (Map.Entry<String, String> param : line.params().entrySet()) {
            params.put(param.getKey(), SafeText.line(param.getValue()));
        }
        return made;
    }

    private static void usage(ObjectNode made, Usage usage) {
        put(made, "input", usage.inputTokens());
        put(made, "output", usage.outputTokens());
        if (usage.costNanodollars().isPresent()) {
            made.put("cost", usage.costNanodollars().getAsLong() / 1e9);
        }
    }

    private static void put(ObjectNode made, String name, OptionalLong value) {
        if (value.isPresent()) {
            made.put(name, value.getAsLong());
        }
    }

    private static void text(ObjectNode made, String name, String text) {
        if (!text.isEmpty()) {
            made.put(name, SafeText.line(text));
        }
    }

    private static Answer answer(ObjectNode content) {
        return Answer.json(JSON.writeValueAsBytes(content));
    }
}
