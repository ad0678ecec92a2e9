package dev.kbench.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which hosts a page may ask.
///
/// @param names in lower case; `*.` before a name stands for all hosts below it
/// @param everything whether it may ask any
record AllowedHosts(List<String> names, boolean everything) {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://(?:[^/?#@]*@)?(\\[[^]/]*]|[^/?#:@]+)", Pattern.CASE_INSENSITIVE);

    AllowedHosts {
        names = List.copyOf(names);
    }

    boolean isNone() {
        return names.isEmpty() && !everything;
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

    /// What a page itself may connect to, as its content security policy: it decides on web
    /// sockets, which the interception of requests does not see, and leaves that the rest. A page
    /// that may ask nobody needs none: it has a proxy that leads nowhere, and its requests are seen
    /// and named.
    String policy() {
        if (everything || names.isEmpty()) {
            return "";
        }
        StringBuilder policy = new StringBuilder("connect-src http: https: data: blob:");
        for (String name : names) {
            for (String scheme : List.of("ws", "wss")) {
                policy.append(' ').append(scheme).append("://").append(name).append(":*");
            }
        }
        return policy.toString();
    }
}
