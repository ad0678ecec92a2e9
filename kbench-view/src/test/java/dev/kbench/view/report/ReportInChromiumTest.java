package dev.kbench.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;

import dev.kbench.view.index.RunQuery;
import dev.kbench.view.page.Chromium;
import dev.kbench.view.page.Hostile;
import dev.kbench.view.page.MadeEvaluations;
import dev.kbench.view.page.MadeRuns;
import dev.kbench.view.page.MadeShelf;
import dev.kbench.view.run.ViewedRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/// A report opened from a disk.
class ReportInChromiumTest {
    @TempDir private Path folder;

    private Path report(IntFunction<ViewedRun> reader) throws IOException {
        ReportOptions options =
                new ReportOptions(
                        "Rivers",
                        "out",
                        Instant.parse("2026-03-02T10:00:00Z"),
                        RunQuery.ALL,
                        50,
                        30,
                        List.of());
        return Files.writeString(
                folder.resolve("report.html"),
                HtmlReport.of(new MadeShelf(2_000, 3, reader), options));
    }

    private static Chromium chromium() {
        return Chromium.show(
                new MadeShelf(10, 1, index -> MadeRuns.rich("made~" + index)),
                new MadeEvaluations());
    }

    @Test
    void itsChartsAreDrawnAndItsLinksOpenWhatTheyLeadTo() throws IOException {
        Path report = report(index -> MadeRuns.rich("made~" + index));
        try (Chromium chromium = chromium()) {
            chromium.open(report);
            chromium.awaits("document.querySelectorAll('figure[data-chart] svg').length === 3");
            Page page = chromium.page();
            page.locator("#failing ~ div a").first().click();
            chromium.awaits(
                    "document.getElementById(location.hash.slice(1)).closest('details').open");
            chromium.assertNoComplaints();
        }
    }

    @Test
    void itIsReadWithoutScripts() throws IOException {
        Path report = report(index -> MadeRuns.rich("made~" + index));
        try (Chromium chromium = chromium();
                Page page =
                        chromium.page()
                                .context()
                                .browser()
                                .newPage(
                                        new Browser.NewPageOptions().setJavaScriptEnabled(false))) {
            page.navigate(report.toUri().toString());
            assertThat(page.innerText("main"))
                    .contains("2,000 runs of 4 models at 3 tasks", "Did not pass", "the numbers");
            assertThat(page.locator(".plot").first().isVisible()).isFalse();
            page.locator("figure summary").first().click();
            assertThat(page.locator("figure table").first().innerText()).contains("Cost of a run");
        }
    }

    @Test
    void whatModelsWroteDoesNotRun() throws IOException {
        Path report =
                report(
                        index ->
                                MadeRuns.answering(
                                        "made~" + index,
                                        Hostile.TEXTS.get(index % Hostile.TEXTS.size())));
        try (Chromium chromium = chromium()) {
            chromium.open(report);
            chromium.awaits("document.querySelectorAll('figure[data-chart] svg').length === 3");
            chromium.page()
                    .evaluate(
                            "document.querySelectorAll('details').forEach(one => one.open = true)");
            assertThat(chromium.asked("window.harmed === undefined")).isEqualTo(true);
            chromium.assertNoComplaints();
        }
    }
}
