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
                .containsPattern("after its end    \\d+ processes");
    }

    @Test
    void whatIsLeftIsALeak() {
        PageLoad.Counts none = new PageLoad.Counts(0, 8, 1);
        PageLoad.Counts one = new PageLoad.Counts(14, 40, 2);
        assertThat(result(one, one, none, none).leaksNothing()).isTrue();
        PageLoad.Counts more = new PageLoad.Counts(40, 40, 2);
        assertThat(result(one, more, none, none).leaksNothing()).isFalse();
        PageLoad.Counts handles = new PageLoad.Counts(14, 140, 2);
        assertThat(result(one, handles, none, none).leaksNothing()).isFalse();
        PageLoad.Counts left = new PageLoad.Counts(1, 8, 1);
        assertThat(result(one, one, none, left).leaksNothing()).isFalse();
        PageLoad.Counts files = new PageLoad.Counts(0, 8, 2);
        assertThat(result(one, one, none, files).leaksNothing()).isFalse();
    }

    private static PageLoad.Result result(
            PageLoad.Counts one,
            PageLoad.Counts all,
            PageLoad.Counts before,
            PageLoad.Counts after) {
        return new PageLoad.Result(0, 1, one, all, before, after);
    }

    private static String lacking() {
        try (Browser browser = Browser.open()) {
            return browser == null ? "none" : "";
        } catch (BrowserException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
