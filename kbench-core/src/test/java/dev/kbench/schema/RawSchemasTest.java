package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.internal.answer.Json;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;

/// Schemas that a user writes as JSON.
class RawSchemasTest {
    private static final Schema<Fields> ORDER =
            Schema.json(
                    """
                    {"type": "object", "title": "Order",
                     "properties": {
                       "id": {"type": "integer", "minimum": 1},
                       "total": {"type": "number"},
                       "state": {"enum": ["open", "paid", null]},
                       "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}}},
                     "required": ["id", "lines"], "additionalProperties": false,
                     "$defs": {"line": {"type": "object",
                       "properties": {
                         "name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 5},
                         "inside": {"type": "array", "items": {"$ref": "#/$defs/line"}}},
                       "required": ["name"]}}}
                    """);

    private static void refused(String answer, String... problems) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .as(answer)
                .isThrownBy(() -> ORDER.read(answer))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .extracting(AnswerProblem::toString)
                                        .containsExactly(problems));
    }

    @Test
    void giveFields() {
        Fields order =
                ORDER.read(
                        """
                        {"id": 7, "total": 1.50, "state": null,
                         "lines": [{"name": "a", "inside": [{"name": "b", "note": "!"}]}]}
                        """);
        assertThat(order.asMap().get("id")).isEqualTo(7L);
        assertThat(order.asMap().get("total")).isEqualTo(new BigDecimal("1.50"));
        assertThat(order.asMap()).containsEntry("state", null);
        Fields line = (Fields) order.list("lines").getFirst();
        assertThat(((Fields) line.list("inside").getFirst()).text("note")).isEqualTo("!");
    }

    @Test
    void areEnforcedInListsAndBehindReferences() {
        refused("{\"id\": 0, \"lines\": [{\"name\": \"a\"}]}", "$.id must be at least 1, got 0");
        refused("{\"lines\": [{\"name\": \"a\"}]}", "$.id is missing");
        refused("{\"id\": 1, \"lines\": []}", "$.lines must have at least 1 item, it has 0");
        refused(
                "{\"id\": 1, \"lines\": [{\"name\": \"a\"}, {\"name\": \"A1\"}]}",
                "$.lines[1].name must match ^[a-z]+$, got \"A1\"");
        refused(
                "{\"id\": 1, \"lines\": [{\"name\": \"a\", \"inside\": [{\"name\": \"abcdef\"}]}]}",
                "$.lines[0].inside[0].name must have at most 5 characters, it has 6");
        refused(
                "{\"id\": 1, \"lines\": [{\"name\": \"a\"}], \"more\": 2}",
                "$.more was not asked for, got 2");
        refused(
                "{\"id\": 1, \"state\": \"gone\", \"lines\": [{\"name\": \"a\"}]}",
                "$.state must be one of \"open\", \"paid\", null, got \"gone\"");
        refused(
                "{\"id\": \"1\", \"lines\": [{\"name\": \"a\"}]}",
                "$.id must be of type integer, got \"1\"");
    }

    @Test
    void areToldAndSentAsTheyWereWritten() {
        assertThat(ORDER.told().orElseThrow()).contains(ORDER.json().orElseThrow().json());
        assertThat(ORDER.sent(SchemaLimits.STANDARD)).isEqualTo(ORDER.json());
        assertThat(ORDER.answerName()).isEqualTo("Order");
        MockLlm llm = MockLlm.replying("Sure!\n{\"id\": 1, \"lines\": [{\"name\": \"a\"}],}");
        assertThat(llm.prompt("?", ORDER).asMap()).containsEntry("id", 1L);
    }

    @Test
    void theirAnswersCanBeWritten() {
        String answer = "{\"id\":7,\"total\":1.5,\"lines\":[{\"name\":\"a\",\"inside\":[]}]}";
        assertThat(ORDER.write(ORDER.read(answer))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"string\"}|a schema must describe an object: expected \"type\":"
                        + " \"object\", got string",
                "{}|a schema must describe an object: expected \"type\": \"object\", got null",
                "{\"type\": \"object\", \"if\": {}}|$.if: is a keyword that is not enforced on"
                        + " answers; leave it out",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"text\"}}}"
                        + "|$.properties.a.type: knows no type text",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"(\"}}}"
                        + "|$.properties.a.pattern: expected a regular expression: Unclosed group",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"minLength\": -1}}}"
                        + "|$.properties.a.minLength: expected a whole number of 0 or more, got -1",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"minimum\": \"1\"}}}"
                        + "|$.properties.a.minimum: expected a number, got 1",
                "{\"type\": \"object\", \"properties\": {\"a\": 7}}"
                        + "|$.properties.a: expected a schema, got 7",
                "{\"type\": \"object\", \"required\": \"a\"}|$.required: expected a list, got a",
                "{\"type\": \"object\", \"anyOf\": []}"
                        + "|$.anyOf: expected at least one schema, got none",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"https://e.org/s\"}}}"
                        + "|$.properties.a.$ref: must refer into the schema itself, got"
                        + " https://e.org/s",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#/$defs/b\"}}}"
                        + "|$.properties.a.$ref: refers to nothing: #/$defs/b",
            })
    void thatCannotBeEnforcedAreRefused(String schema, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.json(schema))
                .withMessage(message);
    }

    /// Their check would not end.
    @Test
    void thatReferToThemselvesOnTheSpotAreRefused() {
        for (String schema :
                List.of(
                        "{\"type\": \"object\", \"$ref\": \"#\"}",
                        "{\"type\": \"object\", \"anyOf\": [{\"$ref\": \"#\"}, {\"minProperties\":"
                                + " 1}]}",
                        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#/$defs/a\"}},"
                                + " \"$defs\": {\"a\": {\"allOf\": [{\"$ref\": \"#/$defs/b\"}]},"
                                + " \"b\": {\"$ref\": \"#/$defs/a\"}}}")) {
            assertThatIllegalArgumentException()
                    .as(schema)
                    .isThrownBy(() -> Schema.json(schema))
                    .withMessageContaining(
                            "refers to itself without a step into the value; put it under"
                                    + " properties or items");
        }
    }

    /// Two forms that differ at the deepest place alone, a hundred times inside each other.
    @Test
    void whoseFormsLieInsideEachOtherAreCheckedInStepsThatAreBounded() {
        Schema<Fields> schema =
                Schema.json(
                        """
                        {"type": "object", "properties": {"x": {"$ref": "#/$defs/node"}},
                         "required": ["x"],
                         "$defs": {"node": {"anyOf": [
                           {"type": "object", "properties": {"x": {"$ref": "#/$defs/node"}},
                            "required": ["x"]},
                           {"type": "object", "properties": {"x": {"$ref": "#/$defs/node"}},
                            "required": ["x"], "maxProperties": 2},
                           {"const": 0}]}}}
                        """);
        int deep = 100;
        for (String end : List.of("0", "1")) {
            String answer = "{\"x\": ".repeat(deep) + end + "}".repeat(deep);
            RawChecks checks = new RawChecks();
            RawShape shape = (RawShape) schema.shape();
            Json value = Json.parse(answer);
            if (end.equals("0")) {
                shape.check(value, Spot.root(new Repairs()), checks);
                assertThat(schema.read(answer).asMap()).containsKey("x");
            } else {
                assertThatExceptionOfType(MisfitException.class)
                        .isThrownBy(() -> shape.check(value, Spot.root(new Repairs()), checks));
                assertThatExceptionOfType(UnparsableAnswerException.class)
                        .isThrownBy(() -> schema.read(answer))
                        .withMessageContaining(
                                "$.x must fit one of 3 forms, it fits 0, got an object");
            }
            assertThat(checks.steps()).isBetween((long) deep, 6L * deep);
        }
    }

    /// The same on one value: each definition has the next one twice.
    @Test
    void whoseReferencesMultiplyAreCheckedInStepsThatAreBounded() {
        int many = 100;
        StringBuilder definitions = new StringBuilder();
        for (int i = 0; i < many; i++) {
            String next = "{\"$ref\": \"#/$defs/d%d\"}".formatted(i + 1);
            definitions.append("\"d%d\": {\"anyOf\": [%s, %s]}, ".formatted(i, next, next));
        }
        Schema<Fields> schema =
                Schema.json(
                        """
                        {"type": "object", "properties": {"x": {"$ref": "#/$defs/d0"},
                         "y": {"$ref": "#/$defs/d0"}}, "required": ["x", "y"], "additionalProperties": false,
                         "$defs": {%s "d%d": {"type": "null"}}}
                        """
                                .formatted(definitions, many));
        RawChecks checks = new RawChecks();
        ((RawShape) schema.shape())
                .check(Json.parse("{\"x\": null, \"y\": null}"), Spot.root(new Repairs()), checks);
        assertThat(checks.steps()).isBetween(2L * many, 8L * many);
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> schema.read("{\"x\": null, \"y\": 1}"))
                .withMessageContaining("$.y must fit one of 2 forms, it fits 0, got 1");
        for (SchemaLimits vendor :
                List.of(
                        SchemaLimits.OPENAI,
                        SchemaLimits.GENAI,
                        SchemaLimits.ANTHROPIC,
                        SchemaLimits.LLAMA)) {
            assertThat(schema.sent(vendor)).as(vendor.toString()).isPresent();
        }
        assertThat(schema.json().orElseThrow().openApi()).as("written out").isEmpty();
    }

    @Test
    void thatAreNoJsonAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.json("type: object"));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.json("[]"));
        assertThatNullPointerException()
                .isThrownBy(() -> Schema.json(null))
                .withMessage("json: expected JSON, got null");
    }
}
