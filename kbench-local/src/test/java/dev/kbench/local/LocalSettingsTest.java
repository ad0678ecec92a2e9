package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.PermanentProviderException;

import org.junit.jupiter.api.Test;

import java.util.Map;

class LocalSettingsTest {
    @Test
    void cacheIsTheUsersFolderForCaches() {
        assertThat(LocalSettings.from(Settings.of(Map.of("KBENCH_CACHE", "/own")), "m").cache())
                .hasToString("/own");
        assertThatThrownBy(
                        () -> LocalSettings.from(Settings.of(Map.of("KBENCH_CACHE", "a\0b")), "m"))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessage("KBENCH_CACHE must be a folder, got 'a\0b'");
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
}
