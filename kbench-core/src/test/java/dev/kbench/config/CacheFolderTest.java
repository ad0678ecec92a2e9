package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.KbenchException;

import org.junit.jupiter.api.Test;

import java.util.Map;

class CacheFolderTest {
    @Test
    void isWhereTheSystemKeepsCaches() {
        assertThat(cache("Linux", Map.of())).isEqualTo("/h/.cache/kbench");
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo("/c/kbench");
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "c"))).isEqualTo("/h/.cache/kbench");
        assertThat(cache("Mac OS X", Map.of())).isEqualTo("/h/Library/Caches/kbench");
        assertThat(cache("WINDOWS 11", Map.of("LOCALAPPDATA", "/l"))).isEqualTo("/l/kbench/cache");
        assertThat(cache("Windows 11", Map.of())).isEqualTo("/h/AppData/Local/kbench/cache");
    }

    @Test
    void ownFolderWins() {
        assertThat(cache("Linux", Map.of("KBENCH_CACHE", "/own", "XDG_CACHE_HOME", "/c")))
                .isEqualTo("/own");
    }

    @Test
    void homeIsWhatTheEnvironmentSays() {
        assertThat(cache("Linux", Map.of("HOME", "/other"))).isEqualTo("/other/.cache/kbench");
        assertThat(cache("Mac OS X", Map.of("HOME", "/other")))
                .isEqualTo("/other/Library/Caches/kbench");
        assertThat(cache("Linux", Map.of("HOME", "other"))).isEqualTo("/h/.cache/kbench");
    }

    @Test
    void userWithoutHomeIsToldSo() {
        assertThatThrownBy(() -> CacheFolder.of(Settings.of(Map.of()), "Linux", "?"))
                .isInstanceOf(KbenchException.class)
                .hasMessage(
                        "there is no place for caches: HOME is not set, and this user has no home;"
                                + " set HOME, or name a folder with KBENCH_CACHE");
    }

    @Test
    void whatCanBeNoPathIsRefused() {
        assertThatThrownBy(
                        () ->
                                CacheFolder.of(
                                        Settings.of(Map.of("KBENCH_CACHE", "a\0b")), "Linux", "/h"))
                .isInstanceOf(KbenchException.class)
                .hasMessage("KBENCH_CACHE must be a folder, got 'a\0b'");
    }

    private static String cache(String system, Map<String, String> values) {
        return CacheFolder.of(Settings.of(values), system, "/h").toString();
    }
}
