package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.key.KbenchException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class SettingsTest {
    @TempDir Path folder;

    private Settings load(Map<String, String> environment, String file) throws IOException {
        Files.writeString(folder.resolve(".env"), file);
        return Settings.load(environment, folder);
    }

    @Test
    void comeFromTheEnvironmentFirstThenFromTheFile() throws IOException {
        Settings settings =
                load(
                        Map.of("LLM_DEFAULT", "env", "ONLY_ENV", "e"),
                        "LLM_DEFAULT=file\nONLY_FILE=f");

        assertThat(settings.get("LLM_DEFAULT")).contains("env");
        assertThat(settings.get("ONLY_ENV")).contains("e");
        assertThat(settings.get("ONLY_FILE")).contains("f");
        assertThat(settings.file()).contains(folder.resolve(".env"));
    }

    @Test
    void aBlankVariableOfTheEnvironmentUnsetsTheFiles() throws IOException {
        assertThat(load(Map.of("LLM_DEFAULT", " "), "LLM_DEFAULT=file").get("LLM_DEFAULT"))
                .isEmpty();
    }

    @Test
    void ofOursAndTheOriginalsNameBothAreThere() throws IOException {
        Settings settings =
                load(Map.of("BENCHMARK_MODE", "TESTING"), "KBENCH_EXECUTION_MODE=interactive");

        assertThat(settings.get("KBENCH_EXECUTION_MODE")).contains("interactive");
        assertThat(settings.get("BENCHMARK_MODE")).contains("TESTING");
    }

    @Test
    void areSearchedForUpward() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectory(deep.resolve(".env"));
        Files.writeString(folder.resolve(".env"), "A=far");
        assertThat(Settings.load(Map.of(), deep).get("A")).contains("far");

        Files.writeString(folder.resolve("a/.env"), "A=near");
        assertThat(Settings.load(Map.of(), deep).get("A")).contains("near");
    }

    @Test
    void needNoFile() {
        Settings settings = Settings.of(Map.of("A", " x "));

        assertThat(settings.file()).isEmpty();
        assertThat(settings.get("A")).contains("x");
        assertThat(settings.get("B")).isEmpty();
    }

    @Test
    void ofTheFileMayNameOthers() throws IOException {
        Settings settings =
                load(
                        Map.of("PROXY_HOST", "mp.example"),
                        "MODEL_PROXY_URL=https://${PROXY_HOST}/models\nA=${MODEL_PROXY_URL}");

        assertThat(settings.get("MODEL_PROXY_URL")).contains("https://mp.example/models");
        assertThat(settings.get("A")).contains("https://mp.example/models");
    }

    @Test
    void tellWhichLineOfTheFileIsLeftOut() throws IOException {
        Settings settings = load(Map.of(), "A=1\nB\nC=3");

        assertThat(settings.warnings())
                .containsExactly(
                        folder.resolve(".env")
                                + ": line 2: expected NAME=value or a # comment; the line is left"
                                + " out");
        assertThat(settings.get("C")).contains("3");
    }

    @Test
    void tellThatTheFileIsNoText() throws IOException {
        Path file = folder.resolve(".env");
        Files.write(file, new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> Settings.load(Map.of(), folder))
                .withMessage(file + " is not UTF-8 text; save it as UTF-8 or remove it");
    }

    @Test
    void listsAreSeparatedByCommas() {
        Settings settings = Settings.of(Map.of("LLMS_AVAILABLE", " a/b , ,c,"));

        assertThat(settings.list("LLMS_AVAILABLE")).containsExactly("a/b", "c");
        assertThat(settings.list("OTHER")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "t", "Y", "yes", " YES "})
    void switchesAreOn(String value) {
        assertThat(Settings.of(Map.of("A", value)).flag("A")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "on", "", "no", "tr\u0131e"})
    void switchesAreOff(String value) {
        assertThat(Settings.of(Map.of("A", value)).flag("A")).isFalse();
        assertThat(Settings.of(Map.of()).flag("A")).isFalse();
    }

    @Test
    void othersMayWin() {
        Settings settings = Settings.of(Map.of("A", "1", "B", "2"));

        assertThat(settings.with(Map.of("A", "3")).get("A")).contains("3");
        assertThat(settings.with(Map.of("A", "3")).get("B")).contains("2");
        assertThat(settings.get("A")).contains("1");
    }

    @Test
    void showTheirNamesOnly() {
        assertThat(Settings.of(Map.of("MODEL_PROXY_API_KEY", "secret", "A", "b")))
                .hasToString("Settings[A, MODEL_PROXY_API_KEY]");
    }
}
