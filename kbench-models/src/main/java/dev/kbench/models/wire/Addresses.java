package dev.kbench.models.wire;

import java.net.URI;
import java.net.URISyntaxException;

/// Base addresses as users write them: with or without slashes at the end, and with or without the
/// path of the request itself.
public final class Addresses {
    private static final String COMPLETIONS = "/chat/completions";

    private Addresses() {}

    /// A server's address.
    ///
    /// @param text what the user wrote
    /// @param name where it was written, for messages
    /// @return the address before `/chat/completions`, without a slash at the end
    /// @throws IllegalArgumentException if it is not one of HTTP
    public static URI ofServer(String text, String name) {
        URI address = read(text, name + ": expected an address such as http://localhost:11434/v1");
        return withPath(address, without(path(address), COMPLETIONS));
    }

    /// The proxy's address for chat completions: `…/openapi`, whichever API the setting names.
    ///
    /// @param text what the user wrote
    /// @param name where it was written, for messages
    /// @return the address before `/chat/completions`, without a slash at the end
    /// @throws IllegalArgumentException if it is not one of HTTP
    public static URI ofProxy(String text, String name) {
        URI address = read(text, name + ": expected an address such as https://HOST/models");
        String path = without(path(address), COMPLETIONS);
        String api = without(path, "/openapi");
        return withPath(address, (api.equals(path) ? without(path, "/genai") : api) + "/openapi");
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
    /// @param path without a slash at its beginning
    /// @return the address
    public static URI below(URI base, String path) {
        return withPath(base, path(base) + "/" + path);
    }

    private static URI withPath(URI address, String path) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path + query);
    }
}
