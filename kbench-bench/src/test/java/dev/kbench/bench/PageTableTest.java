package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.browser.Browser;
import dev.kbench.browser.BrowserException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class PageTableTest {
    @Test
    void countsWhatIsLostAndLeft() throws IOException, InterruptedException {
        String lacking = lacking();
        if (System.getProperty("kbench.tier", "").equals("ci")) {
            assertThat(lacking).as("what the ci tier needs").isEmpty();
        }
        assumeTrue(lacking.isEmpty(), "a browser: " + lacking);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new PageTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(PageLoad.QUICK);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("pages: 4 by parallel jobs", " pages/s, 0 lost")
                .containsPattern("after their end  \\d+ processes");
    }

    @Test
    void whatIsLeftIsALeak() {
        PageLoad.Counts none = new PageLoad.Counts(0, 8, 1);
        PageLoad.Counts first = new PageLoad.Counts(14, 40, 2);
        assertThat(result(first, first, none, none).leaksNothing()).isTrue();
        PageLoad.Counts more = new PageLoad.Counts(15 + PageLoad.SPARE, 40, 2);
        assertThat(result(first, more, none, none).leaksNothing()).isFalse();
        PageLoad.Counts handles = new PageLoad.Counts(14, 41 + PageLoad.SPARE, 2);
        assertThat(result(first, handles, none, none).leaksNothing()).isFalse();
        PageLoad.Counts left = new PageLoad.Counts(1, 8, 1);
        assertThat(result(first, first, none, left).leaksNothing()).isFalse();
        PageLoad.Counts files = new PageLoad.Counts(0, 8, 2);
        assertThat(result(first, first, none, files).leaksNothing()).isFalse();
    }

    private static PageLoad.Result result(
            PageLoad.Counts first,
            PageLoad.Counts all,
            PageLoad.Counts before,
            PageLoad.Counts after) {
        return new PageLoad.Result(0, 1, first, all, before, after);
    }

    private static String lacking() {
        try (Browser browser = Browser.open()) {
            return browser == null ? "none" : "";
        } catch (BrowserException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
