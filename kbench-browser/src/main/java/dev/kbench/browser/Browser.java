package dev.kbench.browser;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.workspace.Workspace;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A browser that shows pages: `try (var browser = Browser.open()) { … }`.
///
/// Pages are shown by an installed Chromium (or Chrome) and its driver, `chromium` and
/// `chromedriver` on the PATH or as `KBENCH_CHROMIUM` and `KBENCH_CHROMEDRIVER` name them. All
/// browsers of a process share some Chromiums: as many pages as there are processors are shown at
/// once, each in a Chromium to itself, and further ones wait. One is started where none is idle,
/// and again where one has ended. A page that floods its console, its errors or the network costs
/// no other its picture. Each has a profile of its own: no cookie, storage or cache of another. It
/// reaches no host, this machine's ports and files among them, but those that its options allow.
///
/// As root, Chromium runs without its own sandbox: show pages of models as another user where that
/// matters.
///
/// Thread-safe.
public final class Browser implements AutoCloseable {
    private static final Actor ACTOR = new Actor("Browser", Role.USER, "🌐");
    private static final Chromiums SHARED =
            new Chromiums(
                    () -> Chromium.start(Executables.find(Workspace.current().settings())),
                    Duration.ofSeconds(10),
                    Runtime.getRuntime().availableProcessors());

    private final Chromiums chromiums;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Browser(Chromiums chromiums) {
        this.chromiums = chromiums;
        chromiums.enter();
    }

    /// A browser. Nothing is started before the first page.
    ///
    /// @return the browser; close it
    /// @throws dev.kbench.tool.ToolUnavailableException if no Chromium or no driver is installed,
    ///   with what to do: a run that meets it has no verdict
    public static Browser open() {
        Executables.find(Workspace.current().settings());
        return new Browser(SHARED);
    }

    /// Shows a page and takes down what came of it.
    ///
    /// @param page an HTML document, or an address that begins with `http://` or `https://`
    /// @return its picture, document, console and refused requests
    /// @throws IllegalArgumentException if the page is empty, or no address though it begins as one
    /// @throws IllegalStateException if this browser is closed
    /// @throws BrowserException if the page does not finish in time, or the browser ends over it
    /// @throws dev.kbench.tool.ToolUnavailableException if the browser does not start
    public Snapshot takeSnapshot(String page) {
        return takeSnapshot(page, _ -> {});
    }

    /// Shows a page and takes down what came of it.
    ///
    /// @param page an HTML document, or an address that begins with `http://` or `https://`
    /// @param options such as `with -> with.fullPage(true)`
    /// @return its picture, document, console and refused requests
    /// @throws IllegalArgumentException if the page is empty, or no address though it begins as one
    /// @throws IllegalStateException if this browser is closed
    /// @throws BrowserException if the page does not finish in time, or the browser ends over it
    /// @throws dev.kbench.tool.ToolUnavailableException if the browser does not start
    public Snapshot takeSnapshot(String page, Consumer<SnapshotOptions> options) {
        requireNonNull(page, "page: expected a document or an address, got null");
        requireNonNull(options, "options: expected such as with -> with.fullPage(true), got null");
        SnapshotOptions with = new SnapshotOptions();
        options.accept(with);
        PageSource source = PageSource.of(page);
        if (isClosed.get()) {
            throw new IllegalStateException(
                    "this browser is closed; open another with Browser.open()");
        }
        Snapshot snapshot = shown(source, with);
        Chats.current()
                .append(
                        new Message(
                                ACTOR,
                                snapshot.screenshot(),
                                with.isVisibleToLlm(),
                                ReplyDetails.NONE));
        return snapshot;
    }

    /// Shows a page and takes its picture.
    ///
    /// @param page an HTML document, or an address that begins with `http://` or `https://`
    /// @param options such as `with -> with.fullPage(true)`
    /// @return the picture, a PNG
    /// @throws IllegalArgumentException if the page is empty, or no address though it begins as one
    /// @throws IllegalStateException if this browser is closed
    /// @throws BrowserException if the page does not finish in time, or the browser ends over it
    /// @throws dev.kbench.tool.ToolUnavailableException if the browser does not start
    public Image takeScreenshot(String page, Consumer<SnapshotOptions> options) {
        return takeSnapshot(page, options).screenshot();
    }

    private Snapshot shown(PageSource source, SnapshotOptions options) {
        try {
            return attempts(source, options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("interrupted while a page was shown");
            cancelled.initCause(e);
            throw cancelled;
        } catch (TimeoutException e) {
            throw new BrowserException(
                    "the page was not done within %s; it may run for ever, or wait for what does"
                                    .formatted(spoken(options.limit()))
                            + " not come. Give it longer with timeout(…), or count it as failed",
                    e);
        }
    }

    /// A page that its browser did not survive is shown once more in another.
    private Snapshot attempts(PageSource source, SnapshotOptions options)
            throws TimeoutException, InterruptedException {
        for (boolean again = true; ; again = false) {
            Chromium browser = chromiums.take();
            try (Page page = new Page(browser, source, options)) {
                return page.take();
            } catch (BrowserError e) {
                if (!e.isEnd()) {
                    throw new BrowserException("the page cannot be shown: " + e.getMessage(), e);
                }
                if (!again) {
                    throw new BrowserException(
                            "the browser ended twice while it showed the page", e);
                }
            } finally {
                chromiums.give(browser);
            }
        }
    }

    private static String spoken(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /// Leaves the process's browsers, which end soon after the last has left them. Closing twice is
    /// closing once.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            chromiums.leave();
        }
    }
}
