package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Schemas that a user wrote mean what they mean to another's validator: schemas and objects made
/// at random are accepted by both or refused by both.
class RawSchemasAgreeTest {
    private static final int SCHEMAS = 1_000;
    private static final int OBJECTS = 12;
    private static final List<String> NAMES = List.of("a", "b", "value", "type");
    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "null", "array", "object");

    private final Random random = new Random(41);

    @Test
    void withAnothersValidator() {
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            Map<String, Object> tree = new LinkedHashMap<>(Map.of("type", "object"));
            keywords(tree, 3);
            tree.put("type", "object");
            tree.put("$defs", Map.of("part", part()));
            JsonSchema schema = new JsonSchema(new LinkedHashMap<>(tree));
            Schema<Fields> ours = Schema.json(schema.json());
            for (int n = 0; n < OBJECTS; n++) {
                Json object = object(3);
                boolean fits = Validator.errors(schema, object).isEmpty();
                assertThat(reads(ours, object))
                        .as("%s by %s", object.json(), schema.json())
                        .isEqualTo(fits);
                accepted += fits ? 1 : 0;
                refused += fits ? 0 : 1;
            }
        }
        assertThat(accepted).isGreaterThan(SCHEMAS);
        assertThat(refused).isGreaterThan(SCHEMAS);
    }

    /// Whether it is read as it stands, not for what a field of it holds.
    private static boolean reads(Schema<Fields> schema, Json object) {
        try {
            return schema.reading(object.json()).repairs().isEmpty();
        } catch (UnparsableAnswerException e) {
            return false;
        }
    }

    private Map<String, Object> part() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", "object");
        part.put("properties", Map.of("a", Map.of("$ref", "#/$defs/part"), "b", schema(1)));
        return part;
    }

    private Map<String, Object> schema(int depth) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (random.nextInt(3) > 0) {
            schema.put(
                    "type",
                    random.nextInt(4) == 0
                            ? List.of("null", TYPES.get(random.nextInt(4)))
                            : TYPES.get(random.nextInt(TYPES.size())));
        }
        keywords(schema, depth);
        return schema;
    }

    private void keywords(Map<String, Object> schema, int depth) {
        for (int n = random.nextInt(4); n > 0; n--) {
            switch (random.nextInt(depth == 0 ? 12 : 19)) {
                case 0 -> schema.put("minimum", random.nextInt(5));
                case 1 -> schema.put("maximum", random.nextInt(3, 9) + 0.5);
                case 2 -> schema.put("exclusiveMinimum", random.nextInt(4));
                case 3 -> schema.put("exclusiveMaximum", 7);
                case 4 -> schema.put("minLength", random.nextInt(3));
                case 5 -> schema.put("maxLength", random.nextInt(4));
                case 6 ->
                        schema.put(
                                "pattern", List.of("^[a-z]*$", "x", "\\d").get(random.nextInt(3)));
                case 7 -> schema.put("enum", List.of(plain(0), plain(0), plain(1)));
                case 8 -> schema.put("const", plain(1));
                case 9 -> schema.put("minItems", random.nextInt(3));
                case 10 -> schema.put("uniqueItems", random.nextBoolean());
                case 11 -> schema.put("maxProperties", random.nextInt(1, 4));
                case 12 -> schema.put("items", schema(depth - 1));
                case 13 -> schema.put("properties", Map.of("a", schema(depth - 1), "b", schema(0)));
                case 14 -> schema.put("required", List.of(NAMES.get(random.nextInt(3))));
                case 15 ->
                        schema.put(
                                "additionalProperties",
                                random.nextBoolean() ? false : schema(depth - 1));
                case 16 ->
                        schema.put(
                                List.of("anyOf", "oneOf", "allOf").get(random.nextInt(3)),
                                List.of(schema(depth - 1), schema(0)));
                case 17 -> schema.put("propertyNames", Map.of("maxLength", 3));
                default -> schema.put("$ref", "#/$defs/part");
            }
        }
    }

    private Json object(int depth) {
        List<Json.Member> members = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(5) < 2) {
                members.add(new Json.Member(name, value(depth - 1)));
            }
        }
        return new Json.Obj(members);
    }

    private Json value(int depth) {
        return switch (random.nextInt(depth <= 0 ? 5 : 8)) {
            case 0 -> new Json.Null();
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 ->
                    new Json.Num(
                            List.of("0", "1.0", "2", "7", "3.5", "-1", "1e1")
                                    .get(random.nextInt(7)));
            case 3, 4 -> new Json.Str(List.of("", "x", "ab", "7", "É😀").get(random.nextInt(5)));
            case 5, 6 -> {
                List<Json> items = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    items.add(value(depth - 1));
                }
                yield new Json.Arr(items);
            }
            default -> object(depth);
        };
    }

    /// The same as plain data.
    private Object plain(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextInt(3);
            case 2 -> List.of("x", "ab", "7").get(random.nextInt(3));
            case 3 -> List.of(plain(0), plain(0));
            default -> Map.of("a", plain(0));
        };
    }
}
