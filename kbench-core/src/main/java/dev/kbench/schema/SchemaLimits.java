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
/// @param minItems the greatest `minItems` that it takes, where that is among the keywords; 0 or
///   more
/// @param depth how many objects and lists may stand inside each other
public record SchemaLimits(
        String name,
        Set<String> keywords,
        Set<String> formats,
        boolean allRequired,
        boolean maps,
        boolean recursion,
        boolean constants,
        int minItems,
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

    private static final int ANY = Integer.MAX_VALUE;

    /// JSON schema as its draft 2020-12 has it.
    public static final SchemaLimits STANDARD =
            new SchemaLimits("JSON schema", Set.of(), Set.of(), false, true, true, true, ANY, 100);

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
                    ANY,
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
                    ANY,
                    30);

    /// Structured outputs of Anthropic
    /// (https://platform.claude.com/docs/en/build-with-claude/structured-outputs): no recursion, no
    /// limits of numbers and sizes but a `minItems` of 0 or 1, no other properties.
    public static final SchemaLimits ANTHROPIC =
            new SchemaLimits(
                    "Anthropic",
                    Set.of("default", "minItems"),
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
                    1,
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
                    ANY,
                    50);

    /// Copies the sets.
    public SchemaLimits {
        keywords = Set.copyOf(keywords);
        formats = Set.copyOf(formats);
        if (minItems < 0) {
            throw new IllegalArgumentException("minItems must be 0 or more, got " + minItems);
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be 1 or more, got " + depth);
        }
    }

    /// Whether a limit of values can be said.
    boolean takes(String keyword, Object value) {
        return keywords.contains(keyword)
                && (!keyword.equals("minItems")
                        || (value instanceof Number least && least.doubleValue() <= minItems));
    }
}
