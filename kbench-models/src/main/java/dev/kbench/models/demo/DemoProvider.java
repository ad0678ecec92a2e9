package dev.kbench.models.demo;

import dev.kbench.config.Settings;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import java.util.List;

/// The scripted models `demo/…`. They are no language models, and their connections say so wherever
/// a model is shown.
///
/// Immutable.
public final class DemoProvider implements ModelProvider {
    private static final String PREFIX = "demo/";
    private static final String NOTE = "scripted, not a language model";

    /// Makes one.
    public DemoProvider() {}

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return modelId.startsWith(PREFIX);
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        String name = modelId.substring(PREFIX.length());
        Script script = Scripts.ALL.get(name);
        if (script == null) {
            throw new PermanentProviderException(
                    ModelProviderException.Trouble.MODEL_UNKNOWN,
                    modelId,
                    0,
                    "%s: expected one of %s".formatted(modelId, String.join(", ", known(settings))),
                    null);
        }
        return new Connection(ModelRef.of(modelId, name()), name, new DemoClient(script), NOTE);
    }

    @Override
    public List<String> known(Settings settings) {
        return Scripts.ALL.keySet().stream().map(PREFIX::concat).toList();
    }
}
