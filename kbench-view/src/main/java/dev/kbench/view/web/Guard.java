package dev.kbench.view.web;

import dev.kbench.view.index.QueryString;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides who is let in, from a request's method, target and headers. Immutable.
///
/// In this order: the `Host` is one of this server's own (no foreign name that was made to lead
/// here); the `Origin`, where there is one, is this server; a page of another site, or of another
/// port of this machine, may lead here and nothing else; the method is `GET`, `HEAD` or `POST`; the
/// browser has the token, in the address or in the cookie that it was given for it; and what
/// changes something (`POST`) carries the token of the pages in a header, which no foreign page can
/// set.
final class Guard {
    /// The header that carries the token of what changes something.
    static final String ACTION_HEADER = "X-Kbench-Token";

    /// The name of the token in the address.
    static final String PARAMETER = "token";

    private static final String OPEN_AGAIN = ": open the address that kbench view printed";

    private final SiteAddress address;
    private final Token token;
    private final Token action;
    private final String cookie;

    /// Guards a server.
    ///
    /// @param address where it listens
    /// @param token what lets a browser in
    /// @param action what lets a page change something
    /// @param port part of the cookie's name: cookies of all ports of a host lie together
    Guard(SiteAddress address, Token token, Token action, int port) {
        this.address = address;
        this.token = token;
        this.action = action;
        this.cookie = "kbench-view-" + port;
    }

    /// What is sent along to be told apart: the headers, by name, all values.
    @FunctionalInterface
    interface Headers {
        List<String> all(String name);

        default Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }
    }

    /// Refuses what is not to be answered.
    ///
    /// @throws RefusedException in plain words
    void check(Request request, Headers headers) {
        checkHost(headers);
        checkOrigin(request, headers);
        checkMethod(request);
        checkToken(request, headers);
        if (request.method().equals("POST")
                && headers.first(ACTION_HEADER).filter(action::is).isEmpty()) {
            throw new RefusedException(
                    403,
                    "what changes something needs the header %s with the page's own token; reload the page"
                            .formatted(ACTION_HEADER));
        }
    }

    private void checkHost(Headers headers) {
        List<String> hosts = headers.all("Host");
        if (hosts.size() != 1 || !address.isNamedBy(hosts.getFirst())) {
            throw new RefusedException(
                    403,
                    "expected the host %s, got %s%s"
                            .formatted(
                                    address.shown(),
                                    hosts.isEmpty() ? "none" : String.join(", ", hosts),
                                    OPEN_AGAIN));
        }
    }

    private void checkOrigin(Request request, Headers headers) {
        String own = "http://" + headers.first("Host").orElse("");
        for (String origin : headers.all("Origin")) {
            if (!origin.equalsIgnoreCase(own)) {
                throw new RefusedException(
                        403,
                        "expected a request of %s's own pages, got one of %s"
                                .formatted(own, origin));
            }
        }
        String site = headers.first("Sec-Fetch-Site").orElse("none");
        if (site.equals("same-origin") || site.equals("none")) {
            return;
        }
        boolean leadsHere =
                headers.first("Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                        && headers.first("Sec-Fetch-Dest").filter("document"::equals).isPresent();
        if (!leadsHere || !request.method().equals("GET")) {
            throw new RefusedException(
                    403,
                    "expected a request of %s's own pages, got one of another site".formatted(own));
        }
    }

    private static void checkMethod(Request request) {
        if (!List.of("GET", "HEAD", "POST").contains(request.method())) {
            throw new RefusedException(
                    405, "expected the method GET, HEAD or POST, got " + request.method());
        }
    }

    private void checkToken(Request request, Headers headers) {
        if (shows(request)) {
            return;
        }
        if (request.value(PARAMETER).isPresent()) {
            throw new RefusedException(403, "the address has another token" + OPEN_AGAIN);
        }
        boolean known =
                headers.all("Cookie").stream()
                        .flatMap(line -> List.of(line.split(";", -1)).stream())
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(cookie + "="))
                        .anyMatch(pair -> token.is(pair.substring(cookie.length() + 1)));
        if (!known) {
            throw new RefusedException(403, "this browser has no token" + OPEN_AGAIN);
        }
    }

    /// Whether the address itself carries the token.
    boolean shows(Request request) {
        return request.value(PARAMETER).filter(token::is).isPresent();
    }

    /// Keeps the token in a cookie, and shows the same address without it. The page that does so is
    /// this server's own: a redirect would be the doing of whoever led here, and browsers send no
    /// strict cookie then.
    Answer welcome(Request request) {
        String path =
                "/" + String.join("/", request.path().stream().map(QueryString::encoded).toList());
        String rest = Request.written(request.queryWithout(PARAMETER));
        String target = rest.isEmpty() ? path : path + "?" + rest;
        return Answer.text(200, "kbench view: " + target)
                .with("Refresh", "0; url=" + target)
                .with(
                        "Set-Cookie",
                        "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookie, token.text()));
    }

    /// What every answer forbids a browser.
    static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " media-src 'self'; connect-src 'self'; form-action 'self';"
                            + " base-uri 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'; trusted-types 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Embedder-Policy",
                    "require-corp",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=()",
                    "Cache-Control",
                    "no-store");
}
