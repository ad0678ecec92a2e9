package dev.kbench.models.wire;

import java.util.Locale;
import java.util.regex.Pattern;

/// Whether an error says that the model wants its messages as turns in strict alternation. The
/// wordings are those of vLLM and llama.cpp's server (from the models' templates), Anthropic,
/// Bedrock, Google, Perplexity, DeepSeek and Mistral; they share no word.
final class RoleOrder {
    /// What the record calls the lesson.
    static final String MESSAGES = "messages";

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?:roles?|turns?|messages?|requests?|conversations?)\\b.{0,60}\\balternat(?:e|es|ing)\\b"
                        + "|\\balternating\\b.{0,60}\\b(?:roles?|turns?|messages?)\\b"
                        + "|\\b(?:successive|consecutive)\\b.{0,60}\\b(?:roles?|turns?|messages?)\\b|\\broles?\\b.{0,20}\\bin"
                        + " a row\\b|unexpected role '(?:user|assistant|system)' after role"
                        + " '(?:user|assistant|system)'|system messages? must (?:be|come) (?:at the"
                        + " beginning|(?:the )?first)",
                    Pattern.DOTALL);

    private RoleOrder() {}

    static boolean isMeant(ServerError error) {
        return WORDS.matcher(error.message().toLowerCase(Locale.ROOT)).find();
    }
}
