package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A JSON schema as plain data. The order of its fields is kept: models answer in that order.
///
/// Immutable.
///
/// @param tree the schema's fields: text, finite numbers, booleans, null, and maps and lists of
///   them
public record JsonSchema(SequencedMap<String, Object> tree) {
    /// Copies the tree whole.
    ///
    /// @throws IllegalArgumentException if something in it is not JSON, or it is deeper than 100
    public JsonSchema {
        tree = JsonTrees.copy(requireNonNull(tree, "tree: expected a schema's fields, got null"));
    }

    /// A schema that is written as JSON.
    ///
    /// @param json a JSON object
    /// @return the schema
    /// @throws IllegalArgumentException if it is no JSON object
    public static JsonSchema parse(String json) {
        return new JsonSchema(
                JsonTrees.read(requireNonNull(json, "json: expected JSON, got null")));
    }

    /// The properties of the object that it describes.
    ///
    /// @return names and their schemas, in order; empty where it describes none
    public Map<?, ?> properties() {
        return tree.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
    }

    /// The schema as a vendor takes it. What the vendor has no words for is left out, or told in
    /// the description; nothing is said in another way that a reader of the answer would have to
    /// know.
    ///
    /// @param limits what the vendor takes
    /// @return the schema, empty where the vendor has no words for it at all
    public Optional<JsonSchema> within(SchemaLimits limits) {
        requireNonNull(limits, "limits: expected such as SchemaLimits.OPENAI, got null");
        return Rewriting.of(this, limits, false);
    }

    /// The schema in OpenAPI's form, as the `Schema` of Google's GenAI API has it
    /// (https://ai.google.dev/api/caching#Schema): types in capitals, no references, null as
    /// `nullable`. What that form has no word for, and an answer can be read without, is left out.
    ///
    /// @return the form; empty for a schema that refers to itself, that has more than 5,000 schemas
    ///   where its references are written out, or allows any names of properties: this form cannot
    ///   say so
    public Optional<JsonSchema> openApi() {
        return OpenApiForm.of(this);
    }

    /// The schema as JSON, in one line, in the tree's order.
    ///
    /// @return JSON
    public String json() {
        return JsonTrees.write(tree);
    }

    /// Whether both read the same, the order of fields included.
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof JsonSchema that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return tree.keySet().hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
