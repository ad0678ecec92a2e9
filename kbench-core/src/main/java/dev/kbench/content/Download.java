package dev.kbench.content;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.net.ssl.SSLException;

/// Fetches files from the public web. Every address that is connected to, also after a redirect,
/// was looked at before: a name that leads into this machine or its networks is refused, whatever
/// it led to a moment ago. At most five redirects, none from HTTPS to HTTP. No proxy is used.
///
/// Immutable.
final class Download {
    /// Fetches as everybody does.
    static final Download PUBLIC =
            new Download(InetAddress::getAllByName, PublicAddresses::trouble);

    private static final int REDIRECTS = 5;

    private final Resolver resolver;
    private final Function<InetAddress, Optional<String>> trouble;

    /// @param resolver finds the addresses of a name
    /// @param trouble says why an address is refused
    Download(Resolver resolver, Function<InetAddress, Optional<String>> trouble) {
        this.resolver = resolver;
        this.trouble = trouble;
    }

    /// Finds addresses.
    interface Resolver {
        /// The addresses of a host.
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    static DownloadOptions options(Consumer<DownloadOptions> with) {
        DownloadOptions options = new DownloadOptions();
        with.accept(options);
        return options;
    }

    /// Whether an address is one that files are fetched from.
    static boolean isHttp(String url) {
        return url.toLowerCase(Locale.ROOT).matches("https?://.*");
    }

    /// Fetches a file.
    ///
    /// @throws MediaDownloadException if it cannot be had; it says why
    MediaBytes of(MediaUrl url, DownloadOptions options) {
        long deadline = System.nanoTime() + options.timeout().toNanos();
        WebAddress at = parsed(url.url(), url);
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Object got = get(at, url, deadline, options);
            if (got instanceof MediaBytes bytes) {
                return bytes;
            }
            WebAddress next = (WebAddress) got;
            if (at.isSecure() && !next.isSecure()) {
                throw failed(url, "it redirects from https to http", null);
            }
            at = next;
        }
        throw failed(url, "it redirects more than %d times".formatted(REDIRECTS), null);
    }

    /// The file, or where it has gone.
    private Object get(WebAddress at, MediaUrl url, long deadline, DownloadOptions options) {
        List<InetAddress> addresses = addresses(at.host(), url, options);
        try (HttpGet get = open(at, addresses, deadline)) {
            switch (get.status()) {
                case 301, 302, 303, 307, 308 -> {
                    return target(at.uri(), get.header("location"), url);
                }
                case 200 -> {}
                default ->
                        throw failed(
                                url,
                                "the server answered %d %s"
                                        .formatted(get.status(), get.reason())
                                        .strip(),
                                null);
            }
            String encoding = get.header("content-encoding");
            if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
                throw failed(url, "the server compressed it without being asked", null);
            }
            byte[] body = get.body(options.maxBytes());
            if (body.length == 0) {
                throw failed(url, "the answer is empty", null);
            }
            return MediaBytes.owning(body);
        } catch (HttpGet.TooLongException e) {
            throw failed(
                    url,
                    String.format(
                            Locale.ROOT,
                            "it is longer than %,d bytes; take more with with.maxBytes(…)",
                            options.maxBytes()),
                    e);
        } catch (SocketTimeoutException e) {
            throw failed(url, "it did not come within " + shown(options.timeout()), e);
        } catch (EOFException e) {
            throw failed(url, "the connection ended before the file did", e);
        } catch (SSLException e) {
            throw failed(url, "the connection is not secure: " + e.getMessage(), e);
        } catch (IOException e) {
            throw failed(url, reason(e), e);
        }
    }

    /// Connects to the first address that takes a connection.
    private static HttpGet open(WebAddress at, List<InetAddress> addresses, long deadline)
            throws IOException {
        for (InetAddress address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return HttpGet.open(at, address, deadline);
            } catch (ConnectException | NoRouteToHostException e) {
                // the next one may be reachable
            }
        }
        return HttpGet.open(at, addresses.getLast(), deadline);
    }

    private List<InetAddress> addresses(String host, MediaUrl url, DownloadOptions options) {
        try {
            InetAddress[] addresses = resolver.addresses(host);
            for (InetAddress address : addresses) {
                Optional<String> why =
                        options.allowsPrivateAddresses()
                                ? Optional.empty()
                                : trouble.apply(address);
                if (why.isPresent()) {
                    String numbers = address.getHostAddress();
                    throw failed(
                            url,
                            "%s is %s%s; where that is meant, allow it with download(with -> with.allowPrivateAddresses())"
                                    .formatted(
                                            shownHost(host),
                                            host.equals(numbers) ? "" : numbers + ", ",
                                            why.get()),
                            null);
                }
            }
            return List.of(addresses);
        } catch (UnknownHostException e) {
            throw failed(url, "no host of the name " + host + " is known", e);
        }
    }

    private static WebAddress target(URI from, String location, MediaUrl url) {
        if (location.isEmpty()) {
            throw failed(url, "it redirects to nowhere", null);
        }
        try {
            return checked(from.resolve(new URI(location.replace(" ", "%20"))), url);
        } catch (URISyntaxException e) {
            throw failed(url, "it redirects to what is no address", e);
        }
    }

    private static WebAddress parsed(String text, MediaUrl url) {
        try {
            return checked(new URI(text), url);
        } catch (URISyntaxException e) {
            throw failed(
                    url,
                    "it is no address: %s at character %d"
                            .formatted(e.getReason(), e.getIndex() + 1),
                    e);
        }
    }

    private static WebAddress checked(URI uri, MediaUrl url) {
        if (!isHttp(uri.toString())) {
            throw failed(url, "expected http or https, got " + uri.getScheme(), null);
        }
        if (uri.getRawUserInfo() != null) {
            throw failed(url, "it leads to an address with a user name in it", null);
        }
        try {
            return WebAddress.of(uri);
        } catch (URISyntaxException e) {
            throw failed(url, "it names no host, or no port of one", e);
        }
    }

    private static String shownHost(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    private static MediaDownloadException failed(
            MediaUrl url, String why, @Nullable Throwable cause) {
        return new MediaDownloadException("%s cannot be fetched: %s".formatted(url, why), cause);
    }
}
