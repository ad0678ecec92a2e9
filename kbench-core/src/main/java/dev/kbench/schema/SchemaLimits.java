package dev.kbench.schema;

import java.util.Set;

/// What a vendor takes of JSON schema. A schema is rewritten to it ({@link Schema#sent}): what is
/// left out there is enforced on the answer all the same, and what the vendor has no words for at
/// all is told in words instead.
///
/// @param name the vendor, for messages
/// @param keywords the keywords that limit values which it takes: `minimum`, `pattern`, `minItems`,
///   `default` and so on
/// @param formats the values of `format` that it takes
/// @param allRequired whether each property must be required; what may be left out can then be null
/// @param maps whether an object may have properties of any name; where not, a map becomes a list
///   of objects with `key` and `value`
/// @param recursion whether a schema may refer to itself
/// @param constants whether it takes `const`; where not, it becomes an `enum` of one
/// @param depth how many objects and lists may stand inside each other
public record SchemaLimits(
        String name,
        Set<String> keywords,
        Set<String> formats,
        boolean allRequired,
        boolean maps,
        boolean recursion,
        boolean constants,
        int depth) {
    private static final Set<String> FORMATS =
            Set.of(
                    "date-time",
                    "time",
                    "date",
                    "duration",
                    "email",
                    "hostname",
                    "uuid",
                    "ipv4",
                    "ipv6");

    /// JSON schema as its draft 2020-12 has it.
    public static final SchemaLimits STANDARD =
            new SchemaLimits("JSON schema", Set.of(), Set.of(), false, true, true, true, 100);

    /// Strict structured output of OpenAI and of servers that speak like it
    /// (https://platform.openai.com/docs/guides/structured-outputs): every property is required, no
    /// other is allowed, ten levels at most.
    public static final SchemaLimits OPENAI =
            new SchemaLimits(
                    "OpenAI",
                    Set.of(
                            "minimum",
                            "maximum",
                            "exclusiveMinimum",
                            "exclusiveMaximum",
                            "multipleOf",
                            "pattern",
                            "minItems",
                            "maxItems"),
                    FORMATS,
                    true,
                    false,
                    true,
                    true,
                    10);

    /// The JSON schema of Google's GenAI API
    /// (https://ai.google.dev/gemini-api/docs/structured-output).
    public static final SchemaLimits GENAI =
            new SchemaLimits(
                    "GenAI",
                    Set.of("minimum", "maximum", "minItems", "maxItems"),
                    Set.of("date-time", "date", "time"),
                    false,
                    true,
                    true,
                    false,
                    30);

    /// Structured outputs of Anthropic
    /// (https://docs.claude.com/en/docs/build-with-claude/structured-outputs): no recursion, no
    /// limits of numbers and sizes, no other properties.
    public static final SchemaLimits ANTHROPIC =
            new SchemaLimits(
                    "Anthropic",
                    Set.of("default"),
                    Set.of(
                            "date-time",
                            "time",
                            "date",
                            "duration",
                            "email",
                            "hostname",
                            "uri",
                            "uuid",
                            "ipv4",
                            "ipv6"),
                    false,
                    false,
                    false,
                    true,
                    30);

    /// The grammars that llama.cpp makes of a schema
    /// (https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md).
    public static final SchemaLimits LLAMA =
            new SchemaLimits(
                    "llama.cpp",
                    Set.of("minItems", "maxItems"),
                    Set.of("date-time", "time", "date", "uuid"),
                    false,
                    true,
                    true,
                    true,
                    50);

    /// Copies the sets.
    public SchemaLimits {
        keywords = Set.copyOf(keywords);
        formats = Set.copyOf(formats);
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be 1 or more, got " + depth);
        }
    }
}
