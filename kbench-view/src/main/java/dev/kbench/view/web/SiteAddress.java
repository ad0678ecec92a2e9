package dev.kbench.view.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the server listens, and under which names browsers may ask for it. Immutable.
///
/// A name that is none of these leads here by somebody else's name server: a page of theirs would
/// then read this one as its own.
final class SiteAddress {
    private final String shown;
    private final Set<String> hosts;

    private SiteAddress(String shown, Set<String> hosts) {
        this.shown = shown;
        this.hosts = hosts;
    }

    /// The address of a server.
    ///
    /// @param host what the user named
    /// @param bound what it came to
    static SiteAddress of(String host, InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        Set<String> names = new LinkedHashSet<>();
        names.add(literal(host));
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            names.addAll(List.of("127.0.0.1", "localhost", "[::1]"));
        }
        if (address.isAnyLocalAddress()) {
            names.addAll(ownAddresses());
        }
        String port = ":" + bound.getPort();
        String first = address.isAnyLocalAddress() ? "127.0.0.1" : literal(host);
        return new SiteAddress(
                first + port,
                names.stream()
                        .map(name -> (name + port).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Set<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .map(SiteAddress::literal)
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            return Set.of();
        }
    }

    /// A host as an address has it: IPv6 in brackets, without its zone.
    private static String literal(String host) {
        String bare = host.replaceFirst("%.*", "");
        return bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare;
    }

    /// Host and port, as a browser is to ask for them.
    String shown() {
        return shown;
    }

    /// Whether a `Host` header names this server.
    boolean isNamedBy(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
