import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.models.connect.AnthropicProvider;
import dev.kbench.models.connect.ConfiguredProvider;
import dev.kbench.models.connect.GenAiProvider;
import dev.kbench.models.connect.ProxyProvider;
import dev.kbench.models.connect.ResponsesProvider;
import dev.kbench.models.connect.ServerProvider;
import dev.kbench.models.demo.DemoProvider;

/// Wire clients over HTTP, and the scripted demo models.
module dev.kbench.models {
    requires transitive dev.kbench.core;
    requires java.net.http;
    requires tools.jackson.core;

    exports dev.kbench.models;

    provides ModelProvider with
            AnthropicProvider,
            ConfiguredProvider,
            DemoProvider,
            GenAiProvider,
            ProxyProvider,
            ResponsesProvider,
            ServerProvider;
}
