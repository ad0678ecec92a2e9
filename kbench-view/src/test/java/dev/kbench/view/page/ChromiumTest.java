package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The pages as a browser shows them, used by the keyboard alone.
class ChromiumTest {
    private static final String SHIFTED =
            "new Promise(done => { let sum = 0; new PerformanceObserver(all =>"
                + " all.getEntries().forEach(one => sum += one.value)).observe({type:"
                + " 'layout-shift', buffered: true}); requestAnimationFrame(() => setTimeout(() =>"
                + " done(sum), 50)); })";

    private final MadeEvaluations evaluations = new MadeEvaluations();

    private Chromium runs(int count, int params) {
        return Chromium.show(
                new MadeShelf(count, params, index -> MadeRuns.rich("made~" + index)), evaluations);
    }

    private static int press(Page page, String... keys) {
        List.of(keys).forEach(page.keyboard()::press);
        return keys.length;
    }

    private static int type(Page page, String text) {
        page.keyboard().type(text);
        return text.length();
    }

    @Test
    void oneFailingRunIsFoundByTheKeyboardAlone(TestReporter reporter) {
        try (Chromium chromium = runs(20_000, 3)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5");
            int keys = press(page, "/");
            keys += type(page, MadeShelf.LOST);
            keys += press(page, "Enter");
            chromium.awaits("document.getElementById('found').textContent === '1 run'");
            // rows are drawn with the next frame
            chromium.awaits(
                    "document.getElementById('row-0')?.textContent.includes('%s')"
                            .formatted(MadeShelf.LOST));
            assertThat(page.textContent("#row-0")).contains("timed out");
            keys += press(page, "Enter");
            page.waitForURL("**/run/made~1229?text=" + MadeShelf.LOST);
            assertThat(page.textContent("h1")).isEqualTo("River Quiz");
            assertThat(keys).isEqualTo(MadeShelf.LOST.length() + 3);
            reporter.publishEntry("keys to find one failing run", String.valueOf(keys));
            press(page, "u");
            page.waitForURL("**/runs?text=" + MadeShelf.LOST);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void aMillionRunsTakeNoMoreElementsThanAHundred() {
        try (Chromium chromium = runs(1_000_000, 200)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            chromium.awaits("document.querySelectorAll('#param-names option').length === 201");
            int first =
                    ((Number) chromium.asked("document.querySelectorAll('*').length")).intValue();
            chromium.picture("runs");
            press(page, "End");
            page.waitForSelector("#row-999999 .outcome");
            assertThat(page.textContent("#place")).isEqualTo("row 1,000,000 of 1,000,000");
            for (int i = 0; i < 40; i++) {
                chromium.asked("document.getElementById('grid').scrollTop = " + i * 190_000);
                chromium.awaits(
                        "![...document.querySelectorAll('#rows .row')].some(row =>"
                                + " row.querySelector('.waiting'))");
            }
            press(page, "Home");
            page.waitForSelector("#row-0 .outcome");
            int last =
                    ((Number) chromium.asked("document.querySelectorAll('*').length")).intValue();
            assertThat(last).isBetween(first - 100, first + 100);
            assertThat(first).isLessThan(1_500);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void rowsFollowTheWheelPixelByPixel() {
        try (Chromium chromium = runs(1_000_000, 3)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            page.mouse().move(800, 400);
            page.mouse().wheel(0, 280);
            page.waitForSelector("#row-10 .outcome");
            chromium.awaits(
                    "Math.round(document.getElementById('row-10').getBoundingClientRect().top) ==="
                        + " Math.round(document.getElementById('head').getBoundingClientRect().bottom)");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void theOutcomeStaysInSightWhereTheTableIsMovedSideways() {
        try (Chromium chromium = runs(2_000, 200)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            chromium.awaits("document.querySelectorAll('#param-names option').length === 201");
            String position = "getComputedStyle(document.querySelector('#row-5 .first')).position";
            assertThat(chromium.asked(position)).isEqualTo("static");
            chromium.asked("document.getElementById('grid').scrollLeft = 700");
            chromium.awaits(position + " === 'sticky'");
            chromium.awaits(
                    "Math.round(document.querySelector('#row-5"
                        + " .first').getBoundingClientRect().left) ==="
                        + " Math.round(document.getElementById('grid').getBoundingClientRect().left)");
            chromium.asked("document.getElementById('grid').scrollLeft = 0");
            chromium.awaits(position + " === 'static'");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void filtersSortsAndColumnsAreInTheAddress() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            page.waitForSelector("#facet-outcome input");
            press(page, "f", "Tab", "Space");
            page.waitForURL("**/runs?outcome=failed");
            page.waitForSelector("#chips button");
            page.locator("#head button")
                    .filter(
                            new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHasText("Score"))
                    .click();
            page.waitForURL("**/runs?outcome=failed&sort=score");
            page.goBack();
            page.waitForURL("**/runs?outcome=failed");
            press(page, "c");
            page.locator("#columns").getByText("Evaluation").click();
            page.locator("#columns").getByText("Close").click();
            page.waitForURL(url -> url.contains("cols=") && url.contains("evaluation"));
            press(page, "x");
            chromium.awaits("!location.search.includes('outcome=')");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void whatIsTypedWhileAllIsCountedStays() {
        CountDownLatch typed = new CountDownLatch(1);
        MadeShelf made = new MadeShelf(2_000, 3, index -> MadeRuns.rich("made~" + index));
        try (Chromium chromium = Chromium.show(made.countedAfter(typed), evaluations)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            press(page, "/");
            type(page, MadeShelf.LOST);
            typed.countDown();
            page.waitForSelector("#facet-outcome input");
            chromium.awaits("document.querySelectorAll('#param-names option').length === 4");
            assertThat(page.inputValue("#text")).isEqualTo(MadeShelf.LOST);
            press(page, "Enter");
            chromium.awaits("document.getElementById('found').textContent === '1 run'");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void aClickOnTheHeadIsNotLostWhereRowsComeMeanwhile() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            page.waitForSelector("#facet-outcome input");
            chromium.awaits("document.querySelectorAll('#param-names option').length === 4");
            page.hover("#head [data-column=score]");
            page.mouse().down();
            chromium.asked("document.getElementById('grid').scrollTop = 28_000");
            page.waitForSelector("#row-1000 .outcome");
            page.mouse().up();
            page.waitForURL("**/runs?sort=score");
            chromium.awaits("document.activeElement.textContent === 'Score ▲'");
            press(page, "Enter");
            page.waitForURL("**/runs?sort=-score");
            chromium.awaits("document.activeElement.textContent === 'Score ▼'");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void aClickOnARowIsNotLostWhereRowsAreDrawnMeanwhile() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            chromium.awaits("document.querySelectorAll('#param-names option').length === 4");
            page.hover("#row-5 [role=gridcell]:nth-child(3)");
            page.mouse().down();
            chromium.asked("document.getElementById('grid').scrollTop = 4");
            chromium.asked(
                    "new Promise(drawn => requestAnimationFrame(() =>"
                            + " requestAnimationFrame(drawn)))");
            page.mouse().up();
            page.waitForURL("**/run/made~5*");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void theNextFailingRunIsOneKeyAway() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            chromium.go("/run/made~8");
            chromium.picture("run");
            press(page, "n");
            page.waitForURL("**/run/made~10");
            press(page, "p");
            page.waitForURL("**/run/made~7");
            page.waitForLoadState();
            press(page, "?");
            page.waitForSelector("#keys[open]");
            assertThat(page.textContent("#key-list")).contains("next failing run");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void nothingMovesWhenItHasCome() {
        try (Chromium chromium = runs(2_000, 3)) {
            chromium.page().waitForSelector("#row-5 .outcome");
            chromium.page().waitForSelector("#facet-outcome input");
            assertThat(((Number) chromium.asked(SHIFTED)).doubleValue()).isLessThan(0.01);
            chromium.go("/run/made~8");
            assertThat(((Number) chromium.asked(SHIFTED)).doubleValue()).isLessThan(0.01);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void nothingMovesOnANarrowScreen() {
        try (Chromium chromium = runs(2_000, 3)) {
            chromium.page().setViewportSize(320, 640);
            chromium.go("/runs");
            chromium.page().waitForSelector("#row-5 .outcome");
            assertThat(((Number) chromium.asked(SHIFTED)).doubleValue()).isLessThan(0.01);
            assertThat(chromium.page().isVisible("#text")).isTrue();
            chromium.go("/live");
            chromium.page().waitForSelector("#feed li a");
            assertThat(((Number) chromium.asked(SHIFTED)).doubleValue()).isLessThan(0.01);
            evaluations.stopped.add(MadeEvaluations.ID);
            chromium.go("/live");
            chromium.page().waitForSelector("#evaluations p");
            assertThat(((Number) chromium.asked(SHIFTED)).doubleValue()).isLessThan(0.01);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void whatScrollsIsReachedByTheKeyboardAndHasAName() {
        try (Chromium chromium = runs(400, 1)) {
            for (String path :
                    List.of(
                            "/run/made~8",
                            "/leaderboard",
                            "/compare?with=openai/gpt-5-mini&with=google/gemini-3-pro")) {
                chromium.go(path);
                assertThat(
                                chromium.asked(
                                        "[...document.querySelectorAll('.scroll')].every(box =>"
                                                + " box.tabIndex === 0 && box.ariaLabel)"))
                        .as(path)
                        .isEqualTo(true);
                assertThat(chromium.page().locator("h1").count()).as(path).isEqualTo(1);
            }
            chromium.assertNoComplaints();
        }
    }

    @Test
    void upLeadsBackToTheRowAndTheColumns() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            chromium.go("/runs?cols=%5B%22task%22%5D&at=1500");
            page.waitForSelector("#row-1500 .outcome");
            press(page, "Enter");
            page.waitForURL("**/run/made~1500?cols=%5B%22task%22%5D");
            press(page, "u");
            page.waitForURL("**/runs?cols=%5B%22task%22%5D&at=1500");
            page.waitForSelector("#row-1500.chosen .outcome");
            assertThat(page.locator("#head [role=columnheader]").allTextContents())
                    .containsExactly("Outcome", "Row", "Task");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void whereNoRunIsThePageSaysSo() {
        try (Chromium chromium = runs(2_000, 3)) {
            Page page = chromium.page();
            chromium.go("/runs?text=nowhere");
            page.waitForSelector("#nothing:not([hidden])");
            assertThat(page.textContent("#nothing"))
                    .isEqualTo("No run fits all of these conditions. The key x removes them.");
            press(page, "x");
            page.waitForSelector("#row-5 .outcome");
            assertThat(page.isVisible("#nothing")).isFalse();
            chromium.assertNoComplaints();
        }
    }

    @Test
    void whatAModelWroteRunsNoScript() {
        List<String> texts = Hostile.TEXTS;
        try (Chromium chromium = Chromium.show(MadeShelf.saying(texts), evaluations)) {
            Page page = chromium.page();
            page.waitForSelector("#row-5 .outcome");
            page.waitForSelector("#facet-outcome input");
            assertUnharmed(chromium);
            for (int i = 0; i < texts.size(); i++) {
                chromium.go("/run/made~" + i);
                assertThat(page.locator("article.message").count()).isEqualTo(2);
                chromium.asked(
                        "document.querySelectorAll('details').forEach(one => one.open = true)");
                page.mouse().move(600, 300 + i);
                assertUnharmed(chromium);
            }
            chromium.go("/compare/pair?a=made~0&b=made~5");
            assertUnharmed(chromium);
            chromium.go("/leaderboard");
            page.waitForSelector(".plot svg");
            assertUnharmed(chromium);
            chromium.assertNoComplaints();
        }
    }

    private static void assertUnharmed(Chromium chromium) {
        assertThat(chromium.asked("window.harmed === undefined")).isEqualTo(true);
        assertThat(
                        chromium.asked(
                                "[...document.querySelectorAll('script')].every(one => new"
                                        + " URL(one.src).pathname.startsWith('/assets/'))"))
                .isEqualTo(true);
        assertThat(
                        chromium.asked(
                                "document.querySelectorAll('iframe, object, embed, base,"
                                        + " #bait').length"))
                .isEqualTo(0);
        assertThat(chromium.asked("getComputedStyle(document.body).display !== 'none'"))
                .isEqualTo(true);
    }

    @Test
    void aLineOfTenMegabytesIsShownWhenAskedFor() {
        String line = "x".repeat(10_000_000);
        try (Chromium chromium =
                Chromium.show(
                        new MadeShelf(10, 1, index -> MadeRuns.answering("made~" + index, line)),
                        evaluations)) {
            Page page = chromium.page();
            chromium.go("/run/made~1");
            assertThat(page.locator("a.cut").first().textContent())
                    .isEqualTo("Show all 10,000,000 characters");
            page.locator("a.cut").first().focus();
            press(page, "Enter");
            page.waitForSelector(".chunk");
            assertThat(chromium.asked("document.getElementById('text-0').textContent.length"))
                    .isEqualTo(10_000_000);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void chartsHavePatternsAndATableBehindEach() {
        try (Chromium chromium = runs(300, 1)) {
            Page page = chromium.page();
            chromium.go("/leaderboard");
            chromium.awaits("document.querySelectorAll('.plot svg').length === 3");
            assertThat(
                            ((Number)
                                            chromium.asked(
                                                    "document.querySelectorAll('.plot svg"
                                                            + " pattern').length"))
                                    .intValue())
                    .isGreaterThanOrEqualTo(4);
            chromium.picture("leaderboard");
            press(page, "e");
            assertThat(page.locator("figure details[open] table").count()).isEqualTo(3);
            chromium.assertNoComplaints();
        }
    }

    @Test
    void twoModelsAreComparedRowByRow() {
        try (Chromium chromium = runs(400, 1)) {
            Page page = chromium.page();
            chromium.go("/compare?by=model&with=openai/gpt-5-mini&with=google/gemini-3-pro");
            assertThat(page.textContent("main")).contains("only the first passed");
            chromium.assertNoComplaints();
        }
    }

    /// The number at the beginning of what the page says of an evaluation.
    private static int facts(Chromium chromium, String name) {
        String said =
                String.valueOf(
                        chromium.asked(
                                "[...document.querySelectorAll('.facts dt')].find(one => one.textContent === '%s').nextElementSibling.textContent"
                                        .formatted(name)));
        return Integer.parseInt(said.replaceFirst(" .*", "").replace(",", ""));
    }

    @Test
    void whatRunsIsSeenAndStoppedByTheKeyboard() throws InterruptedException {
        try (Chromium chromium = runs(2_000, 1)) {
            Page page = chromium.page();
            chromium.go("/live");
            page.waitForSelector("#feed li a");
            assertThat(page.textContent("#evaluations")).contains("River Quiz", "of 4,000");
            chromium.picture("live");
            assertThat(
                            facts(chromium, "✓ Passed")
                                    + facts(chromium, "✗ Not passed")
                                    + facts(chromium, "! Unmeasured"))
                    .as("each run that ended is one of these")
                    .isEqualTo(facts(chromium, "Done"))
                    .isPositive();
            press(page, "s", "Enter");
            chromium.awaits("document.querySelector('button.danger').textContent === 'Stopping …'");
            assertThat(evaluations.stopped).containsExactly(MadeEvaluations.ID);
            evaluations.tell();
            chromium.awaits("document.querySelector('button.danger').textContent === 'Ended'");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void darkNarrowAndRightToLeft() {
        try (Chromium chromium = runs(300, 3)) {
            Page page = chromium.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            chromium.go("/run/made~8");
            String dark =
                    (String) chromium.asked("getComputedStyle(document.body).backgroundColor");
            press(page, "T");
            String light =
                    (String) chromium.asked("getComputedStyle(document.body).backgroundColor");
            assertThat(List.of(dark, light))
                    .containsExactly("rgb(20, 23, 28)", "rgb(255, 255, 255)");
            assertThat(page.getAttribute("time", "title")).isEqualTo("2026-03-01T09:30:00Z (UTC)");
            assertThat(page.textContent("time")).contains("3:15:00");
            page.setViewportSize(360, 640);
            for (String path :
                    List.of("/run/made~8", "/runs", "/leaderboard", "/live", "/compare")) {
                chromium.go(path);
                assertThat(chromium.asked("document.documentElement.scrollWidth <= innerWidth"))
                        .as(path)
                        .isEqualTo(true);
            }
            chromium.assertNoComplaints();
        }
    }
}
