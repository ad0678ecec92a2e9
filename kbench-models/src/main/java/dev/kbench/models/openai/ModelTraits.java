package dev.kbench.models.openai;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model takes, told by its name: some refuse a request that carries a seed, a temperature
/// or the older name of the token limit.
///
/// @param capabilities what it takes
/// @param tokenLimit the parameter that limits the answer's tokens
public record ModelTraits(Capabilities capabilities, String tokenLimit) {
    private static final List<String> NO_SEED =
            List.of(
                    "google/",
                    "openai/gpt-5.4-pro",
                    "openai/gpt-5.6",
                    "openai/gpt-6-astra",
                    "openai/gpt-6-luna",
                    "openai/gpt-6-sol",
                    "openai/gpt-6.1-sol");
    private static final Pattern GROK = Pattern.compile("^xai/grok-(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Pattern REASONING =
            Pattern.compile("^(?:openai/)?(?:o[1-9]|gpt-[5-9])(?![0-9])(?!.*-chat).*");

    /// The traits of a model.
    ///
    /// @param wireModel the model's name as it is sent
    /// @return its traits
    public static ModelTraits of(String wireModel) {
        String name = wireModel.toLowerCase(Locale.ROOT);
        boolean reasoning = REASONING.matcher(name).matches();
        boolean seed = NO_SEED.stream().noneMatch(name::startsWith) && !isLaterGrok(name);
        return new ModelTraits(
                Capabilities.BASIC.with(Feature.TEMPERATURE, !reasoning).with(Feature.SEED, seed),
                reasoning ? "max_completion_tokens" : "max_tokens");
    }

    ModelTraits taking(boolean temperature, boolean seed) {
        return new ModelTraits(
                capabilities.with(Feature.TEMPERATURE, temperature).with(Feature.SEED, seed),
                tokenLimit);
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
