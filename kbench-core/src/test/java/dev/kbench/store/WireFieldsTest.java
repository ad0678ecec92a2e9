package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Each field of a run file, at every depth: the file is read without it, written without it, and
/// read with a neighbour that nobody knows yet.
class WireFieldsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    private static JsonNode full() {
        try (InputStream in = WireFieldsTest.class.getResourceAsStream("full.run.json")) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String rewritten(JsonNode tree) {
        try {
            Path file = Files.createTempFile(folder, "x", ".run.json");
            Files.write(file, JSON.writeValueAsBytes(tree));
            return Printed.text(RunFileReader.run(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Pointers to all fields. What stands in a dictionary or a message's part is the user's.
    private static void fields(JsonNode node, String path, List<String> found) {
        if (path.endsWith("dictResult") || path.contains("/parts/")) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            field -> {
                                String pointer = path + "/" + field.getKey();
                                found.add(pointer);
                                fields(field.getValue(), pointer, found);
                            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                fields(node.get(i), path + "/" + i, found);
            }
        }
    }

    private static ObjectNode owner(JsonNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static List<String> pointers() {
        List<String> found = new ArrayList<>();
        fields(full(), "", found);
        return found;
    }

    /// A test for each field of the full file.
    private static Stream<DynamicTest> perField(ThrowingConsumer<String> test) {
        return pointers().stream()
                .map(pointer -> DynamicTest.dynamicTest(pointer, () -> test.accept(pointer)));
    }

    /// The same, without the field that is written always and read never.
    private static Stream<DynamicTest> perKnownField(ThrowingConsumer<String> test) {
        return perField(test).filter(one -> !name(one.getDisplayName()).equals("modelVersionSlug"));
    }

    @Test
    void theFullFileHoldsEveryField() {
        List<String> found = pointers();
        assertThat(found.stream().map(WireFieldsTest::name).distinct().sorted())
                .containsExactly(
                        "assertions",
                        "booleanResult",
                        "confidenceInterval",
                        "contents",
                        "conversationId",
                        "conversationRequestIds",
                        "conversations",
                        "definition",
                        "description",
                        "dictResult",
                        "endTime",
                        "errorMessage",
                        "expectation",
                        "id",
                        "inputTokens",
                        "inputTokensCostNanodollars",
                        "lineNumber",
                        "metrics",
                        "modelVersion",
                        "modelVersionSlug",
                        "name",
                        "numericResult",
                        "outputTokens",
                        "outputTokensCostNanodollars",
                        "parts",
                        "pyRunId",
                        "requestId",
                        "requests",
                        "results",
                        "role",
                        "senderName",
                        "slug",
                        "startTime",
                        "state",
                        "status",
                        "subruns",
                        "subtaskFileNames",
                        "taskVersion",
                        "totalBackendLatencyMs",
                        "type",
                        "value",
                        "versionNumber");
    }

    @Test
    void theFullFileIsWrittenAsItWasRead() throws IOException {
        try (InputStream in = WireFieldsTest.class.getResourceAsStream("full.run.json")) {
            assertThat(rewritten(full()))
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @TestFactory
    Stream<DynamicTest> aFileIsReadAndWrittenWithoutAnyOneField() {
        return perField(
                pointer -> {
                    JsonNode without = full();
                    owner(without, pointer).remove(name(pointer));
                    assertThat(rewritten(without))
                            .isEqualTo(PlatformJson.print(JsonTree.of(without)));
                });
    }

    @TestFactory
    Stream<DynamicTest> aNullIsAFieldThatIsNotThere() {
        return perKnownField(
                pointer -> {
                    JsonNode without = full();
                    owner(without, pointer).remove(name(pointer));
                    JsonNode withNull = full();
                    owner(withNull, pointer).putNull(name(pointer));
                    assertThat(rewritten(withNull)).isEqualTo(rewritten(without));
                });
    }

    @TestFactory
    Stream<DynamicTest> aNeighbourThatNobodyKnowsIsKept() {
        return perField(
                pointer -> {
                    JsonNode with = full();
                    ArrayNode news = owner(with, pointer).putArray("newer");
                    news.add(1).addObject().put("a", 0.5).putNull("b");
                    assertThat(JSON.readTree(rewritten(with))).isEqualTo(with);
                });
    }

    @TestFactory
    Stream<DynamicTest> aFieldOfAnotherShapeIsRefusedByName() {
        return perKnownField(
                pointer -> {
                    JsonNode wrong = full();
                    ObjectNode owner = owner(wrong, pointer);
                    if (owner.get(name(pointer)).isContainer()) {
                        owner.put(name(pointer), 5);
                    } else {
                        owner.putArray(name(pointer));
                    }
                    assertThatThrownBy(() -> rewritten(wrong))
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining(
                                    " cannot be read as a task or run file:"
                                            + " '"
                                            + name(pointer)
                                            + "' ");
                });
    }

    @Test
    void numbersMayStandAsTextAndTextAsNumbers() {
        JsonNode tree = full();
        JsonNode same = full();
        ((ObjectNode) tree.at("/taskVersion")).put("versionNumber", "3");
        ((ObjectNode) tree.at("/assertions/0")).put("lineNumber", "12");
        ((ObjectNode) tree.at("/conversations/0/metrics")).put("totalBackendLatencyMs", 1152);
        ((ObjectNode) tree.at("/conversations/0/metrics")).put("inputTokens", 2507.0);
        assertThat(rewritten(tree)).isEqualTo(rewritten(same));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        for (String wrong : List.of("1.5", "x", "99999999999999999999", "4294967297")) {
            JsonNode tree = full();
            ((ObjectNode) tree.at("/assertions/0")).put("lineNumber", wrong);
            assertThatThrownBy(() -> rewritten(tree))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("'lineNumber' is ")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void aNumberThatJsonCannotHoldStandsAsText() {
        JsonNode tree = full();
        for (String text : List.of("NaN", "Infinity", "-Infinity")) {
            ((ObjectNode) tree.at("/results/1/numericResult")).put("value", text);
            assertThat(
                            JSON.readTree(rewritten(tree))
                                    .at("/results/1/numericResult/value")
                                    .asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void whatIsNoFileOfARunIsSaid() throws IOException {
        Path file = folder.resolve("bad.run.json");
        List<List<String>> cases =
                List.of(
                        List.of("", "expected a JSON object, got an empty file"),
                        List.of("[]", "expected a JSON object, got ARRAY"),
                        List.of("{\"state\": \n 12", "not valid JSON at line 2, column 4"),
                        List.of("{} {}", "not valid JSON at line 1, column 4"),
                        List.of("<html>", "not valid JSON at line 1, column 1"),
                        List.of(
                                "[".repeat(10_000),
                                "not JSON that can be read: Document nesting depth (501) exceeds"
                                        + " the maximum allowed (500, from"
                                        + " `StreamReadConstraints.getMaxNestingDepth()`)"));
        for (List<String> bad : cases) {
            Files.writeString(file, bad.getFirst());
            assertThatThrownBy(() -> RunFileReader.run(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(file + " cannot be read as a task or run file: " + bad.getLast());
        }
        assertThatThrownBy(() -> RunFileReader.task(folder.resolve("none.task.json")))
                .hasMessageEndingWith(
                        "cannot be read as a task or run file: there is no such file");
        assertThatThrownBy(() -> RunFileReader.run(folder))
                .hasMessageEndingWith(
                        "cannot be read as a task or run file: expected a file, got a folder");
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.run.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> RunFileReader.run(pipe))
                .hasMessage(
                        pipe
                                + " cannot be read as a task or run file: expected a file, got a"
                                + " pipe or a device");
    }

    @Test
    void aRunThatNeverEndedIsRead() throws IOException {
        Path file = folder.resolve("running.run.json");
        String text =
                """
                {
                  "taskVersion": {
                    "versionNumber": 1,
                    "name": "Quiz"
                  },
                  "modelVersion": {},
                  "state": "BENCHMARK_TASK_RUN_STATE_RUNNING",
                  "startTime": "2026-02-03T09:15:00Z",
                  "pyRunId": "Quiz-Run #1"
                }\
                """;
        Files.writeString(file, text);
        assertThat(Printed.text(RunFileReader.run(file))).isEqualTo(text);
    }
}
