package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.models.wire.Protocol;

import java.util.List;

/// OpenAI's models by the Responses API, `responses:NAME`, by `OPENAI_API_KEY`, at OpenAI's own
/// server or at `OPENAI_BASE_URL`.
///
/// Immutable.
public final class ResponsesProvider extends VendorModels {
    /// Makes one.
    public ResponsesProvider() {
        super(Protocol.RESPONSES, "OpenAI API");
    }

    /// {@link ServerProvider} lists the same server's models.
    @Override
    public List<Catalog> catalogs(Settings settings) {
        return List.of();
    }
}
