package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.models.wire.Protocol;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Whose a model id is. `openai:NAME` is the OpenAI-compatible server's, `responses:NAME`,
/// `genai:NAME` and `anthropic:NAME` are those of other protocols. Of the others, those with a
/// slash are the Kaggle Model Proxy's where it is configured, and all that are left are the
/// server's where one is configured, else the proxy's.
final class ModelIds {
    static final String SCHEME = scheme(Protocol.OPENAI);

    private static final List<String> OTHERS =
            Stream.concat(
                            Stream.of("demo/", "local/", "gguf:"),
                            Arrays.stream(Protocol.values()).map(ModelIds::scheme))
                    .toList();

    private ModelIds() {}

    /// What the ids begin with that name a way to speak.
    static String scheme(Protocol protocol) {
        return protocol.scheme() + ":";
    }

    static boolean ofProxy(String id, Settings settings) {
        return isPlain(id, settings)
                && settings.get("MODEL_PROXY_URL").isPresent()
                && (id.contains("/") || settings.get("OPENAI_BASE_URL").isEmpty());
    }

    static boolean ofServer(String id, Settings settings) {
        return id.startsWith(SCHEME)
                || (isPlain(id, settings)
                        && settings.get("OPENAI_BASE_URL").isPresent()
                        && !ofProxy(id, settings));
    }

    private static boolean isPlain(String id, Settings settings) {
        return !id.isBlank()
                && settings.toml().providerOf(id).isEmpty()
                && OTHERS.stream().noneMatch(id::startsWith);
    }

    /// The ids that the settings name and that fit.
    static List<String> configured(Settings settings, Predicate<String> fits) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        for (String name : List.of("LLM_DEFAULT", "LLM_DEFAULT_JUDGE", "LLM_DEFAULT_EVAL")) {
            settings.get(name).ifPresent(ids::add);
        }
        ids.addAll(settings.list("LLMS_AVAILABLE"));
        return ids.stream().filter(fits).toList();
    }
}
