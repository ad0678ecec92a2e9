package dev.kbench.view.run;

import java.util.regex.Pattern;

/// Names a run for as long as it lies where it lies: opaque, and fit for an address without
/// escaping.
///
/// @param text up to 200 letters, digits, `.`, `_`, `~` and `-`
public record RunId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    /// Refuses another character.
    public RunId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a run's id has up to 200 letters, digits, '.', '_', '~' and '-', got %d characters that do not fit; take ids from the table of runs"
                            .formatted(text.length()));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
