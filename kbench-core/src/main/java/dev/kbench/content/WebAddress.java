package dev.kbench.content;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address of HTTP with its host, also where Java's `URI` sees none: in names of other scripts,
/// and in those with an underscore, which are no names of hosts by RFC 952 and are in use all the
/// same.
///
/// @param uri the address, in ASCII
/// @param host its host; an IPv6 address without brackets
/// @param port its port, -1 for the scheme's own
record WebAddress(URI uri, String host, int port) {
    private static final int LAST_PORT = 65_535;

    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9.])?)(?::(\\d{0,5}))?");

    /// @throws URISyntaxException if the address names no host, or no port of one
    static WebAddress of(URI uri) throws URISyntaxException {
        WebAddress address = parsed(uri);
        if (address.port > LAST_PORT) {
            throw new URISyntaxException(uri.toString(), "no port");
        }
        return address;
    }

    private static WebAddress parsed(URI uri) throws URISyntaxException {
        URI ascii = new URI(uri.toASCIIString());
        if (ascii.getHost() != null) {
            return new WebAddress(ascii, bare(ascii.getHost()), ascii.getPort());
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new URISyntaxException(uri.toString(), "no host");
        }
        String host = authority.replaceFirst(":\\d*$", "");
        String encoded;
        try {
            encoded = IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw new URISyntaxException(uri.toString(), "no host");
        }
        Matcher named = AUTHORITY.matcher(encoded + authority.substring(host.length()));
        if (!named.matches()) {
            throw new URISyntaxException(uri.toString(), "no host");
        }
        String port = named.group(2);
        return new WebAddress(
                new URI(
                        new URI(uri.toString().replaceFirst("//[^/:?#]*", "//" + encoded))
                                .toASCIIString()),
                encoded,
                port == null || port.isEmpty() ? -1 : Integer.parseInt(port));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// The port to connect to.
    int anyPort() {
        return port >= 0 ? port : usualPort();
    }

    private int usualPort() {
        return isSecure() ? 443 : 80;
    }

    /// The host as a request names it, with a port that is not the scheme's own.
    String hostLine() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port < 0 || port == usualPort() ? shown : shown + ":" + port;
    }
}
