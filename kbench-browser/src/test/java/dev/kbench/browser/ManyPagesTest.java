package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ManyPagesTest {
    private static final int PAGES =
            System.getProperty("kbench.tier", "verify").equals("verify") ? 16 : 100;

    @Test
    void pagesOfParallelJobsAreEachTheirOwnAndNoneIsLost() throws Exception {
        List<Chromium> started = new CopyOnWriteArrayList<>();
        Chromiums browsers = Shown.browsers(3, started);
        List<Future<Snapshot>> pages = new ArrayList<>();
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
                Browser held = new Browser(browsers)) {
            for (int i = 0; i < PAGES; i++) {
                int number = i;
                pages.add(
                        jobs.submit(
                                () -> {
                                    try (Browser browser = new Browser(browsers)) {
                                        return browser.takeSnapshot(page(number));
                                    }
                                }));
            }
            for (int i = 0; i < PAGES; i++) {
                Snapshot page = pages.get(i).get();
                assertThat(page.html()).contains("<p>page " + i + "</p>");
                assertThat(page.logTexts()).containsExactly("log " + i);
            }
            assertThat(held).isNotNull();
            assertThat(started).hasSizeBetween(1, 3);
        }
        assertThat(started).noneMatch(Chromium::isAlive);
    }

    @Test
    void pagesInTurnAreShownByOneBrowser() {
        List<Chromium> started = new ArrayList<>();
        try (Browser browser = new Browser(Shown.browsers(3, started))) {
            for (int i = 0; i < 3; i++) {
                assertThat(browser.takeSnapshot(page(i)).logTexts()).containsExactly("log " + i);
            }
            assertThat(started).hasSize(1);
        }
    }

    private static String page(int number) {
        return "<html><body><p>page %d</p><script>console.log('log %d')</script></body></html>"
                .formatted(number, number);
    }

    @Test
    void browserEndsWithItsLastHolderAndLeavesNoProcessAndNoFile() {
        List<Chromium> started = new ArrayList<>();
        List<ProcessHandle> processes;
        Path files;
        try (Browser browser = new Browser(Shown.browsers(1, started))) {
            browser.takeSnapshot("<html>one</html>");
            processes = started.getFirst().processes();
            assertThat(processes).hasSizeGreaterThan(2);
            files = started.getFirst().temporaryFiles();
            assertThat(files.getFileName().toString()).startsWith("kbench-browser-");
            assertThat(files).isDirectoryContaining("glob:**org.chromium.*");
        }

        processes.forEach(process -> process.onExit().join());
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(files).doesNotExist();
    }

    @Test
    void browserThatEndedIsStartedAgain() {
        List<Chromium> started = new ArrayList<>();
        try (Browser browser = new Browser(Shown.browsers(1, started))) {
            browser.takeSnapshot("<html>one</html>");
            started.getFirst().processes().forEach(ProcessHandle::destroyForcibly);

            assertThat(browser.takeSnapshot("<html>two</html>").html()).contains("two");
            assertThat(started).hasSize(2);
        }
    }

    @Test
    void pageWhoseBrowserIsKilledIsShownOnceMore() throws Exception {
        List<Chromium> started = new ArrayList<>();
        try (AskedServer server = new AskedServer();
                Browser browser = new Browser(Shown.browsers(2, started));
                ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            browser.takeSnapshot("<html>first</html>");
            Future<Snapshot> page =
                    jobs.submit(
                            () ->
                                    browser.takeSnapshot(
                                            "<html><body>kept<img src='%s/held'></body></html>"
                                                    .formatted(server.base()),
                                            with -> with.allow("127.0.0.1")));
            while (server.asked().isEmpty() && !page.isDone()) {
                Thread.onSpinWait();
            }
            started.getFirst().processes().forEach(ProcessHandle::destroyForcibly);

            assertThat(page.get().html()).contains("kept");
            assertThat(started).hasSize(2);
        }
    }
}
