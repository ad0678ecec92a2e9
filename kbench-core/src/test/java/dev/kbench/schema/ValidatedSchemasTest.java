package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// What another's validator of JSON schema (draft 2020-12) says of the schemas that are made: that
/// they are some, that exact answers fit them, and that nothing is read that does not.
class ValidatedSchemasTest {
    private static final int VALUES = 40;
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
            assertThat(Validator.errors(way)).as(way.json()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void exactAnswersFit(Values.Kind<T> kind) {
        List<JsonSchema> ways = ways(kind.schema());
        for (int i = 0; i < VALUES; i++) {
            String exact = kind.schema().write(kind.generator().get());
            for (JsonSchema way : ways) {
                Json answer = AsSent.of(Json.parse(exact), way);
                assertThat(Validator.errors(way, answer))
                        .as("%s in %s", answer.json(), way)
                        .isEmpty();
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
        return Validator.errors(told, wrapped).isEmpty()
                ? List.of()
                : Validator.errors(told, answer).stream()
                        .filter(
                                error ->
                                        !(error.getKeyword().equals("type")
                                                && error.getSchemaNode()
                                                        .asString("")
                                                        .equals("object")
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
            JsonNode root = Validator.tree(way);
            List<JsonNode> places = new ArrayList<>();
            collect(root, places);
            for (JsonNode place : places) {
                LinkedHashMap<String, Object> alone = new LinkedHashMap<>(way.tree());
                alone.keySet().retainAll(Set.of("$defs"));
                alone.putAll(JsonSchema.parse(place.toString()).tree());
                assertThat(Validator.errors(new JsonSchema(alone), place.path("default")))
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
        collect(Validator.tree(Schema.of(Values.Review.class).json().orElseThrow()), places);
        assertThat(places).hasSize(2);
    }
}
