package dev.kbench.llm.spi;

import java.util.Locale;

/// How much a model is asked to think before it answers. Not to ask for any is another thing than
/// {@link #NONE}: then the model's own way counts.
public enum Reasoning {
    /// Not at all.
    NONE,
    /// A little.
    LOW,
    /// Some.
    MEDIUM,
    /// Much.
    HIGH;

    /// The level's name on the wire of OpenAI's servers.
    ///
    /// @return lower case, such as `low`
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
