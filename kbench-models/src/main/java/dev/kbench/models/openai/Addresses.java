package dev.kbench.models.openai;

import java.net.URI;
import java.net.URISyntaxException;

/// Base addresses as users write them.
final class Addresses {
    private Addresses() {}

    static URI base(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong("one that cannot be read: " + e.getReason());
        }
        String scheme = address.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw wrong(scheme == null ? "one without http://" : "the scheme " + scheme);
        }
        if (address.getHost() == null) {
            throw wrong("one without a host");
        }
        if (address.getRawUserInfo() != null) {
            throw wrong("one with a user or password; set the key instead");
        }
        return address;
    }

    private static IllegalArgumentException wrong(String got) {
        return new IllegalArgumentException(
                "the base URL: expected an address such as http://localhost:11434/v1, got " + got);
    }

    /// A path below a base, before the base's query.
    static URI below(URI base, String path) {
        String own = base.getRawPath() == null ? "" : base.getRawPath();
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return URI.create(
                base.getScheme()
                        + "://"
                        + base.getRawAuthority()
                        + (own.endsWith("/") ? own : own + "/")
                        + path
                        + query);
    }

    /// The proxy's address for chat completions: `…/openapi`, whichever API the setting names.
    static String ofProxy(String url) {
        String base = url;
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        for (String api : new String[] {"/openapi", "/genai"}) {
            if (base.endsWith(api)) {
                base = base.substring(0, base.length() - api.length());
                break;
            }
        }
        return base + "/openapi";
    }
}
