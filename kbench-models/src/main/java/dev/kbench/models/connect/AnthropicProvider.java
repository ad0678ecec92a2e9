package dev.kbench.models.connect;

import dev.kbench.models.wire.Protocol;

/// Anthropic's models, `anthropic:NAME`, by `ANTHROPIC_API_KEY`, at Anthropic's own server or at
/// `ANTHROPIC_BASE_URL`.
///
/// Immutable.
public final class AnthropicProvider extends VendorModels {
    /// Makes one.
    public AnthropicProvider() {
        super(Protocol.ANTHROPIC, "Anthropic API");
    }
}
