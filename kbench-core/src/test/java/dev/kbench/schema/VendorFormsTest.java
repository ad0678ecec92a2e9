package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Schemas that the user or a tool wrote, in the forms of the vendors.
class VendorFormsTest {
    private static JsonSchema schema(String json) {
        return JsonSchema.parse(json);
    }

    private static String anthropic(String json) {
        return schema(json).within(SchemaLimits.ANTHROPIC).map(JsonSchema::json).orElse("none");
    }

    private static String openApi(String json) {
        return schema(json).openApi().map(JsonSchema::json).orElse("none");
    }

    @Test
    void whatAVendorDoesNotTakeIsToldInTheDescription() {
        assertThat(
                        anthropic(
                                """
                                {"type":"array","minItems":2,"maxItems":4,"description":"Some.",
                                "items":{"type":"integer","minimum":1}}
                                """))
                .isEqualTo(
                        "{\"type\":\"array\",\"description\":\"Some. {minItems: 2, maxItems: 4}\","
                                + "\"items\":{\"type\":\"integer\","
                                + "\"description\":\"{minimum: 1}\"}}");
    }

    @Test
    void anthropicTakesALeastOfOneItem() {
        String list = "{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\"}}";
        assertThat(anthropic(list)).isEqualTo(list);
        assertThat(anthropic(list.replace(":1,", ":0,"))).contains("\"minItems\":0");
        assertThat(schema(list.replace(":1,", ":7,")).within(SchemaLimits.OPENAI).orElseThrow())
                .isEqualTo(schema(list.replace(":1,", ":7,")));
    }

    @Test
    void rewritingTwiceChangesNothing() {
        String once =
                anthropic(
                        """
                        {"type":"object","properties":{"n":{"type":"integer","maximum":9}},
                        "required":["n"]}
                        """);
        assertThat(anthropic(once)).isEqualTo(once).contains("\"additionalProperties\":false");
    }

    @Test
    void whatHoldsItselfHasNoForm() {
        String node =
                """
                {"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","properties":
                {"next":{"$ref":"#/$defs/Node"}}}}}
                """;
        String whole = "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"}}}";
        assertThat(anthropic(node)).isEqualTo("none");
        assertThat(anthropic(whole)).isEqualTo("none");
        assertThat(openApi(node)).isEqualTo("none");
        assertThat(openApi(whole)).isEqualTo("none");
    }

    @Test
    void anyNamesHaveNoForm() {
        String map = "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}";
        assertThat(anthropic(map)).isEqualTo("none");
        assertThat(openApi(map)).isEqualTo("none");
        assertThat(anthropic("{\"type\":\"object\"}")).isEqualTo("none");
    }

    @Test
    void referencesAreFollowedWhereThereAreNone() {
        assertThat(
                        openApi(
                                """
                                {"type":"object","properties":{
                                "a":{"$ref":"#/$defs/a~1b","description":"Mine."},
                                "c":{"anyOf":[{"type":"null"},{"type":"string"}]},
                                "d":{"type":["integer","null"]},"e":{"const":"x"}},
                                "$defs":{"a/b":{"type":"number","description":"Theirs."}}}
                                """))
                .isEqualTo(
                        "{\"type\":\"OBJECT\",\"properties\":{"
                                + "\"a\":{\"type\":\"NUMBER\",\"description\":\"Mine.\"},"
                                + "\"c\":{\"nullable\":true,\"type\":\"STRING\"},"
                                + "\"d\":{\"nullable\":true,\"type\":\"INTEGER\"},"
                                + "\"e\":{\"type\":\"STRING\",\"enum\":[\"x\"]}},"
                                + "\"propertyOrdering\":[\"a\",\"c\",\"d\",\"e\"]}");
        assertThat(openApi("{\"$ref\":\"#/$defs/missing\"}")).isEqualTo("none");
        assertThat(openApi("{\"$ref\":\"other.json#/a\"}")).isEqualTo("none");
    }
}
