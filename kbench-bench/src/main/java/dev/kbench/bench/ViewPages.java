package dev.kbench.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.kbench.view.index.RunQuery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pages over made runs in an installed Chromium. What a browser shows is timed by its own
/// clock, up to the frame that shows it.
///
/// One thread.
final class ViewPages implements AutoCloseable {
    private static final int TIMES = 100;
    private static final int OPENED = 5;

    /// Remembers when the first row with something in it was there to be shown.
    private static final String FIRST_ROWS =
            """
            (() => {
              const look = () => {
                if (document.querySelector('#rows .row .outcome')) window.firstRows = performance.now();
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            })()
            """;

    /// Searches as Back and Forward do, and waits until what was found is shown.
    private static final String SEARCH =
            """
            query => new Promise((done) => {
              const begun = performance.now();
              history.pushState(null, '', query ? `?${query}` : location.pathname);
              dispatchEvent(new PopStateEvent('popstate'));
              const found = document.getElementById('found');
              const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
              const look = () => (found.textContent === 'searching …' ? requestAnimationFrame(look) : shown());
              requestAnimationFrame(look);
            })
            """;

    /// Goes to a place in the table, and waits until no row there waits for its run.
    private static final String SCROLL =
            """
            share => new Promise((done) => {
              const begun = performance.now();
              const grid = document.getElementById('grid');
              grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
              const look = () => (document.querySelector('#rows .waiting') ? requestAnimationFrame(look) : done(performance.now() - begun));
              requestAnimationFrame(() => requestAnimationFrame(look));
            })
            """;

    /// The id of the run at a place.
    private static final String ID =
            """
            place => fetch(`/runs/lines?from=${place}&count=1`).then((answer) => answer.json()).then((found) => found.lines[0].id)
            """;

    private static final String LOADED =
            "performance.getEntriesByType('navigation')[0].loadEventEnd";

    private final Playwright playwright;
    private final Browser browser;

    /// Where Debian and others have it.
    static Optional<Path> executable() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts the browser.
    ViewPages(Path executable) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        // as root Chromium's own sandbox does not work
                                        .setArgs(List.of("--no-sandbox")));
    }

    private Page fresh() {
        Page page = browser.newContext().newPage();
        page.addInitScript(FIRST_ROWS);
        return page;
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private Page shown(String url) {
        Page page = fresh();
        page.navigate(url);
        page.waitForSelector("#rows .row .outcome");
        return page;
    }

    /// From asking for the page until its first rows are shown, in milliseconds; each time in a
    /// browser's profile of its own, so that nothing is kept from before.
    Spread opened(String url) {
        return Spread.of(
                IntStream.range(0, OPENED)
                        .mapToDouble(
                                _ -> {
                                    try (Page page = shown(url)) {
                                        return number(page, "window.firstRows");
                                    }
                                }));
    }

    /// From a change of the search until its rows are shown, in milliseconds.
    Spread searched(String url, Function<Random, RunQuery> asked) {
        Random random = new Random(5);
        try (Page page = shown(url)) {
            return Spread.of(
                    DoubleStream.generate(
                                    () ->
                                            ((Number)
                                                            page.evaluate(
                                                                    SEARCH,
                                                                    asked.apply(random)
                                                                            .toQueryString()))
                                                    .doubleValue())
                            .limit(TIMES));
        }
    }

    /// From asking for the page of one run until it is loaded, in milliseconds.
    Spread runs(String url) {
        Random random = new Random(5);
        try (Page page = shown(url)) {
            String from = page.url().replaceFirst("/runs.*", "/run/");
            double total = number(page, "document.getElementById('grid').ariaRowCount - 1");
            List<Object> ids =
                    Stream.generate(() -> Math.floor(random.nextDouble() * total))
                            .limit(TIMES)
                            .map(place -> page.evaluate(ID, place))
                            .toList();
            return Spread.of(
                    ids.stream()
                            .mapToDouble(
                                    id -> {
                                        page.navigate(from + id);
                                        return number(page, LOADED);
                                    }));
        }
    }

    /// What scrolling costs.
    ///
    /// @param millis until the rows of a place are shown
    /// @param early megabytes of JavaScript's heap after the first tenth, garbage taken away
    /// @param late the same at the end
    /// @param elements how many elements there are more at the end than then
    record Scrolled(Spread millis, double early, double late, long elements) {
        boolean isFlat() {
            return late <= early * 1.2 && Math.abs(elements) <= 100;
        }
    }

    /// Goes to places all over the table.
    Scrolled scrolled(String url, int places) {
        Random random = new Random(5);
        try (Page page = shown(url)) {
            CDPSession session = page.context().newCDPSession(page);
            double[] millis = new double[places];
            double early = 0;
            double elements = 0;
            for (int i = 0; i < places; i++) {
                millis[i] = ((Number) page.evaluate(SCROLL, random.nextDouble())).doubleValue();
                if (i == places / 10) {
                    early = heap(session);
                    elements = elements(page);
                }
            }
            return new Scrolled(
                    Spread.of(DoubleStream.of(millis)),
                    early,
                    heap(session),
                    Math.round(elements(page) - elements));
        }
    }

    private static double elements(Page page) {
        return number(page, "document.querySelectorAll('*').length");
    }

    private static double heap(CDPSession session) {
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / 1e6;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
