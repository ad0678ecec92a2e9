package dev.kbench.models.connect;

import dev.kbench.config.NamedProvider;
import dev.kbench.config.Settings;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.models.anthropic.MessagesDialect;
import dev.kbench.models.genai.ContentDialect;
import dev.kbench.models.http.Transport;
import dev.kbench.models.openai.ChatDialect;
import dev.kbench.models.responses.ResponsesDialect;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Dialect;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireClient;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes connections from settings, and from what a user's code says in their stead.
public final class Connections {
    static final String PROXY_URL = "MODEL_PROXY_URL";
    static final String PROXY_KEY = "MODEL_PROXY_API_KEY";

    private static final String PROXY = "proxy";

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
        return connect(id, id, endpoint, "api", endpoint.protocol().scheme(), settings, given);
    }

    /// The Kaggle Model Proxy.
    ///
    /// @param who the model or the server, for messages
    static Endpoint proxy(String who, Settings settings, Given given) {
        Protocol protocol = given.protocol().orElse(Protocol.OPENAI);
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
                    protocol,
                    Addresses.ofProxy(protocol, url.get(), given.urlName(PROXY_URL)),
                    protocol.keyHeader(),
                    key.get(),
                    given.keyName(PROXY_KEY),
                    given.timeout());
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    /// A model of a vendor's server, or of one that speaks as it does.
    ///
    /// @param protocol how the server is spoken to
    /// @param id the model's id as the user wrote it
    /// @param wireModel its name as the server knows it
    /// @param settings the settings
    /// @param given what is said in their stead
    /// @return the connection
    /// @throws ModelProviderException if an address or a key is missing or wrong
    public static Connection ofServer(
            Protocol protocol, String id, String wireModel, Settings settings, Given given) {
        Endpoint endpoint = server(protocol, id, settings, given);
        return connect(id, wireModel, endpoint, "host", endpoint.host(), settings, given);
    }

    /// A vendor's server.
    ///
    /// @param who the model or the server, for messages
    static Endpoint server(Protocol protocol, String who, Settings settings, Given given) {
        Vendor vendor = Vendor.of(protocol);
        Optional<String> url = given.baseUrl().or(() -> settings.get(vendor.url()));
        Optional<String> keyName = first(vendor.keys(), settings);
        Optional<String> key = given.apiKeyOr(keyName.flatMap(settings::get));
        if (url.isEmpty() && key.isEmpty()) {
            throw wrong(
                    who,
                    "%s needs %s, any other one %s; run kbench init, or set one of them in the environment or a .env file"
                            .formatted(
                                    vendor.server(),
                                    String.join(" or ", vendor.keys()),
                                    vendor.url()),
                    null);
        }
        try {
            return new Endpoint(
                    protocol.scheme(),
                    protocol,
                    url.isEmpty()
                            ? protocol.home()
                            : Addresses.ofServer(protocol, url.get(), given.urlName(vendor.url())),
                    protocol.keyHeader(),
                    key.orElse(""),
                    given.keyName(keyName.orElse(vendor.keys().getFirst())),
                    given.timeout());
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    /// A model of a server that `kbench.toml` names.
    ///
    /// @param provider what the file says of the server
    /// @param id the model's id, `NAME:model`
    /// @param settings the settings, of which one holds the key
    /// @return the connection
    /// @throws ModelProviderException if the key is missing or wrong, or the address is
    public static Connection ofNamed(NamedProvider provider, String id, Settings settings) {
        Endpoint endpoint = named(provider, id, settings);
        try {
            return connect(
                    id,
                    id.substring(provider.name().length() + 1),
                    endpoint,
                    "host",
                    endpoint.host(),
                    settings,
                    Given.NOTHING);
        } catch (IllegalArgumentException e) {
            throw wrong(id, String.valueOf(e.getMessage()), e);
        }
    }

    /// A server that `kbench.toml` names.
    ///
    /// @param who the model or the server, for messages
    static Endpoint named(NamedProvider provider, String who, Settings settings) {
        Protocol protocol = protocol(provider.api().orElseThrow());
        String keyName = provider.keyEnv().orElse("");
        Optional<String> key = provider.keyEnv().flatMap(settings::get);
        if (provider.keyEnv().isPresent() && key.isEmpty()) {
            throw wrong(
                    who,
                    "the key of [providers.%s] is missing: set %s in the environment or a .env file"
                            .formatted(provider.name(), keyName),
                    null);
        }
        try {
            return new Endpoint(
                    provider.name(),
                    protocol,
                    provider.baseUrl().isEmpty()
                            ? protocol.home()
                            : Addresses.ofServer(
                                    protocol,
                                    provider.baseUrl().get(),
                                    "base_url of [providers.%s]".formatted(provider.name())),
                    protocol.keyHeader(),
                    key.orElse(""),
                    keyName.isEmpty()
                            ? "key_env of [providers.%s]".formatted(provider.name())
                            : keyName,
                    Given.TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw wrong(who, String.valueOf(e.getMessage()), e);
        }
    }

    private static Protocol protocol(NamedProvider.Api api) {
        return switch (api) {
            case OPENAI -> Protocol.OPENAI;
            case RESPONSES -> Protocol.RESPONSES;
            case GENAI -> Protocol.GENAI;
            case ANTHROPIC -> Protocol.ANTHROPIC;
        };
    }

    private static Optional<String> first(List<String> names, Settings settings) {
        return names.stream().filter(name -> settings.get(name).isPresent()).findFirst();
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
        ModelTraits traits =
                ModelTable.of(endpoint.protocol(), wireModel, endpoint.provider().equals(PROXY));
        return new Connection(
                new ModelRef(id, endpoint.provider(), shape),
                wireModel,
                new WireClient(
                        id,
                        endpoint,
                        dialect(endpoint.protocol(), id),
                        traits.with(given.over(traits.capabilities())),
                        transport(id, settings),
                        WireClient.SCOUTING,
                        InstantSource.system()),
                "");
    }

    private static Dialect dialect(Protocol protocol, String id) {
        return switch (protocol) {
            case OPENAI -> new ChatDialect(id);
            case GENAI -> new ContentDialect();
            case RESPONSES -> new ResponsesDialect();
            case ANTHROPIC -> new MessagesDialect();
        };
    }

    private static PermanentProviderException wrong(
            String id, String message, @Nullable Throwable cause) {
        return new PermanentProviderException(
                ModelProviderException.Trouble.MISCONFIGURED, id, 0, id + ": " + message, cause);
    }
}
