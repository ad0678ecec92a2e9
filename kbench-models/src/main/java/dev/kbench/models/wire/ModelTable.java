package dev.kbench.models.wire;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.Reasoning;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What models take and how they are told, by their names: the one table. A user's options go
/// before it ({@link Given}), and what it does not know a server's refusal tells ({@link Lessons}).
public final class ModelTable {
    private static final List<String> NO_SEED =
            List.of(
                    "google/",
                    "openai/gpt-5.4-pro",
                    "openai/gpt-5.6",
                    "openai/gpt-6-astra",
                    "openai/gpt-6-luna",
                    "openai/gpt-6-sol",
                    "openai/gpt-6.1-sol");

    /// Families whose servers mostly cannot hold an answer to a schema.
    private static final List<String> NO_SCHEMA = List.of("meta", "qwen", "deepseek", "gemma");

    private static final Pattern GROK = Pattern.compile("^xai/grok-(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Pattern REASONING =
            Pattern.compile("^(?:openai/)?(?:o[1-9]|gpt-[5-9])(?![0-9])(?!.*-chat).*");
    private static final Pattern GEMINI = Pattern.compile("gemini-(\\d{1,2})(?:\\.(\\d{1,2}))?");
    private static final Pattern CLAUDE =
            Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");

    /// Claude models that cannot be kept from thinking.
    private static final Pattern ALWAYS_THINKING = Pattern.compile("claude-(?:fable|mythos)-");

    private ModelTable() {}

    /// The traits of a model.
    ///
    /// @param protocol how its server is spoken to
    /// @param wireModel the model's name as it is sent
    /// @param proxy whether the Kaggle Model Proxy serves it
    /// @return its traits
    public static ModelTraits of(Protocol protocol, String wireModel, boolean proxy) {
        String name = wireModel.toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case OPENAI -> chat(name, proxy);
            case RESPONSES -> responses(name);
            case GENAI -> genai(name, proxy);
            case ANTHROPIC -> anthropic(name);
        };
    }

    private static ModelTraits chat(String name, boolean proxy) {
        boolean reasoning = REASONING.matcher(name).matches();
        boolean seed = NO_SEED.stream().noneMatch(name::startsWith) && !isLaterGrok(name);
        return new ModelTraits(
                        Capabilities.ALL
                                .with(Feature.TEMPERATURE, !reasoning)
                                .with(Feature.SEED, seed)
                                .with(Feature.JSON_SCHEMA, takesSchemas(name)),
                        Set.of(Habit.USAGE_IN_STREAMS),
                        0)
                .with(Habit.COMPLETION_TOKENS, reasoning)
                .with(Habit.GOOGLE_THOUGHTS, proxy && name.startsWith("google/"))
                .with(Habit.FILM_AS_IMAGE, proxy)
                .with(Habit.NULL_CONTENT, proxy);
    }

    private static boolean takesSchemas(String name) {
        return NO_SCHEMA.stream().noneMatch(name::contains);
    }

    private static boolean isLaterGrok(String name) {
        Matcher matcher = GROK.matcher(name);
        return matcher.find() && version(matcher) >= 405;
    }

    /// Responses have no seed, and take no sounds and films
    /// (https://platform.openai.com/docs/api-reference/responses/create, November 2026).
    private static ModelTraits responses(String name) {
        boolean reasoning = REASONING.matcher(name).matches();
        return new ModelTraits(
                        Capabilities.ALL
                                .with(Feature.TEMPERATURE, !reasoning)
                                .with(Feature.SEED, false)
                                .with(Feature.AUDIO, false)
                                .with(Feature.VIDEO, false),
                        Set.of(),
                        0)
                .with(Habit.ENCRYPTED_REASONING, reasoning)
                .with(Habit.REASONING_SUMMARY, true);
    }

    /// Gemini 3 and later think by a level, 2.5 by a budget
    /// (https://ai.google.dev/gemini-api/docs/thinking), earlier ones not at all; schemas in JSON's
    /// own form came with 2.5 (https://ai.google.dev/gemini-api/docs/structured-output; both as of
    /// November 2026). Through the Kaggle Model Proxy all is told as the original tells it.
    private static ModelTraits genai(String name, boolean proxy) {
        Matcher gemini = GEMINI.matcher(name);
        int version = gemini.find() ? version(gemini) : 300;
        boolean thinks = version >= 205 && !name.contains("gemma");
        Set<Reasoning> levels = EnumSet.allOf(Reasoning.class);
        if (!thinks) {
            levels.clear();
        }
        return new ModelTraits(
                        Capabilities.ALL
                                .with(Feature.JSON_SCHEMA, takesSchemas(name))
                                .withReasoning(levels),
                        Set.of(Habit.SHOWN_THOUGHTS),
                        0)
                .with(Habit.LEVELS, version >= 300)
                .with(Habit.JSON_SCHEMAS, !proxy && version >= 205)
                .with(Habit.INSTRUCTIONS_AS_WORDS, proxy || name.contains("gemma"));
    }

    /// Claude 3.7 and later think, since 4.6 by a level, before by a budget, some of them always
    /// (https://platform.claude.com/docs/en/build-with-claude/thinking); schemas came with 4.5
    /// (…/build-with-claude/structured-outputs), temperatures went with 4.7; seeds, sounds and
    /// films are not taken (…/api/messages; all as of November 2026). A model of which the version
    /// cannot be told counts as a late one.
    private static ModelTraits anthropic(String name) {
        Matcher claude = CLAUDE.matcher(name);
        int version = claude.find() ? version(claude) : 500;
        EnumSet<Reasoning> levels = EnumSet.allOf(Reasoning.class);
        if (version < 307) {
            levels.clear();
        } else if (ALWAYS_THINKING.matcher(name).find()) {
            levels.remove(Reasoning.NONE);
        }
        return new ModelTraits(
                        Capabilities.ALL
                                .with(Feature.TEMPERATURE, version < 407)
                                .with(Feature.SEED, false)
                                .with(Feature.JSON_SCHEMA, version >= 405)
                                .with(Feature.AUDIO, false)
                                .with(Feature.VIDEO, false)
                                .withReasoning(levels),
                        Set.of(),
                        version < 305 ? 4_096 : version < 307 ? 8_192 : 32_000)
                .with(Habit.LEVELS, version >= 406)
                .with(Habit.SHOWN_THOUGHTS, version >= 406)
                .with(Habit.THINKS_UNASKED, version >= 500);
    }

    /// Hundreds for the first number, ones for the second.
    private static int version(Matcher matcher) {
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return 100 * Integer.parseInt(matcher.group(1)) + Math.min(minor, 99);
    }
}
