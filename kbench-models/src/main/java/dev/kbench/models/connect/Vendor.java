package dev.kbench.models.connect;

import dev.kbench.models.wire.Protocol;

import java.util.List;

/// Where the settings name a vendor's server and its key.
///
/// @param server the server, for messages
/// @param url the setting of its address
/// @param keys the settings of its key, the first that is set counts
record Vendor(String server, String url, List<String> keys) {
    static Vendor of(Protocol protocol) {
        return switch (protocol) {
            case OPENAI, RESPONSES ->
                    new Vendor("OpenAI's own server", "OPENAI_BASE_URL", List.of("OPENAI_API_KEY"));
            case GENAI ->
                    new Vendor(
                            "Google's own server",
                            "GOOGLE_GEMINI_BASE_URL",
                            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"));
            case ANTHROPIC ->
                    new Vendor(
                            "Anthropic's own server",
                            "ANTHROPIC_BASE_URL",
                            List.of("ANTHROPIC_API_KEY"));
        };
    }
}
