package dev.kbench.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// What is to be shown: a document, or what stands at an address.
///
/// @param html the document; empty for an address
/// @param address where the browser goes
/// @param host the host that it asks by that; empty for a document
record PageSource(String html, String address, String host) {
    /// A text that begins with `http://` or `https://` and is one line is an address.
    ///
    /// @throws IllegalArgumentException if it is empty, or no address though it begins like one
    static PageSource of(String page) {
        String text = page.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "page: expected a document or an address, got an empty text; where it comes"
                            + " from an answer, the answer has no <html>…</html>");
        }
        String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        if (!start.startsWith("http://") && !start.startsWith("https://")) {
            return new PageSource(page, Page.OWN_ADDRESS, "");
        }
        try {
            URI address = new URI(text);
            String host =
                    AllowedHosts.hostOf(text)
                            .orElseThrow(() -> new URISyntaxException(text, "no host"));
            return new PageSource("", address.toString(), host);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "page: expected a document or an address such as https://example.org/, got"
                            + " \"%s\"".formatted(text.substring(0, Math.min(80, text.length()))),
                    e);
        }
    }
}
