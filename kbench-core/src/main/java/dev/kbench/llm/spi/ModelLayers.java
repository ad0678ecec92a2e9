package dev.kbench.llm.spi;

import java.util.List;

/// Makes the layers between a model and its client, when the model is connected.
@FunctionalInterface
public interface ModelLayers {
    /// No layers.
    ModelLayers NONE = (_, _) -> List.of();

    /// The layers of a model.
    ///
    /// @param connection the model
    /// @param policy what the user's code says of its calls
    /// @return the layers, in any order: each knows its stage
    List<ModelInterceptor> around(Connection connection, CallPolicy policy);

    /// The same layers for every model.
    ///
    /// @param layers the layers
    /// @return what gives them
    static ModelLayers of(List<ModelInterceptor> layers) {
        List<ModelInterceptor> all = List.copyOf(layers);
        return (_, _) -> all;
    }
}
