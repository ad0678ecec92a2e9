package dev.kbench.models;

import dev.kbench.models.wire.Protocol;

/// An API of the Kaggle Model Proxy.
public enum Api {
    /// OpenAI's chat completions.
    OPENAI(Protocol.OPENAI),
    /// Google's generateContent.
    GENAI(Protocol.GENAI);

    private final Protocol protocol;

    Api(Protocol protocol) {
        this.protocol = protocol;
    }

    Protocol protocol() {
        return protocol;
    }
}
