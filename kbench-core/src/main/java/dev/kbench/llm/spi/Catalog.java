package dev.kbench.llm.spi;

import java.time.Duration;
import java.util.List;

/// A server that can be asked which models it has.
///
/// Thread-safe.
public interface Catalog {
    /// Who is asked.
    ///
    /// @return such as `Kaggle Model Proxy`
    String server();

    /// Whether a model's id, as a user wrote it, names a model of this server.
    ///
    /// @param modelId the id
    /// @return true if so, whether the server has such a model or not
    boolean serves(String modelId);

    /// Asks.
    ///
    /// @param most how long to wait for the whole answer
    /// @return ids as a user names these models, none twice, in the server's order; foreign text
    /// @throws ModelProviderException if no list came, or a setting is missing or wrong
    /// @throws InterruptedException if the thread was interrupted
    List<String> ids(Duration most) throws InterruptedException;
}
