package dev.kbench.models.openai;

import dev.kbench.config.Settings;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.models.http.Transport;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.KeyHeader;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes connections from settings, and from what a user's code says in their stead.
public final class Connections {
    static final String PROXY_URL = "MODEL_PROXY_URL";
    static final String PROXY_KEY = "MODEL_PROXY_API_KEY";
    static final String SERVER_URL = "OPENAI_BASE_URL";
    static final String SERVER_KEY = "OPENAI_API_KEY";

    private static final String PROXY = "proxy";
    private static final String OPENAI = "https://api.openai.com/v1";

    private Connections() {}

    /// A model of the Kaggle Model Proxy.
    ///
    /// @param id the model's id
    /// @param settings the settings
    /// @param given what is said in their stead
    /// @return the connection
    /// @throws ModelProviderException if an address or a key is missing or wrong
    public static Connection ofProxy(String id, Settings settings, Given given) {
        Endpoint endpoint = proxy(id, settings, given);
        return connect(id, id, endpoint, "api", "openai", settings, given);
    }

    /// The Kaggle Model Proxy.
    ///
    /// @param who the model or the server, for messages
    static Endpoint proxy(String who, Settings settings, Given given) {
        Optional<String> url = given.baseUrl().or(() -> settings.get(PROXY_URL));
        Optional<String> key = given.apiKeyOr(settings.get(PROXY_KEY));
        if (url.isEmpty() || key.isEmpty()) {
            String missing =
                    url.isPresent()
                            ? given.keyName(PROXY_KEY)
                            : key.isPresent() ? PROXY_URL : PROXY_URL + " and " + PROXY_KEY;
            throw wrong(
                    who,
                    "the Kaggle Model Proxy needs %s; run kbench init, or set what is missing in the environment or a .env file"
                            .formatted(missing),
                    null);
        }
        try {
            return new Endpoint(
                    PROXY,
                    Addresses.ofProxy(url.get(), given.urlName(PROXY_URL)),
                    KeyHeader.BEARER,
                    key.get(),
                    given.keyName(PROXY_KEY),
                    given.timeout());
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    /// A model of an OpenAI-compatible server.
    ///
    /// @param id the model's id as the user wrote it
    /// @param wireModel its name as the server knows it
    /// @param settings the settings
    /// @param given what is said in their stead
    /// @return the connection
    /// @throws ModelProviderException if an address or a key is missing or wrong
    public static Connection ofServer(String id, String wireModel, Settings settings, Given given) {
        Endpoint endpoint = server(id, settings, given);
        return connect(id, wireModel, endpoint, "host", endpoint.host(), settings, given);
    }

    /// An OpenAI-compatible server.
    ///
    /// @param who the model or the server, for messages
    static Endpoint server(String who, Settings settings, Given given) {
        Optional<String> url = given.baseUrl().or(() -> settings.get(SERVER_URL));
        Optional<String> key = given.apiKeyOr(settings.get(SERVER_KEY));
        if (url.isEmpty() && key.isEmpty()) {
            throw wrong(
                    who,
                    "OpenAI's own server needs OPENAI_API_KEY, any other one OPENAI_BASE_URL; run"
                            + " kbench init, or set one of them in the environment or a .env file",
                    null);
        }
        try {
            return new Endpoint(
                    "openai",
                    Addresses.ofServer(url.orElse(OPENAI), given.urlName(SERVER_URL)),
                    KeyHeader.BEARER,
                    key.orElse(""),
                    given.keyName(SERVER_KEY),
                    given.timeout());
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    /// What sends.
    ///
    /// @param who the model or the server, for messages
    static Transport transport(String who, Settings settings) {
        try {
            return new Transport(settings);
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    private static Connection connect(
            String id,
            String wireModel,
            Endpoint endpoint,
            String setting,
            String value,
            Settings settings,
            Given given) {
        SequencedMap<String, String> shape = new LinkedHashMap<>();
        shape.put(setting, value);
        ModelTraits traits = ModelTraits.of(wireModel, endpoint.provider().equals(PROXY));
        return new Connection(
                new ModelRef(id, endpoint.provider(), shape),
                wireModel,
                new ChatClient(
                        id,
                        endpoint,
                        traits.with(given.over(traits.capabilities())),
                        transport(id, settings),
                        InstantSource.system()),
                "");
    }

    private static PermanentProviderException wrong(
            String id, String message, @Nullable Throwable cause) {
        return new PermanentProviderException(
                ModelProviderException.Trouble.MISCONFIGURED, id, 0, id + ": " + message, cause);
    }
}
