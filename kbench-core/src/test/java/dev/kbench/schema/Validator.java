package dev.kbench.schema;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;

import dev.kbench.internal.answer.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Another's validator of JSON schema, draft 2020-12.
final class Validator {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final com.networknt.schema.Schema META =
            REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    /// Each object that was asked about: to compile one costs more than to use it.
    private static final Map<JsonSchema, com.networknt.schema.Schema> COMPILED =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private Validator() {}

    /// What is wrong with a schema itself.
    static List<Error> errors(JsonSchema schema) {
        return META.validate(JSON.readTree(schema.json()));
    }

    /// What is wrong with a value.
    static List<Error> errors(JsonSchema schema, Json value) {
        return errors(schema, node(value));
    }

    static List<Error> errors(JsonSchema schema, JsonNode value) {
        return COMPILED.computeIfAbsent(
                        schema, each -> REGISTRY.getSchema(JSON.readTree(each.json())))
                .validate(value);
    }

    static JsonNode tree(JsonSchema schema) {
        return JSON.readTree(schema.json());
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
}
