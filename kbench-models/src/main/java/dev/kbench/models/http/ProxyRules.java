package dev.kbench.models.http;

import dev.kbench.config.Settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which proxy leads where, by the usual settings: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`, in lower or upper case, lower first. This machine's own addresses are always reached
/// without one.
///
/// Immutable.
final class ProxyRules extends ProxySelector {
    private final Optional<Proxy> http;
    private final Optional<Proxy> https;
    private final List<String> direct;

    private ProxyRules(Optional<Proxy> http, Optional<Proxy> https, List<String> direct) {
        this.http = http;
        this.https = https;
        this.direct = direct;
    }

    static ProxyRules from(Settings settings) {
        List<String> direct = new ArrayList<>();
        String name = settings.get("no_proxy").isPresent() ? "no_proxy" : "NO_PROXY";
        settings.list(name).forEach(item -> direct.add(item.toLowerCase(Locale.ROOT)));
        return new ProxyRules(
                proxy(settings, "HTTP_PROXY"), proxy(settings, "HTTPS_PROXY"), direct);
    }

    private static Optional<Proxy> proxy(Settings settings, String variable) {
        for (String name : List.of(variable, "ALL_PROXY")) {
            for (String spelling : List.of(name.toLowerCase(Locale.ROOT), name)) {
                Optional<String> value = settings.get(spelling);
                if (value.isPresent()) {
                    return Optional.of(proxy(spelling, value.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Proxy proxy(String variable, String value) {
        URI address;
        try {
            address = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw wrong(variable, "an address that cannot be read");
        }
        String host = address.getHost();
        if (host == null) {
            throw wrong(variable, "an address without a host");
        }
        if (!"http".equalsIgnoreCase(address.getScheme())) {
            throw wrong(variable, "the scheme " + address.getScheme());
        }
        if (address.getRawUserInfo() != null) {
            throw wrong(variable, "a user and password, which are not supported");
        }
        int port = address.getPort() < 0 ? 80 : address.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    private static IllegalArgumentException wrong(String variable, String got) {
        return new IllegalArgumentException(
                "%s: expected http://host:port, got %s".formatted(variable, got));
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Optional<Proxy> proxy = secure ? https : http;
        if (proxy.isEmpty() || isOwn(host) || direct.stream().anyMatch(r -> fits(r, host, port))) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(proxy.get());
    }

    private static boolean isOwn(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean fits(String rule, String host, int port) {
        if (rule.equals("*")) {
            return true;
        }
        String name = rule;
        int colon = rule.lastIndexOf(':');
        if (colon > 0 && rule.substring(colon + 1).matches("\\d{1,5}") && !rule.endsWith("]")) {
            if (Integer.parseInt(rule.substring(colon + 1)) != port) {
                return false;
            }
            name = rule.substring(0, colon);
        }
        name = name.startsWith("*.") ? name.substring(1) : name;
        return name.startsWith(".")
                ? host.endsWith(name) || host.equals(name.substring(1))
                : host.equals(name) || host.endsWith("." + name);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {}
}
