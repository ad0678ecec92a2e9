package dev.kbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A provider of `kbench.toml`, whose models are `NAME:model`.
///
/// @param name the name
/// @param api what it speaks; empty where the name is that of a provider kbench knows, of which
///   limits and prices alone are said
/// @param baseUrl its address; the API's own where it is not said
/// @param keyEnv the variable that holds its key; none is sent where it is not said
/// @param limits how many calls it takes, all its models together
/// @param models what is said of single models, by their names as the provider knows them
public record NamedProvider(
        String name,
        Optional<Api> api,
        Optional<String> baseUrl,
        Optional<String> keyEnv,
        CallLimits limits,
        Map<String, Model> models) {
    /// What a provider may speak.
    public enum Api {
        /// OpenAI's chat completions.
        OPENAI,
        /// OpenAI's responses.
        RESPONSES,
        /// Google's `generateContent`.
        GENAI,
        /// Anthropic's messages.
        ANTHROPIC;

        /// Its name in a file.
        ///
        /// @return lower case, such as `openai`
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is said of one model.
    ///
    /// @param limits how many calls it takes
    /// @param price what its tokens cost
    public record Model(CallLimits limits, Optional<Price> price) {}

    /// Copies the models.
    public NamedProvider {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }
}
