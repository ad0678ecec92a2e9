package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.content.Image;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotTest {
    private Browser browser;

    @BeforeAll
    void open() {
        browser = Shown.browser();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void documentIsAsItsScriptsLeftIt() {
        Snapshot page =
                browser.takeSnapshot(
                        "<html><body><p id=a>before</p>"
                                + "<script>a.textContent = 'after ✓'</script></body></html>");

        assertThat(page.html()).startsWith("<html>").contains("<p id=\"a\">after ✓</p>");
        assertThat(page.logs()).isEmpty();
        assertThat(page.blocked()).isEmpty();
    }

    @Test
    void consoleComesInOrderWithItsErrors() {
        Snapshot page =
                browser.takeSnapshot(
                        """
                        <html><script>
                        for (let i = 0; i < 200; i++) console.log('line ' + i);
                        console.debug('d'); console.info('i'); console.warn('w');
                        console.error('e');
                        throw new Error('boom');
                        </script></html>\
                        """);

        assertThat(page.logTexts()).hasSize(205);
        for (int i = 0; i < 200; i++) {
            assertThat(page.logTexts().get(i)).isEqualTo("line " + i);
        }
        assertThat(page.logs().subList(200, 204))
                .containsExactly(
                        new ConsoleEntry(ConsoleEntry.Level.DEBUG, "d", false),
                        new ConsoleEntry(ConsoleEntry.Level.INFO, "i", false),
                        new ConsoleEntry(ConsoleEntry.Level.WARN, "w", false),
                        new ConsoleEntry(ConsoleEntry.Level.ERROR, "e", false));
        assertThat(page.errors()).containsExactly("Error: boom");
    }

    @Test
    void pictureShowsTheWindowOrThePage() {
        String page =
                "<!doctype html><html><body style='margin:0;background:#0000ff'>"
                        + "<div style='height:1500px'></div></body></html>";

        Image window = browser.takeScreenshot(page, _ -> {});
        Image whole = browser.takeScreenshot(page, with -> with.fullPage(true));
        Image sized = browser.takeScreenshot(page, with -> with.size(320, 200));
        Image red = browser.takeScreenshot(page.replace("0000ff", "ff0000"), _ -> {});

        assertThat(Shown.size(window)).containsExactly(400, 600);
        assertThat(Shown.size(whole)).containsExactly(400, 1500);
        assertThat(Shown.size(sized)).containsExactly(320, 200);
        assertThat(window.mimeType()).isEqualTo("image/png");
        assertThat(red).isNotEqualTo(window);
        assertThat(browser.takeScreenshot(page, _ -> {})).isEqualTo(window);
    }

    @Test
    void pictureOfAnEndlessPageIsCut() {
        Image picture =
                browser.takeScreenshot(
                        "<html><body style='margin:0'><div style='height:60000px;width:10px'>"
                                + "</div></body></html>",
                        with -> with.fullPage(true));

        assertThat(Shown.size(picture)).containsExactly(400, 16_384);
    }

    @Test
    void waitsBeforeThePicture() {
        String page =
                "<html><body>now<script>setTimeout(() => document.body.textContent = 'later', 200)"
                        + "</script></body></html>";

        Snapshot late =
                Shown.page(
                        browser,
                        page,
                        Duration.ofSeconds(1),
                        _ -> {},
                        one -> one.html().contains("<body>later"));

        assertThat(late.html()).contains("<body>later</body>");
    }

    @Test
    void dialogsHoldNothingUp() {
        Snapshot page =
                browser.takeSnapshot(
                        "<html><body>x<script>alert('stop'); document.body.append("
                                + "confirm('sure?'), prompt('name?'))</script></body></html>");

        assertThat(page.html()).contains("</script>falsenull");
    }

    @Test
    void pageHasStorageThatTheNextOneDoesNotSee() {
        String page =
                "<html><body><script>document.body.append(localStorage.seen ?? 'new',"
                        + " document.cookie); localStorage.seen = 'old'; document.cookie = 'c=1'"
                        + "</script></body></html>";

        assertThat(browser.takeSnapshot(page).html()).contains("new<");
        assertThat(browser.takeSnapshot(page).html()).contains("new<");
    }

    @Test
    void pageCannotLieAboutItsDocumentByReplacingFunctions() {
        Snapshot page =
                browser.takeSnapshot(
                        "<html><body>true words<script>String.prototype.slice = () => 'lie';"
                                + "Math.max = () => 'lie'</script></body></html>",
                        with -> with.fullPage(true));

        assertThat(page.html()).contains("true words");
    }

    @Test
    void pageThatRunsForEverEndsAtItsTimeout() {
        assertThatThrownBy(
                        () ->
                                browser.takeSnapshot(
                                        "<html><body><script>while (true)"
                                                + " {}</script></body></html>",
                                        with -> with.timeout(Duration.ofSeconds(2))))
                .isInstanceOf(BrowserException.class)
                .hasMessage(
                        "the page was not done within 2 s; it may run for ever, or wait for what"
                                + " does not come. Give it longer with timeout(…), or count it as"
                                + " failed");
        assertThat(browser.takeSnapshot("<html><body>next</body></html>").html()).contains("next");
    }

    @Test
    void hostileTextsArriveWhole() {
        String text = "\u202Eright to left \u0007 ${x} \ud83d\ude00 " + "ü".repeat(300_000);

        Snapshot page = browser.takeSnapshot("<html><body><pre>" + text + "</pre></body></html>");

        assertThat(page.html()).contains(text.substring(0, 1_000)).hasSizeGreaterThan(300_000);
    }

    @Test
    void pictureJoinsTheConversation() {
        Chat chat = Chat.named("pages");
        try (var _ = Contexts.enter(chat)) {
            Snapshot first = browser.takeSnapshot("<html>1</html>");
            browser.takeSnapshot("<html>2</html>", with -> with.visibleToLlm(false));

            assertThat(Chats.current()).isSameAs(chat);
            assertThat(chat.messages()).hasSize(2);
            Message shown = chat.messages().get(0);
            assertThat(shown.sender().name()).isEqualTo("Browser");
            assertThat(shown.content()).isInstanceOf(Image.class).isEqualTo(first.screenshot());
            assertThat(shown.visibleToLlm()).isTrue();
            assertThat(chat.messages().get(1).visibleToLlm()).isFalse();
        }
    }
}
