package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.config.Settings;
import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class BadInputTest {
    private static final Chromiums NONE =
            new Chromiums(
                    () -> {
                        throw new AssertionError("no browser is needed for that");
                    },
                    Duration.ZERO,
                    1);

    @TempDir private Path folder;

    @Test
    void missingChromiumSaysHowToGetIt() {
        assertThatThrownBy(() -> Executables.find(Settings.of(Map.of("PATH", folder.toString()))))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "showing pages needs chromium or chromium-browser or google-chrome or"
                                + " google-chrome-stable, which is not on the PATH; install it"
                                + " (Debian and Ubuntu: apt-get install chromium chromium-driver),"
                                + " or name its file by KBENCH_CHROMIUM");
    }

    @Test
    void missingDriverSaysHowToGetIt() throws IOException {
        program("chromium", "exit 0");

        assertThatThrownBy(() -> Executables.find(Settings.of(Map.of("PATH", folder.toString()))))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "showing pages needs chromedriver, which is not on the PATH; install it"
                                + " (Debian and Ubuntu: apt-get install chromium chromium-driver),"
                                + " or name its file by KBENCH_CHROMEDRIVER");
    }

    @Test
    void namedProgramMustBeOne() {
        assertThatThrownBy(
                        () ->
                                Executables.find(
                                        Settings.of(Map.of("KBENCH_CHROMIUM", folder.toString()))))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "KBENCH_CHROMIUM names %s, which is no program; name the file of chromium,"
                                        .formatted(folder)
                                + " or unset it");
    }

    @Test
    void driverThatEndsIsQuoted() throws IOException {
        Path driver = program("chromedriver", "echo 'no such library' >&2; exit 3");

        assertThatThrownBy(() -> Driver.start(driver))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage("%s did not start: it ended, saying: no such library", driver);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t"})
    void emptyPageIsRefused(String page) {
        try (Browser browser = new Browser(NONE)) {
            assertThatThrownBy(() -> browser.takeSnapshot(page))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "page: expected a document or an address, got an empty text; where it"
                                    + " comes from an answer, the answer has no <html>…</html>");
        }
    }

    @Test
    void addressMustBeOne() {
        try (Browser browser = new Browser(NONE)) {
            assertThatThrownBy(() -> browser.takeSnapshot("http://exa mple/ is a page"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "page: expected a document or an address such as https://example.org/,"
                                    + " got \"http://exa mple/ is a page\"");
        }
    }

    @Test
    void closedBrowserIsRefused() {
        Browser browser = new Browser(NONE);
        browser.close();
        browser.close();

        assertThatThrownBy(() -> browser.takeSnapshot("<html></html>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this browser is closed; open another with Browser.open()");
    }

    @Test
    void optionsRefuseWhatCannotBe() {
        SnapshotOptions options = new SnapshotOptions();

        assertThatThrownBy(() -> options.size(0, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size: expected 1 to 16384 pixels each way, got 0 × 600");
        assertThatThrownBy(() -> options.timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: expected more than zero and at most one hour, got PT0S");
        assertThatThrownBy(() -> options.waitBefore(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("waitBefore: expected zero to one hour, got PT-1S");
        assertThatThrownBy(() -> options.allow("https://example.org/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "allow: expected a host's name such as cdn.example.org or *.example.org,"
                                + " got \"https://example.org/\"");
    }

    private Path program(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }
}
