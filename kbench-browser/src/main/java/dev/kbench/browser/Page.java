package dev.kbench.browser;

import dev.kbench.content.Image;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// One page in a profile of its own: opened, waited for, pictured, removed.
///
/// Its document stands at an address of its own that no name server knows, so that it has an
/// origin, and storage, as a served page has. For one thread; events come on another.
final class Page implements AutoCloseable {
    static final String OWN_ADDRESS = "https://page.kbench.invalid/";

    private static final int LONGEST_DOCUMENT = 10_000_000;
    private static final String DOCUMENT =
            "document.documentElement?.outerHTML.slice(0, " + LONGEST_DOCUMENT + ")";

    private final Chromium browser;
    private final SnapshotOptions options;
    private final PageSource source;
    private final AllowedHosts allowed;
    private final PageLog log = new PageLog();
    private final long lostBefore;
    private @Nullable String profile;
    private volatile @Nullable String window;
    private volatile boolean isOpened;
    private boolean isTimedOut;

    Page(Chromium browser, PageSource source, SnapshotOptions options) {
        this.browser = browser;
        this.source = source;
        this.options = options;
        this.lostBefore = browser.lost();
        this.allowed =
                source.host().isEmpty() ? options.allowed() : options.allowed().with(source.host());
    }

    Snapshot take() throws BrowserError, TimeoutException, InterruptedException {
        String context = open();
        ask(
                "browsingContext.navigate",
                Map.of("context", context, "url", source.address(), "wait", "complete"));
        if (!options.pause().isZero()) {
            Thread.sleep(options.pause());
        }
        String html = evaluate(context, DOCUMENT);
        Image picture =
                Image.fromBytes(
                        Base64.getDecoder()
                                .decode(
                                        ask("browsingContext.captureScreenshot", picture(context))
                                                .path("data")
                                                .asString("")));
        settle();
        return log.snapshot(picture, html, browser.lost() - lostBefore);
    }

    private String open() throws BrowserError, TimeoutException, InterruptedException {
        String mine =
                ask("browser.createUserContext", allowed.proxy()).path("userContext").asString("");
        profile = mine;
        browser.register(this, mine);
        String context =
                ask(
                                "browsingContext.create",
                                Map.of("type", "tab", "userContext", mine, "background", true))
                        .path("context")
                        .asString("");
        window = context;
        browser.registerWindow(this, context);
        ask(
                "browsingContext.setViewport",
                Map.of(
                        "context",
                        context,
                        "viewport",
                        Map.of("width", options.width(), "height", options.height())));
        return context;
    }

    private Map<String, ?> picture(String context)
            throws BrowserError, TimeoutException, InterruptedException {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("context", context);
        if (options.isFullPage()) {
            String[] size =
                    evaluate(
                                    context,
                                    "Math.max(document.documentElement.scrollWidth, innerWidth) + '"
                                            + " ' + Math.max(document.documentElement.scrollHeight,"
                                            + " innerHeight)")
                            .split(" ", 2);
            params.put("origin", "document");
            params.put(
                    "clip",
                    Map.of(
                            "type",
                            "box",
                            "x",
                            0,
                            "y",
                            0,
                            "width",
                            side(size[0]),
                            "height",
                            side(size[size.length - 1])));
        }
        return params;
    }

    private static int side(String pixels) {
        try {
            return (int) Math.clamp(Double.parseDouble(pixels), 1, SnapshotOptions.LARGEST_SIDE);
        } catch (NumberFormatException _) {
            // A page may have put its own in the place of what was asked.
            return SnapshotOptions.LARGEST_SIDE;
        }
    }

    private String evaluate(String context, String expression)
            throws BrowserError, TimeoutException, InterruptedException {
        String text =
                ask(
                                "script.evaluate",
                                Map.of(
                                        "expression",
                                        expression,
                                        "target",
                                        Map.of("context", context, "sandbox", "kbench"),
                                        "awaitPromise",
                                        false))
                        .path("result")
                        .path("value")
                        .asString("");
        return text.length() > LONGEST_DOCUMENT ? text.substring(0, LONGEST_DOCUMENT) : text;
    }

    private void settle() throws TimeoutException, InterruptedException {
        try {
            browser.settle(options.limit());
        } catch (TimeoutException e) {
            isTimedOut = true;
            throw e;
        }
    }

    private JsonNode ask(String method, Map<String, ?> params)
            throws BrowserError, TimeoutException, InterruptedException {
        try {
            return browser.send(method, params, options.limit());
        } catch (TimeoutException e) {
            isTimedOut = true;
            throw e;
        }
    }

    /// What becomes of a request of this page.
    RequestDecision decide(String address) {
        if (address.equals(OWN_ADDRESS) && source.host().isEmpty() && !isOpened) {
            isOpened = true;
            return new RequestDecision.Answered(source.html());
        }
        if (allowed.permits(address)) {
            return new RequestDecision.Sent();
        }
        log.refused(address);
        return new RequestDecision.Blocked();
    }

    /// Takes down that the page opens a web socket, which nobody decides on: where the host is not
    /// allowed, the profile's proxy is one that nobody serves.
    void socketOpened(String address) {
        if (!allowed.permitsSocket(address)) {
            log.refused(address);
        }
    }

    /// Takes down that the page's window went where nothing can be shown, so that Chromium's words
    /// stand in the document's place.
    void wentAstray(String context, String address) {
        if (context.equals(window)) {
            log.add(
                    ConsoleEntry.Level.ERROR,
                    "the page went to %s, which %s"
                            .formatted(
                                    address,
                                    allowed.permits(address) ? "cannot be shown" : "is refused"),
                    true);
        }
    }

    /// Takes an entry of the page's console.
    void logged(JsonNode entry) {
        ConsoleEntry.Level level =
                switch (entry.path("level").asString("").toLowerCase(Locale.ROOT)) {
                    case "debug" -> ConsoleEntry.Level.DEBUG;
                    case "warn" -> ConsoleEntry.Level.WARN;
                    case "error" -> ConsoleEntry.Level.ERROR;
                    default -> ConsoleEntry.Level.INFO;
                };
        boolean uncaught = entry.path("type").asString("").equals("javascript");
        log.add(level, entry.path("text").asString(""), uncaught);
    }

    /// Takes down that entries of the page's console were left out.
    void dropped(long more) {
        log.dropped(more);
    }

    @Override
    public void close() {
        browser.forget(this);
        if (isTimedOut) {
            // Whatever it does, it does it in a browser that ends.
            browser.close();
        } else if (profile != null) {
            browser.remove(profile);
        }
    }
}
