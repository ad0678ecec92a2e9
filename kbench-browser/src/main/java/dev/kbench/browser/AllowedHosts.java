package dev.kbench.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which hosts a page may ask.
///
/// @param names in lower case; `*.` before a name stands for all hosts below it
/// @param everything whether it may ask any
record AllowedHosts(List<String> names, boolean everything) {
    /// The port of the discard service, which nobody serves.
    private static final String NOWHERE = "127.0.0.1:9";

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://(?:[^/?#@]*@)?(\\[[^]/]*]|[^/?#:@]+)", Pattern.CASE_INSENSITIVE);

    AllowedHosts {
        names = List.copyOf(names);
    }

    AllowedHosts with(String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new AllowedHosts(more, everything);
    }

    /// Whether an address may be asked: only by http and https, whatever else is allowed.
    boolean permits(String address) {
        return hostOf(address)
                .filter(host -> everything || names.stream().anyMatch(name -> matches(name, host)))
                .isPresent();
    }

    /// Whether a web socket may be opened.
    ///
    /// @param address begins with `ws:` or `wss:`
    boolean permitsSocket(String address) {
        return permits(address.replaceFirst("^(?i)ws", "http"));
    }

    /// The host of an address that a browser has put into its own form.
    static Optional<String> hostOf(String address) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.lookingAt()
                ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static boolean matches(String name, String host) {
        return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
    }

    /// The proxy of a page's profile, in WebDriver's form: one that nobody serves, past which only
    /// the allowed hosts are reached. It decides where each connection is made, so that it holds
    /// for redirects, web sockets and windows too, whatever interception sees of them.
    Map<String, ?> proxy() {
        if (everything) {
            return Map.of();
        }
        List<String> past = new ArrayList<>();
        past.add("<-loopback>");
        past.addAll(names);
        return Map.of(
                "proxy",
                Map.of(
                        "proxyType",
                        "manual",
                        "httpProxy",
                        NOWHERE,
                        "sslProxy",
                        NOWHERE,
                        "noProxy",
                        past));
    }
}
