package dev.kbench.store;

import dev.kbench.store.RunFile.Assertion;
import dev.kbench.store.RunFile.Content;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Metrics;
import dev.kbench.store.RunFile.Numeric;
import dev.kbench.store.RunFile.Request;
import dev.kbench.store.RunFile.RequestRef;
import dev.kbench.store.RunFile.Result;
import dev.kbench.store.RunFile.TaskVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// From a file to a run's or a task's content. Reads what the platform's own library wrote: absent
/// fields, numbers as text, fields it does not know (they are kept).
final class RunFileReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    private RunFileReader(Path file) {
        this.file = file;
    }

    static RunFile run(Path file) {
        RunFileReader reader = new RunFileReader(file);
        return reader.run(reader.tree());
    }

    static TaskVersion task(Path file) {
        RunFileReader reader = new RunFileReader(file);
        return reader.task(reader.tree());
    }

    private JsonNode tree() {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            if (!tree.isObject()) {
                throw wrong(
                        "expected a JSON object, got %s"
                                .formatted(
                                        tree.isMissingNode()
                                                ? "an empty file"
                                                : tree.getNodeType()),
                        null);
            }
            return tree;
        } catch (JacksonException e) {
            throw wrong(
                    "not valid JSON at line %d, column %d"
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw wrong(e.toString(), e);
        }
    }

    private StoreException wrong(String what, @Nullable Throwable cause) {
        return new StoreException(
                "%s cannot be read as a task or run file: %s".formatted(file, what), cause);
    }

    private RunFile run(JsonNode node) {
        JsonNode model = node.get("modelVersion");
        return new RunFile(
                node.has("taskVersion") ? task(node.get("taskVersion")) : null,
                model == null ? null : text(model, "slug"),
                nullable(node, "state"),
                nullable(node, "startTime"),
                nullable(node, "endTime"),
                list(node, "conversations", this::conversation),
                list(node, "results", this::result),
                list(node, "assertions", this::assertion),
                list(node, "subruns", this::run),
                nullable(node, "pyRunId"),
                nullable(node, "errorMessage"),
                unknown(
                        node,
                        Set.of(
                                "taskVersion",
                                "modelVersion",
                                "state",
                                "startTime",
                                "endTime",
                                "conversations",
                                "results",
                                "assertions",
                                "subruns",
                                "pyRunId",
                                "errorMessage")));
    }

    private TaskVersion task(JsonNode node) {
        return new TaskVersion(
                integer(node, "versionNumber"),
                text(node, "name"),
                nullable(node, "description"),
                text(node, "definition"),
                list(node, "subtaskFileNames", JsonNode::asString));
    }

    private Conversation conversation(JsonNode node) {
        return new Conversation(
                text(node, "id"),
                list(node, "requests", this::request),
                metrics(node.get("metrics")),
                unknown(node, Set.of("id", "requests", "metrics")));
    }

    private Request request(JsonNode node) {
        return new Request(
                list(node, "contents", this::content),
                metrics(node.get("metrics")),
                text(node, "id"),
                unknown(node, Set.of("contents", "metrics", "id")));
    }

    private Content content(JsonNode node) {
        return new Content(
                list(node, "parts", part -> unknown(part, Set.of())),
                nullable(node, "role"),
                nullable(node, "senderName"));
    }

    private Metrics metrics(@Nullable JsonNode node) {
        if (node == null) {
            return new Metrics(0, 0, null, null, null, Map.of());
        }
        Long input = integer(node, "inputTokens");
        Long output = integer(node, "outputTokens");
        return new Metrics(
                input == null ? 0 : input,
                output == null ? 0 : output,
                integer(node, "inputTokensCostNanodollars"),
                integer(node, "outputTokensCostNanodollars"),
                integer(node, "totalBackendLatencyMs"),
                unknown(
                        node,
                        Set.of(
                                "inputTokens",
                                "outputTokens",
                                "inputTokensCostNanodollars",
                                "outputTokensCostNanodollars",
                                "totalBackendLatencyMs")));
    }

    private Result result(JsonNode node) {
        JsonNode number = node.get("numericResult");
        JsonNode interval = number == null ? null : number.get("confidenceInterval");
        JsonNode value = number == null ? null : number.get("value");
        JsonNode bool = node.get("booleanResult");
        return new Result(
                nullable(node, "type"),
                bool == null ? null : bool.asBoolean(),
                number == null
                        ? null
                        : new Numeric(
                                value == null ? 0 : value.asDouble(),
                                interval == null ? null : interval.asDouble()),
                node.has("dictResult") ? unknown(node.get("dictResult"), Set.of()) : null);
    }

    private Assertion assertion(JsonNode node) {
        Long line = integer(node, "lineNumber");
        return new Assertion(
                text(node, "expectation"),
                nullable(node, "status"),
                line == null ? 0 : line.intValue(),
                text(node, "definition"),
                list(
                        node,
                        "conversationRequestIds",
                        ref ->
                                new RequestRef(
                                        text(ref, "conversationId"), text(ref, "requestId"))));
    }

    private <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode items = node.get(name);
        if (items == null || items.isNull()) {
            return List.of();
        }
        if (!items.isArray()) {
            throw wrong("'%s' is no list".formatted(name), null);
        }
        List<T> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(read.apply(item)));
        return list;
    }

    private String text(JsonNode node, String name) {
        String text = nullable(node, name);
        return text == null ? "" : text;
    }

    private @Nullable String nullable(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw wrong("'%s' is no text".formatted(name), null);
        }
        return value.asString();
    }

    /// A whole number, which the platform writes as a number or, where it has 64 bits, as text.
    private @Nullable Long integer(JsonNode node, String name) {
        String text = nullable(node, name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong("'%s' is no whole number: %s".formatted(name, text), e);
        }
    }

    private static Map<String, Object> unknown(JsonNode node, Set<String> known) {
        Map<String, Object> rest = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        field -> {
                            if (!known.contains(field.getKey())) {
                                rest.put(field.getKey(), plain(field.getValue()));
                            }
                        });
        return rest;
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> unknown(node, Set.of());
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case BOOLEAN -> node.asBoolean();
            case NUMBER -> node.isIntegralNumber() ? node.bigIntegerValue() : node.asDouble();
            case NULL, MISSING -> null;
            default -> node.asString();
        };
    }
}
