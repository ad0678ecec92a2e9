package dev.kbench.models.connect;

import dev.kbench.models.wire.Protocol;

/// Google's models, `genai:NAME`, by `GEMINI_API_KEY` or `GOOGLE_API_KEY`, at Google's own server
/// or at `GOOGLE_GEMINI_BASE_URL`.
///
/// Immutable.
public final class GenAiProvider extends VendorModels {
    /// Makes one.
    public GenAiProvider() {
        super(Protocol.GENAI, "Gemini API");
    }
}
