package dev.kbench.local;

import dev.kbench.config.CacheFolder;
import dev.kbench.config.Settings;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// What can be set about models in the JVM.
///
/// @param cache the folder of fetched weights (`KBENCH_CACHE`)
/// @param context tokens that prompt and answer share (`KBENCH_LOCAL_CONTEXT`)
/// @param workers how many child processes answer at once (`KBENCH_LOCAL_WORKERS`)
/// @param threads how many threads one of them computes with (`KBENCH_LOCAL_THREADS`)
/// @param python the Python that fetches weights (`KBENCH_PYTHON`)
record LocalSettings(Path cache, int context, int workers, int threads, String python) {
    static final int CONTEXT = 4096;

    static LocalSettings from(Settings settings, String model) {
        int workers = number(settings, "KBENCH_LOCAL_WORKERS", 1, 1, 64, model);
        int processors = Runtime.getRuntime().availableProcessors();
        return new LocalSettings(
                cache(settings, model),
                number(settings, "KBENCH_LOCAL_CONTEXT", CONTEXT, 16, 1 << 20, model),
                workers,
                number(
                        settings,
                        "KBENCH_LOCAL_THREADS",
                        Math.clamp(processors / workers, 1, 8),
                        1,
                        512,
                        model),
                settings.get("KBENCH_PYTHON").orElse("python3"));
    }

    private static Path cache(Settings settings, String model) {
        try {
            return CacheFolder.of(settings);
        } catch (KbenchException e) {
            throw wrong(model, String.valueOf(e.getMessage()), e);
        }
    }

    private static int number(
            Settings settings, String name, int preset, int least, int most, String model) {
        Optional<String> text = settings.get(name);
        if (text.isEmpty()) {
            return preset;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw outside(name, least, most, text.get(), model, e);
        }
        throw outside(name, least, most, text.get(), model, null);
    }

    private static PermanentProviderException outside(
            String name,
            int least,
            int most,
            String text,
            String model,
            @Nullable Throwable cause) {
        return wrong(
                model,
                "%s must be a whole number from %d to %d, got '%s'"
                        .formatted(name, least, most, text),
                cause);
    }

    private static PermanentProviderException wrong(
            String model, String message, @Nullable Throwable cause) {
        return new PermanentProviderException(Trouble.MISCONFIGURED, model, 0, message, cause);
    }
}
