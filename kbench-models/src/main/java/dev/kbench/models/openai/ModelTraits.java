package dev.kbench.models.openai;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model takes and how it is told, by its name and its server: the one table. What the table
/// does not know, a server's refusal tells ({@link Lessons}).
///
/// @param capabilities what it takes
/// @param tokenLimit the parameter that limits the answer's tokens
/// @param usageInStreams whether a stream's usage is asked for
/// @param googleThoughts whether a model of Google's is asked to show its thoughts, as the Kaggle
///   Model Proxy takes it
/// @param videoPart what a part that holds a film is called
public record ModelTraits(
        Capabilities capabilities,
        String tokenLimit,
        boolean usageInStreams,
        boolean googleThoughts,
        String videoPart) {
    static final String MAX_TOKENS = "max_tokens";
    static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

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

    /// The traits of a model.
    ///
    /// @param wireModel the model's name as it is sent
    /// @param proxy whether the Kaggle Model Proxy serves it
    /// @return its traits
    public static ModelTraits of(String wireModel, boolean proxy) {
        String name = wireModel.toLowerCase(Locale.ROOT);
        boolean reasoning = REASONING.matcher(name).matches();
        boolean seed = NO_SEED.stream().noneMatch(name::startsWith) && !isLaterGrok(name);
        return new ModelTraits(
                Capabilities.ALL
                        .with(Feature.TEMPERATURE, !reasoning)
                        .with(Feature.SEED, seed)
                        .with(Feature.JSON_SCHEMA, NO_SCHEMA.stream().noneMatch(name::contains)),
                reasoning ? MAX_COMPLETION_TOKENS : MAX_TOKENS,
                true,
                proxy && name.startsWith("google/"),
                proxy ? "image_url" : "video_url");
    }

    ModelTraits with(Capabilities takes) {
        return new ModelTraits(takes, tokenLimit, usageInStreams, googleThoughts, videoPart);
    }

    ModelTraits withTokenLimit(String parameter) {
        return new ModelTraits(capabilities, parameter, usageInStreams, googleThoughts, videoPart);
    }

    ModelTraits withoutUsageInStreams() {
        return new ModelTraits(capabilities, tokenLimit, false, googleThoughts, videoPart);
    }

    ModelTraits withoutGoogleThoughts() {
        return new ModelTraits(capabilities, tokenLimit, usageInStreams, false, videoPart);
    }

    private static boolean isLaterGrok(String name) {
        Matcher matcher = GROK.matcher(name);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return major > 4 || (major == 4 && minor >= 5);
    }
}
