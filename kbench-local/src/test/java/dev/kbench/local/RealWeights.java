package dev.kbench.local;

import dev.kbench.config.Settings;
import dev.kbench.contract.Needed;

import java.nio.file.Files;
import java.nio.file.Path;

/// The weights of local/smollm2, where they have been fetched.
final class RealWeights {
    private RealWeights() {}

    /// Their file; without it the test is skipped by name, or fails where nothing may be skipped.
    static Path file() {
        Path file =
                new Fetching(
                                Weights.SMOLLM2,
                                LocalSettings.from(Settings.ofProcess(), "local/smollm2")
                                        .cache()
                                        .resolve("models"))
                        .file();
        if (Files.isRegularFile(file)) {
            return file;
        }
        String missing =
                "the weights of local/smollm2 are not here: expected %s; any run with --model local/smollm2 fetches them"
                        .formatted(file);
        return Needed.missing(missing);
    }
}
