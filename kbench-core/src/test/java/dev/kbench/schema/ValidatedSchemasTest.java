package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What another's validator of JSON schema (draft 2020-12) says of the schemas that are made: that
/// they are some, that exact answers fit them, and that nothing is read that does not.
class ValidatedSchemasTest {
    private static final int VALUES = 60;
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final com.networknt.schema.Schema META =
            REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<SchemaLimits> WAYS =
            List.of(
                    SchemaLimits.STANDARD,
                    SchemaLimits.OPENAI,
                    SchemaLimits.GENAI,
                    SchemaLimits.ANTHROPIC,
                    SchemaLimits.LLAMA);

    static Stream<Values.Kind<?>> kinds() {
        return new Values(23).all().stream();
    }

    private static List<Error> errors(JsonSchema schema, Json instance) {
        return REGISTRY.getSchema(JSON.readTree(schema.json())).validate(node(instance));
    }

    /// Not by way of a text: half a surrogate pair is no JSON for others.
    private static JsonNode node(Json json) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (json) {
            case Json.Obj(var members) -> {
                ObjectNode object = nodes.objectNode();
                members.forEach(member -> object.set(member.name(), node(member.value())));
                yield object;
            }
            case Json.Arr(var items) -> {
                ArrayNode array = nodes.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Json.Str(String text) -> nodes.stringNode(text);
            case Json.Num(String digits) ->
                    digits.matches("-?\\d+")
                            ? nodes.numberNode(new BigInteger(digits))
                            : nodes.numberNode(new BigDecimal(digits));
            case Json.Bool(boolean flag) -> nodes.booleanNode(flag);
            case Json.Null _ -> nodes.nullNode();
        };
    }

    /// The form that models are told in words, and the one that each vendor is sent.
    private static List<JsonSchema> ways(Schema<?> schema) {
        return Stream.concat(
                        schema.json().stream(),
                        WAYS.stream().map(schema::sent).flatMap(Optional::stream))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachIsASchemaInEveryWayOfAsking(Values.Kind<?> kind) {
        for (JsonSchema way : ways(kind.schema())) {
            assertThat(META.validate(JSON.readTree(way.json()))).as(way.json()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void exactAnswersFit(Values.Kind<T> kind) {
        for (int i = 0; i < VALUES; i++) {
            String exact = kind.schema().write(kind.generator().get());
            for (JsonSchema way : ways(kind.schema())) {
                Json answer = AsSent.of(Json.parse(exact), way);
                assertThat(errors(way, answer)).as("%s in %s", answer.json(), way).isEmpty();
            }
        }
    }

    /// The other way round: what was sent is enforced.
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void whatIsReadWithoutRepairFits(Values.Kind<T> kind) {
        JsonSchema told = kind.schema().json().orElseThrow();
        Random random = new Random(31);
        for (int i = 0; i < 4 * VALUES; i++) {
            String exact = kind.schema().write(kind.generator().get());
            Json answer = misfit(Json.parse(exact), random);
            Optional<Reading<T>> reading = read(kind.schema(), answer.json());
            if (reading.isPresent() && reading.get().repairs().isEmpty()) {
                assertThat(strange(told, answer)).as("%s in %s", answer.json(), told).isEmpty();
            }
        }
    }

    /// What is wrong with an answer, but that it is bare, or gives a map as its entries: both are
    /// taken whatever was asked for.
    private static List<Error> strange(JsonSchema told, Json answer) {
        Json wrapped = new Json.Obj(List.of(new Json.Member("value", answer)));
        return errors(told, wrapped).isEmpty()
                ? List.of()
                : errors(told, answer).stream()
                        .filter(
                                error ->
                                        !(error.getKeyword().equals("type")
                                                && error.getSchemaNode().asString("").equals("object")
                                                && error.getInstanceNode().isArray()))
                        .toList();
    }

    /// What stands in an object of one field is changed, not that it does: a value that is not an
    /// object may be given bare.
    private static Json misfit(Json exact, Random random) {
        return exact instanceof Json.Obj(var members)
                        && members.size() == 1
                        && members.getFirst().name().equals("value")
                ? new Json.Obj(
                        List.of(
                                new Json.Member(
                                        "value", Misfits.of(members.getFirst().value(), random))))
                : Misfits.of(exact, random);
    }

    private static <T> Optional<Reading<T>> read(Schema<T> schema, String answer) {
        try {
            return Optional.of(schema.reading(answer));
        } catch (UnparsableAnswerException refused) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void defaultsFitWhereTheyStand(Values.Kind<?> kind) {
        for (JsonSchema way : ways(kind.schema())) {
            JsonNode root = JSON.readTree(way.json());
            List<JsonNode> places = new ArrayList<>();
            collect(root, places);
            for (JsonNode place : places) {
                JsonNode definitions = root.path("$defs");
                JsonNode schema =
                        JSON.valueToTree(
                                Map.of(
                                        "$defs",
                                        definitions.isObject() ? definitions : Map.of(),
                                        "allOf",
                                        List.of(place)));
                assertThat(REGISTRY.getSchema(schema).validate(place.path("default")))
                        .as("%s", place)
                        .isEmpty();
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isObject() && node.has("default") && !node.has("properties")) {
            places.add(node);
        }
        node.forEach(child -> collect(child, places));
    }

    @Test
    void someDoHaveDefaults() {
        List<JsonNode> places = new ArrayList<>();
        collect(JSON.readTree(Schema.of(Values.Review.class).json().orElseThrow().json()), places);
        assertThat(places).hasSize(2);
    }
}
