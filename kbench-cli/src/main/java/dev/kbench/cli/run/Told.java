package dev.kbench.cli.run;

import dev.kbench.key.KbenchException;
import dev.kbench.llm.Models;

import org.jspecify.annotations.Nullable;

/// What must be said wherever a model is shown. Asked only about models that ran, which are
/// connected already.
///
/// Thread-safe.
final class Told {
    private volatile @Nullable Models models;

    void models(Models known) {
        models = known;
    }

    String note(String model) {
        Models known = models;
        try {
            return known == null ? "" : known.model(model).note();
        } catch (KbenchException e) {
            return ""; // a model that the file made itself
        }
    }
}
