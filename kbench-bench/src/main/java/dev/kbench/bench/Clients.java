package dev.kbench.bench;

import dev.kbench.llm.Llm;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is connected, kept from pass to pass with its connections, as a user's process keeps it:
/// one model for each address and way to speak, and one client of the bare loop.
///
/// Thread-safe.
final class Clients {
    private static final Map<String, Llm> MODELS = new ConcurrentHashMap<>();
    private static final HttpClient BARE =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .build();

    private Clients() {}

    static Llm model(String url) {
        return model(Speech.CHAT, url);
    }

    static Llm model(Speech speech, String url) {
        return MODELS.computeIfAbsent(speech + " " + url, _ -> speech.model(url));
    }

    static HttpClient bare() {
        return BARE;
    }
}
