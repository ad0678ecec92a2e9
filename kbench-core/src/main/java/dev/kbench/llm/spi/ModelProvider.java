package dev.kbench.llm.spi;

import dev.kbench.config.Settings;

import java.util.List;

/// Finds models by their ids. Implementations are found through `ServiceLoader`; they need a public
/// constructor without parameters and must do nothing costly before {@link #connect}.
public interface ModelProvider {
    /// The provider's name.
    ///
    /// @return such as `proxy`, `openai`, `local`, `demo`
    String name();

    /// Whether an id is this provider's, told by the id and the settings alone. Where several claim
    /// one, the first by {@link #rank} gets it.
    ///
    /// @param modelId the model's id as the user wrote it
    /// @param settings the process's settings
    /// @return true if {@link #connect} is to be called
    boolean serves(String modelId, Settings settings);

    /// How early this provider is asked; a provider that takes any id comes last.
    ///
    /// @return 0 for the first
    default int rank() {
        return 0;
    }

    /// Connects to a model. Nothing is sent yet; what needs to be fetched first may be fetched
    /// here.
    ///
    /// @param modelId the model's id as the user wrote it
    /// @param settings the process's settings
    /// @param progress is told of work that takes long, such as a download
    /// @return the connection
    /// @throws ModelProviderException if the id names no model, or a setting is missing; it says
    ///   which and how to set it
    /// @throws InterruptedException if the calling thread was interrupted
    Connection connect(String modelId, Settings settings, Progress progress)
            throws InterruptedException;

    /// The models that this provider is sure to have under these settings.
    ///
    /// @param settings the process's settings
    /// @return their ids, in the order in which to show them
    default List<String> known(Settings settings) {
        return List.of();
    }

    /// The servers that these settings name and that can tell which models they have.
    ///
    /// @param settings the process's settings
    /// @return what asks them, one for each; nothing is sent yet
    default List<Catalog> catalogs(Settings settings) {
        return List.of();
    }

    /// Refuses settings that this provider could not use. What is missing is no matter.
    ///
    /// @param settings the settings to look at
    /// @throws IllegalArgumentException if one is wrong; it tells which and what was expected, and
    ///   holds no key
    default void check(Settings settings) {}
}
