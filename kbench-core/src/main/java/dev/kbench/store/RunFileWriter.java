package dev.kbench.store;

import dev.kbench.store.RunFile.Assertion;
import dev.kbench.store.RunFile.Content;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Metrics;
import dev.kbench.store.RunFile.ModelVersion;
import dev.kbench.store.RunFile.Numeric;
import dev.kbench.store.RunFile.Request;
import dev.kbench.store.RunFile.RequestRef;
import dev.kbench.store.RunFile.Result;
import dev.kbench.store.RunFile.TaskVersion;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// From a run file's content to its text. Fields stand in the order of the message's field numbers.
/// A field without presence is left out at its default, as proto3's JSON form does.
final class RunFileWriter {
    private RunFileWriter() {}

    static String text(RunFile file) {
        return PlatformJson.print(run(file));
    }

    static String text(TaskVersion task) {
        return PlatformJson.print(task(task));
    }

    private static Map<String, Object> run(RunFile file) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (file.taskVersion() != null) {
            tree.put("taskVersion", task(file.taskVersion()));
        }
        if (file.modelVersion() != null) {
            tree.put("modelVersion", model(file.modelVersion()));
        }
        put(tree, "state", file.state());
        put(tree, "startTime", file.startTime());
        put(tree, "endTime", file.endTime());
        list(tree, "conversations", file.conversations(), RunFileWriter::conversation);
        list(tree, "results", file.results(), RunFileWriter::result);
        list(tree, "assertions", file.assertions(), RunFileWriter::assertion);
        list(tree, "subruns", file.subruns(), RunFileWriter::run);
        put(tree, "pyRunId", file.pyRunId());
        put(tree, "errorMessage", file.errorMessage());
        tree.putAll(file.unknown());
        return tree;
    }

    private static Map<String, Object> task(TaskVersion task) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "versionNumber", task.versionNumber());
        text(tree, "name", task.name());
        put(tree, "description", task.description());
        text(tree, "definition", task.definition());
        if (!task.subtaskFileNames().isEmpty()) {
            tree.put("subtaskFileNames", task.subtaskFileNames());
        }
        tree.putAll(task.unknown());
        return tree;
    }

    private static Map<String, Object> model(ModelVersion model) {
        Map<String, Object> tree = new LinkedHashMap<>();
        text(tree, "slug", model.slug());
        tree.putAll(model.unknown());
        return tree;
    }

    private static Map<String, Object> conversation(Conversation conversation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        text(tree, "id", conversation.id());
        list(tree, "requests", conversation.requests(), RunFileWriter::request);
        metrics(tree, conversation.metrics());
        tree.putAll(conversation.unknown());
        return tree;
    }

    private static Map<String, Object> request(Request request) {
        Map<String, Object> tree = new LinkedHashMap<>();
        list(tree, "contents", request.contents(), RunFileWriter::content);
        metrics(tree, request.metrics());
        text(tree, "id", request.id());
        tree.putAll(request.unknown());
        return tree;
    }

    private static Map<String, Object> content(Content content) {
        Map<String, Object> tree = new LinkedHashMap<>();
        list(tree, "parts", content.parts(), part -> part);
        put(tree, "role", content.role());
        put(tree, "senderName", content.senderName());
        tree.putAll(content.unknown());
        return tree;
    }

    private static void metrics(Map<String, Object> parent, @Nullable Metrics metrics) {
        if (metrics == null) {
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tokens(tree, "inputTokens", metrics.inputTokens());
        tokens(tree, "outputTokens", metrics.outputTokens());
        int64(tree, "inputTokensCostNanodollars", metrics.inputCost());
        int64(tree, "outputTokensCostNanodollars", metrics.outputCost());
        int64(tree, "totalBackendLatencyMs", metrics.latencyMs());
        tree.putAll(metrics.unknown());
        parent.put("metrics", tree);
    }

    /// The platform's counts are 32 bits wide; one beyond them is unknown to it rather than cut.
    private static void tokens(Map<String, Object> tree, String name, long count) {
        if (count != 0 && count == (int) count) {
            tree.put(name, count);
        }
    }

    private static void int64(Map<String, Object> tree, String name, @Nullable Long value) {
        put(tree, name, value == null ? null : value.toString());
    }

    private static Map<String, Object> result(Result result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "type", result.type());
        put(tree, "booleanResult", result.bool());
        if (result.numeric() != null) {
            tree.put("numericResult", numeric(result.numeric()));
        }
        put(tree, "dictResult", result.dict());
        tree.putAll(result.unknown());
        return tree;
    }

    private static Map<String, Object> numeric(Numeric numeric) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (numeric.value() != 0 || 1 / numeric.value() < 0) {
            tree.put("value", decimal(numeric.value()));
        }
        if (numeric.confidenceInterval() != null) {
            tree.put("confidenceInterval", decimal(numeric.confidenceInterval()));
        }
        tree.putAll(numeric.unknown());
        return tree;
    }

    /// What is no finite number stands as text, as proto3's JSON form has it.
    private static Object decimal(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static Map<String, Object> assertion(Assertion assertion) {
        Map<String, Object> tree = new LinkedHashMap<>();
        text(tree, "expectation", assertion.expectation());
        put(tree, "status", assertion.status());
        if (assertion.lineNumber() != 0) {
            tree.put("lineNumber", assertion.lineNumber());
        }
        text(tree, "definition", assertion.definition());
        list(tree, "conversationRequestIds", assertion.requests(), RunFileWriter::reference);
        tree.putAll(assertion.unknown());
        return tree;
    }

    private static Map<String, Object> reference(RequestRef reference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        text(tree, "conversationId", reference.conversationId());
        text(tree, "requestId", reference.requestId());
        tree.putAll(reference.unknown());
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value);
        }
    }

    private static void text(Map<String, Object> tree, String name, String value) {
        put(tree, name, value.isEmpty() ? null : value);
    }

    private static <T> void list(
            Map<String, Object> tree,
            String name,
            List<T> items,
            Function<T, Map<String, Object>> map) {
        if (!items.isEmpty()) {
            tree.put(name, items.stream().map(map).toList());
        }
    }
}
