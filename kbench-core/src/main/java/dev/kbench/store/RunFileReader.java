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

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would be waited for
            throw wrong(
                    "expected a file, got "
                            + (Files.isDirectory(file) ? "a folder" : "a pipe or a device"),
                    null);
        }
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
            TokenStreamLocation at = e.getLocation();
            throw wrong(
                    at == null // such as one that is nested too deeply
                            ? "not JSON that can be read: " + e.getOriginalMessage()
                            : "not valid JSON at line %d, column %d"
                                    .formatted(at.getLineNr(), at.getColumnNr()),
                    e);
        } catch (IOException e) {
            throw wrong(
                    switch (e) {
                        case NoSuchFileException _ -> "there is no such file";
                        case AccessDeniedException _ -> "access is denied";
                        default -> e.toString();
                    },
                    e);
        }
    }

    private StoreException wrong(String what, @Nullable Throwable cause) {
        return new StoreException(
                "%s cannot be read as a task or run file: %s".formatted(file, what), cause);
    }

    private RunFile run(JsonNode node) {
        return new RunFile(
                object(node, "taskVersion", this::task),
                object(node, "modelVersion", this::model),
                nullable(node, "state"),
                nullable(node, "startTime"),
                nullable(node, "endTime"),
                list(node, "conversations", this::conversation),
                list(node, "results", this::result),
                list(node, "assertions", this::assertion),
                list(node, "subruns", this::run),
                nullable(node, "pyRunId"),
                nullable(node, "errorMessage"),
                JsonTree.without(
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
                items(node, "subtaskFileNames").stream()
                        .map(item -> value(item, "subtaskFileNames").asString())
                        .toList(),
                JsonTree.without(
                        node,
                        Set.of(
                                "versionNumber",
                                "name",
                                "description",
                                "definition",
                                "subtaskFileNames")));
    }

    private ModelVersion model(JsonNode node) {
        return new ModelVersion(text(node, "slug"), JsonTree.without(node, Set.of("slug")));
    }

    private Conversation conversation(JsonNode node) {
        return new Conversation(
                text(node, "id"),
                list(node, "requests", this::request),
                object(node, "metrics", this::metrics),
                JsonTree.without(node, Set.of("id", "requests", "metrics")));
    }

    private Request request(JsonNode node) {
        return new Request(
                list(node, "contents", this::content),
                object(node, "metrics", this::metrics),
                text(node, "id"),
                JsonTree.without(node, Set.of("contents", "metrics", "id")));
    }

    private Content content(JsonNode node) {
        return new Content(
                list(node, "parts", JsonTree::of),
                nullable(node, "role"),
                nullable(node, "senderName"),
                JsonTree.without(node, Set.of("parts", "role", "senderName")));
    }

    private Metrics metrics(JsonNode node) {
        return new Metrics(
                orZero(integer(node, "inputTokens")),
                orZero(integer(node, "outputTokens")),
                integer(node, "inputTokensCostNanodollars"),
                integer(node, "outputTokensCostNanodollars"),
                integer(node, "totalBackendLatencyMs"),
                JsonTree.without(
                        node,
                        Set.of(
                                "inputTokens",
                                "outputTokens",
                                "inputTokensCostNanodollars",
                                "outputTokensCostNanodollars",
                                "totalBackendLatencyMs")));
    }

    private Result result(JsonNode node) {
        JsonNode bool = present(node, "booleanResult");
        if (bool != null && !bool.isBoolean()) {
            throw wrong("'booleanResult' is neither true nor false: " + bool, null);
        }
        return new Result(
                nullable(node, "type"),
                bool == null ? null : (Boolean) bool.booleanValue(),
                object(node, "numericResult", this::numeric),
                object(node, "dictResult", JsonTree::of),
                JsonTree.without(
                        node, Set.of("type", "booleanResult", "numericResult", "dictResult")));
    }

    private Numeric numeric(JsonNode node) {
        Double value = decimal(node, "value");
        return new Numeric(
                value == null ? 0 : value,
                decimal(node, "confidenceInterval"),
                JsonTree.without(node, Set.of("value", "confidenceInterval")));
    }

    private Assertion assertion(JsonNode node) {
        return new Assertion(
                text(node, "expectation"),
                nullable(node, "status"),
                line(node),
                text(node, "definition"),
                list(node, "conversationRequestIds", this::reference),
                JsonTree.without(
                        node,
                        Set.of(
                                "expectation",
                                "status",
                                "lineNumber",
                                "definition",
                                "conversationRequestIds")));
    }

    private int line(JsonNode node) {
        long line = orZero(integer(node, "lineNumber"));
        if (line != (int) line) {
            throw wrong("'lineNumber' is beyond 32 bits: " + line, null);
        }
        return (int) line;
    }

    private RequestRef reference(JsonNode node) {
        return new RequestRef(
                text(node, "conversationId"),
                text(node, "requestId"),
                JsonTree.without(node, Set.of("conversationId", "requestId")));
    }

    private static @Nullable JsonNode present(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> @Nullable T object(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode value = present(node, name);
        return value == null ? null : read.apply(checked(value, name));
    }

    private <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        return items(node, name).stream().map(item -> read.apply(checked(item, name))).toList();
    }

    private List<JsonNode> items(JsonNode node, String name) {
        JsonNode items = present(node, name);
        if (items == null) {
            return List.of();
        }
        if (!items.isArray()) {
            throw wrong("'%s' is no list".formatted(name), null);
        }
        return List.copyOf(items.values());
    }

    private JsonNode checked(JsonNode node, String name) {
        if (!node.isObject()) {
            throw wrong("'%s' holds no object but %s".formatted(name, node.getNodeType()), null);
        }
        return node;
    }

    private JsonNode value(JsonNode node, String name) {
        if (!node.isValueNode() || node.isNull()) {
            throw wrong("'%s' is no text".formatted(name), null);
        }
        return node;
    }

    private String text(JsonNode node, String name) {
        String text = nullable(node, name);
        return text == null ? "" : text;
    }

    private @Nullable String nullable(JsonNode node, String name) {
        JsonNode value = present(node, name);
        return value == null ? null : value(value, name).asString();
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    /// A whole number, which the platform writes as a number or, where it has 64 bits, as text.
    private @Nullable Long integer(JsonNode node, String name) {
        String text = nullable(node, name);
        try {
            return text == null ? null : (Long) new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong("'%s' is no whole number: %s".formatted(name, text), e);
        }
    }

    /// A decimal number; what JSON has no number for stands as text.
    private @Nullable Double decimal(JsonNode node, String name) {
        String text = nullable(node, name);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong("'%s' is no number: %s".formatted(name, text), e);
        }
    }
}
