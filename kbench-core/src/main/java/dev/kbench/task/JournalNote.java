package dev.kbench.task;

import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a journal says of the command that began it, beside the plan.
///
/// @param firstNumber the number of its first run
/// @param commands the ids of that command and of those that it went on with
record JournalNote(long firstNumber, Set<String> commands) {
    private static final JsonMapper JSON = JsonMapper.shared();

    JournalNote {
        commands = Collections.unmodifiableSet(new LinkedHashSet<>(commands));
    }

    static JournalNote of(JournalPlan plan) {
        JsonNode root = JSON.readTree(plan.details());
        Set<String> commands = new LinkedHashSet<>();
        root.path("commands").forEach(id -> commands.add(id.asString("")));
        return new JournalNote(root.path("firstNumber").asLong(1), commands);
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("firstNumber", firstNumber);
        ArrayNode ids = root.putArray("commands");
        new TreeSet<>(commands).forEach(ids::add);
        return JSON.writeValueAsString(root);
    }

    /// Whether an evaluation is part of commands that this one goes on with already.
    static boolean isOf(JournalSummary one, Set<String> commands) {
        return one.state() == JournalState.FINISHED
                && one.plan()
                        .filter(plan -> !Collections.disjoint(of(plan).commands(), commands))
                        .isPresent();
    }

    /// Whether a finished evaluation is part of a command that did not come to its end: another of
    /// its evaluations can still go on, and none of the same task and models was begun since.
    ///
    /// @param folder where they lie
    static boolean isOfUnfinished(JournalSummary one, JournalFolder folder) {
        if (one.state() != JournalState.FINISHED) {
            return false;
        }
        Set<List<Object>> newer = new LinkedHashSet<>();
        for (JournalSummary other : folder.list()) {
            Optional<JournalPlan> plan = other.plan();
            if (plan.isPresent()
                    && newer.add(List.of(plan.get().task(), plan.get().models()))
                    && other.canGoOn()
                    && !Collections.disjoint(
                            of(plan.get()).commands(), of(one.plan().orElseThrow()).commands())) {
                return true;
            }
        }
        return false;
    }
}
