package dev.kbench.mcp;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Messages of the protocol over HTTP, by the library's own client of it ("streamable HTTP").
///
/// Thread-safe.
final class HttpWire implements Wire {
    private static final int LARGEST_ANSWER = 64 << 20;

    private final String name;
    private final McpClientTransport transport;
    private final CompletableFuture<String> end = new CompletableFuture<>();

    private HttpWire(String name, McpClientTransport transport) {
        this.name = name;
        this.transport = transport;
    }

    /// The way to a server. Nothing is sent yet.
    static HttpWire open(URI url, Map<String, String> headers, Duration connectTimeout) {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        String root = url.getScheme() + "://" + url.getRawAuthority();
        String rest = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        HttpClientStreamableHttpTransport transport =
                HttpClientStreamableHttpTransport.builder(root)
                        .endpoint(rest + query)
                        .jsonMapper(Json.mapper())
                        .connectTimeout(connectTimeout)
                        .maxResponseSize(LARGEST_ANSWER)
                        .addHttpRequestCustomizer(
                                (request, _, _, _, _) -> sent.forEach(request::setHeader))
                        .build();
        return new HttpWire("the MCP server at " + shown(url), transport);
    }

    /// The address as messages show it: neither who asks nor a query, which may hold keys.
    private static String shown(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    /// Reads an address.
    ///
    /// @throws IllegalArgumentException if it is none of a web server
    static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().matches("(?i)https?")
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException _) {
            // Refused below, without its text: it may hold a key.
        }
        throw new IllegalArgumentException(
                "url: expected an address such as http://localhost:8000/mcp, got another text");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpClientTransport transport() {
        return transport;
    }

    @Override
    public CompletableFuture<String> end() {
        return end;
    }

    @Override
    public String remarks() {
        return "";
    }

    @Override
    public void close() {
        end.complete(name + " was closed");
    }
}
