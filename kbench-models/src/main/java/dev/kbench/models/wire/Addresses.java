package dev.kbench.models.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Base addresses as users write them: with or without slashes at the end, and with or without the
/// path of the request itself.
public final class Addresses {
    private static final Pattern VERSION = Pattern.compile(".*/v\\d+(?:(?:alpha|beta)\\d*)?");

    private Addresses() {}

    /// A server's address. The servers of Google and Anthropic are also known without the version
    /// at the end, which is added then.
    ///
    /// @param protocol how the server is spoken to
    /// @param text what the user wrote
    /// @param name where it was written, for messages
    /// @return the address before a request's own path, without a slash at the end
    /// @throws IllegalArgumentException if it is not one of HTTP
    public static URI ofServer(Protocol protocol, String text, String name) {
        URI address =
                read(
                        text,
                        name
                                + ": expected an address such as "
                                + (protocol == Protocol.OPENAI
                                        ? "http://localhost:11434/v1"
                                        : protocol.home()));
        String path = without(path(address), protocol.path());
        boolean versioned =
                protocol == Protocol.OPENAI
                        || protocol == Protocol.RESPONSES
                        || VERSION.matcher(path).matches();
        return withPath(address, versioned ? path : path + protocol.ending());
    }

    /// The proxy's address for one of its APIs, whichever of them the setting names: `…/openapi`
    /// for chat completions, `…/genai/v1` for Google's.
    ///
    /// @param protocol the API
    /// @param text what the user wrote
    /// @param name where it was written, for messages
    /// @return the address before a request's own path, without a slash at the end
    /// @throws IllegalArgumentException if it is not one of HTTP
    public static URI ofProxy(Protocol protocol, String text, String name) {
        URI address = read(text, name + ": expected an address such as https://HOST/models");
        String path = without(path(address), Protocol.OPENAI.path());
        String api = without(path, "/openapi");
        String base = api.equals(path) ? without(path, "/genai") : api;
        return withPath(address, base + (protocol == Protocol.GENAI ? "/genai/v1" : "/openapi"));
    }

    private static URI read(String text, String expected) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(expected, "one that cannot be read: " + e.getReason());
        }
        String scheme = address.getScheme();
        if (scheme == null || address.isOpaque()) {
            throw wrong(expected, "one without http://");
        }
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw wrong(expected, "the scheme " + scheme);
        }
        if (address.getRawUserInfo() != null) {
            throw wrong(expected, "one with a user or password; set the key instead");
        }
        if (address.getHost() == null) {
            throw wrong(
                    expected,
                    address.getRawAuthority() == null
                            ? "one without a host"
                            : "one whose host cannot be read");
        }
        if (address.getPort() == 0 || address.getPort() > 65535) {
            throw wrong(expected, "the port " + address.getPort());
        }
        return address;
    }

    private static IllegalArgumentException wrong(String expected, String got) {
        return new IllegalArgumentException(expected + ", got " + got);
    }

    private static String path(URI address) {
        return trimmed(address.getRawPath() == null ? "" : address.getRawPath());
    }

    private static String without(String path, String end) {
        return path.endsWith(end) ? trimmed(path.substring(0, path.length() - end.length())) : path;
    }

    private static String trimmed(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /// A path below a base, before the base's query.
    ///
    /// @param base the base address
    /// @param path without a slash at its beginning; may carry a query of its own
    /// @return the address
    public static URI below(URI base, String path) {
        int query = path.indexOf('?');
        if (query < 0 || base.getRawQuery() == null) {
            return withPath(base, path(base) + "/" + path);
        }
        return withPath(base, path(base) + "/" + path.substring(0, query), path.substring(query));
    }

    private static URI withPath(URI address, String path, String query) {
        return URI.create(
                "%s://%s%s%s&%s"
                        .formatted(
                                address.getScheme(),
                                address.getRawAuthority(),
                                path,
                                query,
                                address.getRawQuery()));
    }

    private static URI withPath(URI address, String path) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path + query);
    }
}
