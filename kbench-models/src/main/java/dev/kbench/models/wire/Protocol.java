package dev.kbench.models.wire;

import java.net.URI;
import java.util.Map;

/// In which way a server is spoken to.
public enum Protocol {
    /// OpenAI's chat completions, which many servers speak.
    OPENAI("openai", "/chat/completions", "/v1"),
    /// OpenAI's Responses.
    RESPONSES("responses", "/responses", "/v1"),
    /// Google's generateContent.
    GENAI("genai", "/models", "/v1beta"),
    /// Anthropic's Messages.
    ANTHROPIC("anthropic", "/messages", "/v1");

    private final String scheme;
    private final String path;
    private final String ending;

    Protocol(String scheme, String path, String ending) {
        this.scheme = scheme;
        this.path = path;
        this.ending = ending;
    }

    /// The protocol's name in settings and in models' ids.
    ///
    /// @return such as `openai`
    public String scheme() {
        return scheme;
    }

    /// What follows a base address, as its users write it.
    ///
    /// @return such as `/chat/completions`
    public String path() {
        return path;
    }

    /// What a base address mostly ends in.
    ///
    /// @return such as `/v1`
    public String ending() {
        return ending;
    }

    /// The vendor's own server.
    ///
    /// @return the base address, without a slash at the end
    public URI home() {
        return switch (this) {
            case OPENAI, RESPONSES -> URI.create("https://api.openai.com/v1");
            case GENAI -> URI.create("https://generativelanguage.googleapis.com/v1beta");
            case ANTHROPIC -> URI.create("https://api.anthropic.com/v1");
        };
    }

    /// How the vendor's own server takes a key.
    ///
    /// @return the header
    public KeyHeader keyHeader() {
        return switch (this) {
            case OPENAI, RESPONSES -> KeyHeader.BEARER;
            case GENAI -> KeyHeader.X_GOOG_API_KEY;
            case ANTHROPIC -> KeyHeader.X_API_KEY;
        };
    }

    /// Headers that each request carries: Anthropic's servers want the version of their API
    /// (https://platform.claude.com/docs/en/api/versioning).
    ///
    /// @return names and values
    public Map<String, String> headers() {
        return this == ANTHROPIC ? Map.of("anthropic-version", "2023-06-01") : Map.of();
    }
}
