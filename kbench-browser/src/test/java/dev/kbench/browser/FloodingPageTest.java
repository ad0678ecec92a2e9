package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Pages that do without end what their browser has to tell of.
class FloodingPageTest {
    private static final int NEIGHBOURS = 4;

    private static String page(String script) {
        return "<html><body><p>flood</p><script>%s</script></body></html>".formatted(script);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a loop that logs | while (true) console.log('x'.repeat(1000))
                    a timer that throws | setInterval(() => { for (let i = 0; i < 100; i++) setTimeout(() => { throw new Error('x') }, 0) }, 0)
                    a timer that asks | setInterval(() => { for (let i = 0; i < 100; i++) fetch('http://a.example/' + Math.random()).catch(() => 0) }, 0)
                    a worker that logs | new Worker(URL.createObjectURL(new Blob(['while (true) console.log(1)'])))
                    """)
    void neighboursOfAFloodAreAllShown(String name, String script) throws Exception {
        List<Chromium> started = new CopyOnWriteArrayList<>();
        try (Browser browser = new Browser(Shown.browsers(2, started));
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Snapshot> flood =
                    jobs.submit(
                            () ->
                                    browser.takeSnapshot(
                                            page(script),
                                            with ->
                                                    with.timeout(Duration.ofSeconds(4))
                                                            .waitBefore(Duration.ofSeconds(2))));
            List<Future<Snapshot>> neighbours = new ArrayList<>();
            for (int i = 0; i < NEIGHBOURS; i++) {
                String text = "page " + i;
                neighbours.add(
                        jobs.submit(
                                () ->
                                        browser.takeSnapshot(
                                                page("console.log('%s')".formatted(text)))));
            }

            for (int i = 0; i < NEIGHBOURS; i++) {
                Snapshot neighbour = neighbours.get(i).get();
                assertThat(neighbour.logTexts()).as(name).containsExactly("page " + i);
                assertThat(neighbour.dropped()).isZero();
            }
            Throwable end = catchThrowable(flood::get);
            if (end != null) {
                assertThat(end)
                        .cause()
                        .isInstanceOf(BrowserException.class)
                        .hasMessageStartingWith("the page was not done within 4 s");
            }
            assertThat(browser.takeSnapshot(page("console.log('after')")).logTexts())
                    .containsExactly("after");
        }
        assertThat(started).noneMatch(Chromium::isAlive);
    }

    @Test
    void pageThatLogsWithoutEndIsShown() {
        try (Browser browser = Shown.browser()) {
            Snapshot page =
                    Shown.page(
                            browser,
                            page(
                                    "setInterval(() => { for (let i = 0; i < 1000; i++)"
                                            + " console.log('line ' + i) }, 0)"),
                            Duration.ofMillis(500),
                            _ -> {},
                            one -> one.dropped() > 0);

            assertThat(page.logs()).hasSize(1_000);
            assertThat(page.logTexts()).startsWith("line 0", "line 1").endsWith("line 999");
            assertThat(page.dropped()).isPositive();
            assertThat(page.html()).contains("<p>flood</p>");
        }
    }

    @Test
    void entriesThatWereLeftOutAreCounted() {
        try (Browser browser = Shown.browser()) {
            Snapshot page =
                    Shown.page(
                            browser,
                            page(
                                    "for (let i = 0; i < 1200; i++) console.log('x'.repeat(11000));"
                                            + " console.assert(true); console.assert(false, 'no')"),
                            Duration.ofSeconds(1),
                            _ -> {},
                            one -> one.dropped() > 200);

            assertThat(page.logs())
                    .hasSize(1_000)
                    .allSatisfy(entry -> assertThat(entry.text()).isEqualTo("x".repeat(10_000)));
            assertThat(page.dropped()).isEqualTo(201);
        }
    }

    @Test
    void pageSeesTheConsoleThatItKnows() {
        try (Browser browser = Shown.browser()) {
            Snapshot page =
                    browser.takeSnapshot(
                            page(
                                    """
                                    const log = console.log.bind(null, 'bound');
                                    log(1, {a: [2]});
                                    console.log('%s and %d', 'text', 7);
                                    console.assert(1 < 2, 'never');
                                    console.assert(2 < 1, 'always');
                                    document.body.append([console.log.name, String(console.log),
                                        console.log.length].join());
                                    """));

            assertThat(page.html()).contains("log,function () { [native code] },0");
            assertThat(page.logTexts())
                    .containsExactly("bound 1 Object(1)", "text and 7", "always");
        }
    }
}
