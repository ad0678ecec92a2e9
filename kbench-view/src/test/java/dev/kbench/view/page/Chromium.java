package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.kbench.contract.Needed;
import dev.kbench.view.web.Token;
import dev.kbench.view.web.WebServer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The pages in an installed Chromium, and all that it complained of. One thread.
public final class Chromium implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 760;

    private final Playwright playwright;
    private final WebServer server;
    private final Page page;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();
    private String file = "";

    private Chromium(Path executable, Shelf shelf, LiveEvaluations evaluations) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        // as root Chromium's own sandbox does not work
                                        .setArgs(List.of("--no-sandbox")));
        Token action = Token.random();
        server = WebServer.start("127.0.0.1", 0, action, new Site(shelf, evaluations, action));
        origin = server.url("").replaceFirst("\\?.*", "");
        page =
                browser.newPage(
                        new Browser.NewPageOptions()
                                .setViewportSize(WIDTH, HEIGHT)
                                .setTimezoneId("Asia/Kathmandu"));
        page.onDialog(
                dialog -> {
                    complaints.add("a dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onPageError(error -> complaints.add("an error: " + error));
        page.onConsoleMessage(
                message -> {
                    if (!message.type().equals("log") && !message.type().equals("info")) {
                        complaints.add("console %s: %s".formatted(message.type(), message.text()));
                    }
                });
        page.onRequest(
                request -> {
                    if (!request.url().startsWith(origin) && !request.url().equals(file)) {
                        complaints.add("a request to " + request.url());
                    }
                });
    }

    /// Opens the pages; a test ends here where there is no Chromium.
    public static Chromium show(Shelf shelf, LiveEvaluations evaluations) {
        Path executable =
                Stream.of(
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseGet(
                                () ->
                                        Needed.missing(
                                                "a Chromium in /usr/bin: on Debian and Ubuntu,"
                                                        + " apt-get install chromium"));
        Chromium chromium = new Chromium(executable, shelf, evaluations);
        chromium.page.navigate(chromium.server.url("/runs"));
        chromium.page.waitForURL(chromium.origin + "/runs");
        return chromium;
    }

    public Page page() {
        return page;
    }

    /// Goes to a page of the server.
    void go(String path) {
        page.navigate(origin + path);
    }

    /// Opens a file, which is to ask for nothing beside itself.
    public void open(Path document) {
        file = document.toUri().toString();
        page.navigate(file);
    }

    /// What a script in the page gives.
    public Object asked(String script) {
        return page.evaluate(script);
    }

    /// Waits until a condition holds. The pages' policy forbids the browser to evaluate texts, so
    /// it is asked from outside.
    public void awaits(String condition) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
    }

    public void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    /// Keeps a picture, where the build was told to draw those of the guide anew:
    /// `-Dkbench.pictures=docs/guide/pictures`.
    void picture(String name) {
        String folder = System.getProperty("kbench.pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of(folder, name + ".png"))
                            .setFullPage(true));
        }
    }

    @Override
    public void close() {
        playwright.close();
        server.close();
    }
}
