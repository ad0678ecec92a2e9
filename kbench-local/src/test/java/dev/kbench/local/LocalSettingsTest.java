package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.PermanentProviderException;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class LocalSettingsTest {
    private static final Path HOME = Path.of("/h");

    @Test
    void cacheIsWhereTheSystemKeepsCaches() {
        assertThat(cache("Linux", Map.of())).hasToString("/h/.cache/kbench");
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "/c"))).hasToString("/c/kbench");
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "c"))).hasToString("/h/.cache/kbench");
        assertThat(cache("Mac OS X", Map.of())).hasToString("/h/Library/Caches/kbench");
        assertThat(cache("WINDOWS 11", Map.of("LOCALAPPDATA", "/l")))
                .hasToString("/l/kbench/cache");
        assertThat(cache("Windows 11", Map.of())).hasToString("/h/AppData/Local/kbench/cache");
    }

    @Test
    void ownCacheWins() {
        assertThat(cache("Linux", Map.of("KBENCH_CACHE", "/own", "XDG_CACHE_HOME", "/c")))
                .hasToString("/own");
    }

    @Test
    void presets() {
        LocalSettings settings = LocalSettings.from(Settings.of(Map.of()), "m");
        assertThat(settings.context()).isEqualTo(4096);
        assertThat(settings.workers()).isEqualTo(1);
        assertThat(settings.threads()).isBetween(1, 8);
        assertThat(settings.python()).isEqualTo("python3");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused("KBENCH_LOCAL_CONTEXT", "8", "16 to 1048576");
        assertRefused("KBENCH_LOCAL_CONTEXT", "many", "16 to 1048576");
        assertRefused("KBENCH_LOCAL_WORKERS", "0", "1 to 64");
        assertRefused("KBENCH_LOCAL_THREADS", "1.5", "1 to 512");
    }

    private static void assertRefused(String name, String value, String range) {
        assertThatThrownBy(() -> LocalSettings.from(Settings.of(Map.of(name, value)), "m"))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessage(
                        "%s must be a whole number from %s, got '%s'"
                                .formatted(name, range, value));
    }

    private static Path cache(String system, Map<String, String> values) {
        return LocalSettings.cache(Settings.of(values), system, HOME, "m");
    }
}
